using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.GitHub;
using Automation.Jobs.Onboarding;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;

namespace Automation.Cli.Onboard;

/// <summary>The options of the command, or the inputs of the action.</summary>
/// <param name="Organisation">The organisation; null for the repositories of an installation.</param>
/// <param name="Token">The token; null for none.</param>
internal sealed record OnboardInput(string? Organisation, string? Token)
{
    /// <summary>The folder of the catalog; null without one.</summary>
    public string? Catalog { get; init; }

    /// <summary>The file of the organisation's configuration; null without one.</summary>
    public string? Config { get; init; }

    /// <summary>The repositories; none for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public IReadOnlyList<string> Waves { get; init; } = [];

    /// <summary>Whether a wave waits for merges.</summary>
    public bool RequiresMerge { get; init; }

    public int MostOpen { get; init; } = OnboardingRequest.UsualMostOpen;

    public bool IsDryRun { get; init; }

    /// <summary>Called with the next repository, to show progress; null if no one watches.</summary>
    public Action<string>? Progress { get; init; }
}

/// <summary>Onboards repositories, for the command and for the action.</summary>
/// <param name="input">What is asked for.</param>
internal sealed class OnboardRunner(Terminal terminal, OnboardInput input)
{
    /// <summary>Runs it; an option that makes no sense is a usage error.</summary>
    public async Task<OnboardingReport> RunAsync()
    {
        using var host = new GitHubHost(GitHubApi.Of(terminal) ?? throw new UsageException($"{GitHubApi.Unsafe}."), input.Token, TimeProvider.System);
        var request = new OnboardingRequest
        {
            Organisation = input.Organisation,
            Only = [.. input.Only.Select(Repository)],
            Exclude = input.Exclude,
            Waves = [.. input.Waves.Select(Wave)],
            RequiresMerge = input.RequiresMerge,
            MostOpen = input.MostOpen > 0 ? input.MostOpen : throw new UsageException("'--max-open' must be at least 1."),
            Catalog = Catalog(),
            Inherited = InheritedConfiguration.Read(terminal, input.Config),
            IsDryRun = input.IsDryRun,
        };
        try
        {
            return await new OnboardRepositories(request, host, TimeProvider.System, input.Progress).RunAsync(terminal.Cancelled);
        }
        catch (StepException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private OpenCatalog? Catalog() =>
        input.Catalog is not { } folder ? null
        : Directory.Exists(terminal.FullPath(folder))
            ? new OpenCatalog(new DirectoryTree(terminal.FullPath(folder), intoRepositories: true), Path.GetFileName(folder), terminal.Cancelled)
        : throw new UsageException($"There is no catalog folder '{folder}'.");

    private static RepositoryName Repository(string text) =>
        RepositoryName.Parse(text) ?? throw new UsageException($"'{text}' is not a repository: write OWNER/REPO, such as acme/orders.");

    private static RepositorySelector Wave(string text) =>
        RepositorySelector.Parse(text) ?? throw new UsageException(
            $"'{text}' is not a wave: write NAME=VALUE, such as 'name=shop-*' or topic=pilot, with a NAME of "
            + $"{string.Join(", ", RepositorySelector.Names)}.");
}
