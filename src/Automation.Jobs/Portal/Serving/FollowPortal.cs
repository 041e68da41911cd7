using Automation.Catalog.Artifact;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Commits;
using Automation.GitHub.Repositories;
using Automation.GitHub.Trees;
using Automation.Jobs.Documents;
using Automation.Jobs.Health.Stored;
using Automation.Jobs.Portal.Content;
using Automation.Jobs.Scorecards;
using Automation.Jobs.Sources;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Portal.Serving;

/// <summary>
/// Keeps what a portal shows up to date with the catalog's repository on GitHub, in memory. Between two changes a look costs a conditional call for each
/// branch. The earlier content stays until the new one is whole, and also while GitHub cannot be reached.
/// </summary>
/// <param name="access">GitHub.</param>
/// <param name="catalog">The repository of the catalog.</param>
/// <param name="cache">The cache of files and trees.</param>
public sealed class FollowPortal(GitHubAccess access, RepositoryName catalog, BlobCache cache, TimeProvider clock)
{
    // A state that was last read too long ago has to become unknown although nothing changes.
    private static readonly TimeSpan HealthEvery = TimeSpan.FromMinutes(5);

    private static readonly string[] Folders =
        [ArtifactPaths.Index, ArtifactPaths.Sources, ArtifactPaths.Findings, ArtifactPaths.Entities, StoredDocuments.Sources, StoredFacts.Folder];

    private readonly FollowHistory _history = new(cache);
    private Read? _read;
    private long _made;

    /// <summary>The branch with the health of services; null to show none.</summary>
    public string? HealthBranch { get; init; }

    /// <summary>How many of the hourly calls are reserved for pull requests.</summary>
    public int KeptCalls { get; init; }

    /// <summary>Whether it is read which repositories are public.</summary>
    public bool ReadsPublic { get; init; }

    /// <summary>The content after a look; the same object as before if nothing changed. A problem is what a person has to change first.</summary>
    public async Task<PortalReading> RunAsync(PortalContent? before, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(before, cancellationToken);
        }
        catch (ArtifactException e)
        {
            return new PortalReading(before, e.Message);
        }
    }

    /// <summary>The content as it is by now, while GitHub cannot be reached: what was read of the health of services becomes older.</summary>
    public PortalContent Aged(PortalContent before, CancellationToken cancellationToken) =>
        NeedsHealth() ? Made(_read!, before.PublicRepositories, cancellationToken) : before;

    private async Task<PortalReading> LookAsync(PortalContent? before, CancellationToken cancellationToken)
    {
        access.Usage.Keep(KeptCalls, clock.GetUtcNow());
        if (await access.InstallationOfAsync(catalog) is not { } installation)
        {
            return new PortalReading(null, $"The App is not installed in {catalog}.");
        }

        var reading = access.Reading(installation);
        var repository = reading.Of(catalog);
        var tip = await new GitHubBranch(repository, await GitHubBranch.DefaultAsync(repository)).TipAsync();
        var health = HealthBranch is { } branch ? await new GitHubBranch(repository, branch).TipAsync() : null;
        var isPublic = ReadsPublic ? await PublicAsync(reading, cancellationToken) : new HashSet<string>();
        var isSame = before is not null && _read is { } read && read.Tip == tip && read.HealthTip == health && !NeedsHealth();
        if (!isSame && !await ReadAsync(reading, tip, health, cancellationToken))
        {
            return new PortalReading(null, $"{catalog} has no catalog yet.");
        }

        // The first reader does not wait for the history: the next look has it.
        var isNewHistory = before is not null && await _history.UpdateAsync(repository, _read!.Tip, cancellationToken);
        return new PortalReading(
            !isSame || isNewHistory ? Made(_read!, isPublic, cancellationToken)
                : before!.PublicRepositories.SetEquals(isPublic) ? before
                : before with { PublicRepositories = isPublic },
            _history.Problem);
    }

    // Whether there is a catalog.
    private async Task<bool> ReadAsync(InstallationAccess reading, string? tip, string? health, CancellationToken cancellationToken)
    {
        var stored = _read is { } known && known.Tip == tip ? known.Catalog
            : tip is null ? null
            : await new PublishedCatalog(reading, cache).OpenAsync(catalog, tip, Folders, cancellationToken);
        if (stored is null or { IsEmpty: true })
        {
            return false;
        }

        var files = await new RepositoryFiles(reading, cache).OpenAsync(catalog, tip!, meter: null, cancellationToken);
        _read = new Read(tip!, stored, health, await HealthAsync(reading, health, cancellationToken))
        {
            Documents = files is null ? null : new StoredDocuments(files),
            Facts = files is null ? null : new StoredFacts(files),
        };
        return true;
    }

    private PortalContent Made(Read read, IReadOnlySet<string> isPublic, CancellationToken cancellationToken)
    {
        var everything = new ReadPortal(read.Catalog)
        {
            Health = read.Health,
            Documents = read.Documents,
            Facts = read.Facts,
            History = _history.Known,
            Now = clock.GetUtcNow(),
        }.Run(cancellationToken);
        _made = clock.GetTimestamp();
        return new PortalContent(everything, read.Tip) { PublicRepositories = isPublic };
    }

    private bool NeedsHealth() => _read?.Health is not null && clock.GetElapsedTime(_made) >= HealthEvery;

    private async Task<StoredHealth?> HealthAsync(InstallationAccess reading, string? tip, CancellationToken cancellationToken)
    {
        if (tip is null || await new RepositoryFiles(reading, cache).OpenAsync(catalog, tip, meter: null, cancellationToken) is not { } files)
        {
            return null;
        }

        await files.FetchTogetherAsync(f => HealthPaths.IsStored(f.Path), YamlLimits.Source.FileBytes, cancellationToken);
        return StoredHealth.Open(files);
    }

    // Of the owner of the catalog: what the App sees of other owners counts as not public.
    private static async Task<IReadOnlySet<string>> PublicAsync(InstallationAccess reading, CancellationToken cancellationToken) =>
        (await new RepositoryListing(reading).RunAsync(cancellationToken)).Where(r => r.IsPublic).Select(r => r.Name.ToString())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private sealed record Read(string Tip, StoredCatalog Catalog, string? HealthTip, StoredHealth? Health)
    {
        public StoredDocuments? Documents { get; init; }

        public StoredFacts? Facts { get; init; }
    }
}

/// <summary>Everything that a portal can show, as it was read last.</summary>
/// <param name="Everything">All of it: a reader gets a part.</param>
/// <param name="Commit">The commit of the catalog.</param>
public sealed record PortalContent(PortalCatalog Everything, string Commit)
{
    /// <summary>The repositories that everybody can read, as <c>OWNER/NAME</c>.</summary>
    public IReadOnlySet<string> PublicRepositories { get; init; } = new HashSet<string>();
}

/// <param name="Content">What the portal shows; null if there is nothing.</param>
/// <param name="Problem">What a person has to change; null if it could be read.</param>
public sealed record PortalReading(PortalContent? Content, string? Problem);
