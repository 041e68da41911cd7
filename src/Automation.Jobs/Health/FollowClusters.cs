using Automation.Catalog.Artifact;
using Automation.Core.Findings;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Commits;
using Automation.GitHub.Trees;
using Automation.Jobs.Health.Delivery;
using Automation.Jobs.Health.Reading;
using Automation.Jobs.Health.Services;
using Automation.Jobs.Health.Stored;
using Automation.Jobs.Publishing;
using Automation.Jobs.Sources;
using Automation.Kubernetes.Access;
using Automation.Kubernetes.Reading;

namespace Automation.Jobs.Health;

/// <summary>
/// Reports the health of the services of a catalog on GitHub again and again, as the App. Between two readings it keeps the catalog and the commit of its
/// own report, so that a reading that finds nothing new costs no call to GitHub.
/// </summary>
/// <param name="access">GitHub.</param>
/// <param name="api">The address of its API.</param>
/// <param name="catalog">The repository of the catalog, which gets the report.</param>
/// <param name="clusters">The clusters.</param>
/// <param name="cache">The cache of files and trees.</param>
public sealed class FollowClusters(
    GitHubAccess access, Uri api, RepositoryName catalog, FollowedClusters clusters, BlobCache cache, TimeProvider clock)
{
    /// <summary>The kind of its writes in the audit log.</summary>
    public const string WriteKind = "health";

    // A new service is seen after this time. A catalog that did not change costs two conditional calls.
    private static readonly TimeSpan CatalogEvery = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan CredentialsEvery = TimeSpan.FromMinutes(5);

    private static readonly string[] CatalogFolders =
        [ArtifactPaths.Index, .. ServiceIndex.Kinds.Select(k => $"{ArtifactPaths.Entities}/{k}")];

    private readonly IReadOnlyList<ClusterAccess> _clusters = [.. clusters.Accesses.Select(c => c.Kept(CredentialsEvery, clock))];

    private KnownCatalog? _catalog;
    private CommitId? _report;

    /// <summary>The branch of the report.</summary>
    public required string Branch { get; init; }

    /// <summary>The namespace of Argo CD; null to read no Applications.</summary>
    public string? ArgoNamespace { get; init; }

    /// <summary>The only namespaces; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Whether claims of volumes and disruption budgets are read, too.</summary>
    public bool WithVolumes { get; init; }

    /// <summary>Whether deployments are shown in the repositories of the services.</summary>
    public bool ShowsDeployments { get; init; }

    /// <summary>The GitOps repository whose merged pull requests get a comment; null for none.</summary>
    public RepositoryName? GitOps { get; init; }

    /// <summary>How many of the hourly calls are reserved for pull requests.</summary>
    public int KeptCalls { get; init; }

    /// <summary>Reads the clusters once, and reports what changed.</summary>
    /// <param name="intent">Records each write before it is done.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public async Task<ClustersOutcome> RunAsync(WriteIntent intent, CancellationToken cancellationToken)
    {
        access.Usage.Keep(KeptCalls, clock.GetUtcNow());
        try
        {
            return await CatalogAsync(cancellationToken) is not { } known
                ? new ClustersOutcome.Mistake($"{catalog} is not a stitched catalog, or the App is not installed there.")
                : Reported(await ReportAsync(known, intent, cancellationToken));
        }
        catch (Exception e) when (e is ArtifactException or RepositoryException)
        {
            _report = null;
            return new ClustersOutcome.Mistake(e.Message);
        }
        catch
        {
            // Somebody may have removed the branch.
            _report = null;
            throw;
        }
    }

    private static ClustersOutcome.Reported Reported(HealthOutcome outcome)
    {
        var (report, failing) = (outcome.Report, outcome.Report.Services.Count(s => s.HasFailed));
        return new ClustersOutcome.Reported(
            outcome.Commit is { } commit
                ? $"services: {report.Services.Count}, {failing} with problems; clusters: {report.Clusters.Count}; commit {commit.Short}"
                : null,
            [.. report.NotChecked, .. report.Clusters.Where(c => c.Failure is not null).Select(c => new NotChecked($"cluster {c.Name}", c.Failure!))]);
    }

    private async Task<HealthOutcome> ReportAsync(KnownCatalog known, WriteIntent intent, CancellationToken cancellationToken)
    {
        var scope = new ReadingScope
        {
            Mode = ListMode.Cache,
            Namespaces = Namespaces,
            KnownNamespaces = known.Services.Namespaces,
            ArgoNamespace = ArgoNamespace,
            WithOptional = WithVolumes,
        };
        var contents = await new ReadClusters(_clusters, scope, clock).Run(cancellationToken);
        using var connections = new AppConnections(access, api, new RecordedRun(intent, catalog) { Kind = WriteKind }, clock);
        var report = new ReportHealth(known.Services, contents, clock.GetUtcNow())
        {
            GitHub = ShowsDeployments || GitOps is not null
                ? new HealthOnGitHub(connections.ToAsync, known.Services) { ShowsDeployments = ShowsDeployments, GitOps = GitOps }
                : null,
        };
        var branch = new GitHubCatalogBranch(access.As(known.Installation, catalog, TokenPermissions.WriteFiles), Branch, cache, intent)
        {
            Write = new GitHubWrite(WriteKind, catalog, $"the health of services, on branch {Branch}"),
            Known = _report,
            ReadTogether = f => HealthPaths.IsStored(f.Path),
        };

        // The branch is read and written synchronously.
        var outcome = await Task.Run(() => report.PublishAsync(branch, new Backoff(clock, Random.Shared), cancellationToken), cancellationToken);
        _report = outcome.Tip;
        return outcome;
    }

    private async Task<KnownCatalog?> CatalogAsync(CancellationToken cancellationToken)
    {
        if (_catalog is { } known && clock.GetElapsedTime(known.At) < CatalogEvery)
        {
            return known;
        }

        if (await access.InstallationOfAsync(catalog) is not { } installation)
        {
            return _catalog = null;
        }

        var at = clock.GetTimestamp();
        var reading = access.Reading(installation);
        var repository = reading.Of(catalog);
        var tip = await new GitHubBranch(repository, await GitHubBranch.DefaultAsync(repository)).TipAsync();
        if (tip is not null && tip == _catalog?.Tip)
        {
            return _catalog = _catalog with { At = at, Installation = installation };
        }

        return _catalog = tip is not null && await new PublishedCatalog(reading, cache).OpenAsync(catalog, tip, CatalogFolders, cancellationToken) is { } stored
            ? new KnownCatalog(installation, tip, at, ServiceIndex.Of(stored))
            : null;
    }

    private sealed record KnownCatalog(long Installation, string Tip, long At, ServiceIndex Services);
}

/// <summary>The outcome of a reading of clusters. Anything else is an exception: an external failure, after which it is tried again.</summary>
public abstract record ClustersOutcome
{
    private ClustersOutcome()
    {
    }

    /// <summary>The report is up to date.</summary>
    /// <param name="Written">What was written; null if nothing changed.</param>
    /// <param name="Unread">What could not be read or shown, and why.</param>
    public sealed record Reported(string? Written, IReadOnlyList<NotChecked> Unread) : ClustersOutcome;

    /// <summary>It is not possible until a person changes something, which the message names.</summary>
    public sealed record Mistake(string Message) : ClustersOutcome;
}
