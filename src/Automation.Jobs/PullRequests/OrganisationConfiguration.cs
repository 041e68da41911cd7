using Automation.Core.Text;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;
using Automation.GitHub.Trees;
using Automation.Jobs.Configuration;

namespace Automation.Jobs.PullRequests;

/// <summary>The configuration of an organisation, which its repositories inherit.</summary>
/// <param name="owner">The organisation, or any repository of it.</param>
/// <param name="cache">The cache of files and trees.</param>
/// <param name="meter">The budget for reading it.</param>
internal sealed class OrganisationConfiguration(RepositoryName owner, InstallationAccess reading, BlobCache cache, BudgetMeter meter)
{
    public RepositoryName Repository { get; } = owner with { Name = ".github" };

    /// <summary>The text of the configuration at a commit; null if there is none.</summary>
    public async Task<SourceText?> ReadAsync(string? tip, CancellationToken cancellationToken) =>
        tip is null || await new RepositoryFiles(reading, cache).OpenAsync(Repository, tip, meter, cancellationToken) is not { } files ? null
            : SettingsFile.In(files, path => $"{Repository}/{path}", cancellationToken).Source;
}
