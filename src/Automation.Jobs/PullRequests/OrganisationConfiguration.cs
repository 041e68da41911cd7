using Automation.Core.Text;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;
using Automation.GitHub.Trees;
using Automation.Jobs.Configuration;

namespace Automation.Jobs.PullRequests;

/// <summary>The configuration of an organisation, which its repositories inherit.</summary>
/// <param name="owner">The organisation, or any repository of it.</param>
/// <param name="reading">The installation.</param>
/// <param name="cache">Keeps what is read.</param>
/// <param name="meter">What reading it may cost.</param>
internal sealed class OrganisationConfiguration(RepositoryName owner, InstallationAccess reading, BlobCache cache, BudgetMeter meter)
{
    /// <summary>The repository that has it.</summary>
    public RepositoryName Repository { get; } = owner with { Name = ".github" };

    /// <summary>Its text at a commit; null if there is none.</summary>
    public async Task<SourceText?> ReadAsync(string? tip, CancellationToken cancellationToken) =>
        tip is null || await new RepositoryFiles(reading, cache).OpenAsync(Repository, tip, meter, cancellationToken) is not { } files ? null
            : SettingsFile.In(files, path => $"{Repository}/{path}", cancellationToken).Source;
}
