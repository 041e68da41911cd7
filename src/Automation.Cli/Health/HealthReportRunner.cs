using Automation.Catalog.Artifact;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Objects;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.Health;
using Automation.Jobs.Health.Delivery;
using Automation.Jobs.Health.Services;
using Automation.Jobs.Publishing;
using Automation.Reporting.Model;

namespace Automation.Cli.Health;

/// <summary>A report that was asked for, on a command line or in an action.</summary>
/// <param name="Catalog">The folder of the stitched catalog.</param>
/// <param name="Clusters">Which clusters are read.</param>
internal sealed record HealthReportInput(string Catalog, ClusterSelection Clusters)
{
    public const string UsualBranch = "health";

    /// <summary>The folder that the report is written to; null for none.</summary>
    public string? Out { get; init; }

    /// <summary>The repository that the report is committed to; null for none.</summary>
    public string? To { get; init; }

    public string Branch { get; init; } = UsualBranch;

    /// <summary>Clusters that do not exist any more.</summary>
    public IReadOnlyList<string> Forgotten { get; init; } = [];

    /// <summary>Whether deployments are shown in the repositories of the services.</summary>
    public bool ShowsDeployments { get; init; }

    /// <summary>The GitOps repository, OWNER/REPO, whose merged pull requests get a comment; null for none.</summary>
    public string? GitOps { get; init; }

    /// <summary>A token to write to these repositories; null for none.</summary>
    public string? Token { get; init; }
}

/// <summary>Reads the catalog and the clusters, and writes the report where it is wanted.</summary>
internal sealed class HealthReportRunner(Terminal terminal, HealthReportInput input)
{
    /// <summary>The report.</summary>
    public async Task<HealthOverviewReport> RunAsync()
    {
        if (input.Out is not null && input.To is not null)
        {
            throw new UsageException("Use --out for a folder or --to for a repository, not both.");
        }

        PublishedBranch.Check(input.Branch);

        var services = ServiceIndex.Of(ArtifactInput.Open(terminal, input.Catalog));
        var contents = await input.Clusters.Read(terminal, services.Namespaces);
        using var gitHub = OnGitHub();
        var report = new ReportHealth(services, contents, input.Clusters.At)
        {
            Forgotten = input.Forgotten,
            GitHub = gitHub is null ? null : new HealthOnGitHub((_, _) => Task.FromResult(gitHub), services)
            {
                ShowsDeployments = input.ShowsDeployments,
                GitOps = GitOps(),
            },
        };
        var written = input.To is { } repository ? await PublishAsync(report, repository)
            : input.Out is { } folder ? await WriteAsync(report, folder)
            : (await report.RunAsync(InMemoryTree.Of(), terminal.Cancelled)).Report;
        return written with { IsWithoutAnyCluster = contents.Clusters.All(c => c.Reading is null) };
    }

    // Null if nothing is shown there.
    private GitHubRest? OnGitHub()
    {
        if (!input.ShowsDeployments && input.GitOps is null)
        {
            return null;
        }

        // Without a record of what was shown, everything would be asked again each time.
        return input.Out is null && input.To is null
                ? throw new UsageException("--deployments and --gitops need --out or --to, where it is recorded what was shown.")
            : input.Token is not { } token ? throw new UsageException("--deployments and --gitops need a token: set GITHUB_TOKEN.")
            : new GitHubRest(token, GitHubApi.Of(terminal) ?? throw new UsageException("GITHUB_API_URL is not an https address."), TimeProvider.System);
    }

    private RepositoryName? GitOps() => input.GitOps is null ? null
        : RepositoryName.Parse(input.GitOps) ?? throw new UsageException($"'{input.GitOps}' is not a repository: write OWNER/REPO.");

    private async Task<HealthOverviewReport> PublishAsync(ReportHealth report, string repository)
    {
        using var branch = PublishedBranch.Open(terminal, repository, input.Branch, input.Token);
        try
        {
            var outcome = await report.PublishAsync(new GitCatalogBranch(branch), PublishedBranch.Backoff(), terminal.Cancelled);
            var written = outcome.Commit is { } commit ? $"Committed {commit.Short} to {input.Branch}." : $"{input.Branch} is up to date.";
            return outcome.Report with { Written = written };
        }
        catch (ArtifactException e)
        {
            throw new RepositoryException($"The report on the branch '{input.Branch}' cannot be read: {e.Message}", e);
        }
    }

    private async Task<HealthOverviewReport> WriteAsync(ReportHealth report, string shown)
    {
        var folder = terminal.FullPath(shown);
        FolderWriter.Recover(folder);
        Directory.CreateDirectory(folder);
        var outcome = await report.RunAsync(new DirectoryTree(folder), terminal.Cancelled);
        FolderWriter.Apply(folder, outcome.Changes, terminal.Cancelled);
        return outcome.Report with { Written = outcome.Changes.Count == 0 ? $"{shown} is up to date." : $"Wrote {outcome.Changes.Count} files to {shown}." };
    }
}
