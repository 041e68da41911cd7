using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Jobs.Documents;
using Automation.Jobs.Scorecards;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;

namespace Automation.Jobs.Publishing;

/// <summary>
/// Rebuilds the catalog on top of a branch and moves the branch, unless another publisher moved it in the meantime; then it builds again on top of what the
/// other publisher wrote. So concurrent publishers lose nothing, and the history is linear.
/// </summary>
/// <param name="branch">The branch of the catalog repository.</param>
/// <param name="refs">One object for each ref, for sources and artifact alike.</param>
/// <param name="backoff">Waits after a lost race.</param>
public sealed class PublishCatalog(CatalogBranch branch, PublishedSources sources, EntityRefs refs, TimeProvider clock, Backoff backoff)
{
    /// <summary>After this many lost races, something is wrong, or there are very many publishers.</summary>
    public const int MostAttempts = 50;

    /// <summary>The author of what is published.</summary>
    internal static readonly CommitAuthor Author = new("Automation", "automation@automation.invalid");

    /// <summary>The prefix of the commit's message; null for none.</summary>
    public string? MessagePrefix { get; init; }

    public bool IsDryRun { get; init; }

    /// <exception cref="RepositoryException">The repository could not be read or written, or the race was lost too often.</exception>
    /// <exception cref="ArtifactException">The catalog on the branch is damaged.</exception>
    public PublishOutcome Run(CancellationToken cancellationToken)
    {
        using var open = sources.Open(refs);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (Attempt(open, attempt, cancellationToken) is { } outcome)
            {
                return outcome;
            }

            backoff.Wait(attempt, cancellationToken);
        }

        throw new RepositoryException($"The branch '{branch.Name}' was changed by other publishers {MostAttempts} times while the catalog was built. Run "
            + "fewer publishers at once, or try again later.");
    }

    // Null if the race was lost.
    private PublishOutcome? Attempt(OpenSources open, int attempt, CancellationToken cancellationToken)
    {
        var tip = branch.Read(cancellationToken);
        var tree = branch.TreeAt(tip);
        var previous = StoredCatalog.Open(tree, refs);
        var rebuilt = sources.Rebuild(open, previous ?? StoredCatalog.Empty(refs)).Run(previous ?? StoredCatalog.Empty(refs), cancellationToken);
        var now = StoredCatalog.Open(new ChangedTree(tree, rebuilt.Changes), refs)!;
        var documents = new CollectDocuments(open.All, tree).Run(previous ?? StoredCatalog.Empty(refs), now, cancellationToken);
        var facts = new CollectFacts(open.All, tree).Run(now, cancellationToken);
        TreeChange[] changes = [.. rebuilt.Changes, .. documents, .. facts];
        OwnedPaths.Check(tree, isFirst: previous is null, changes);
        var outcome = new PublishOutcome(rebuilt.Summary, tip, EntityCounts.Of(tree, rebuilt.Changes), changes, attempt);
        if (!outcome.Differs)
        {
            return outcome;
        }

        var message = PublishMessage.Write(MessagePrefix, outcome.Entities, LookedAt(now));
        outcome = outcome with { Message = message };
        if (IsDryRun)
        {
            return outcome with { Difference = CompareCatalogs.Run(previous ?? StoredCatalog.Empty(refs), now, cancellationToken) };
        }

        return branch.Commit(tip, changes, new CommitText(message, Author, clock.GetUtcNow()), cancellationToken) switch
        {
            null => outcome with { Changes = [], Message = null },
            var commit => branch.Move(tip, commit, cancellationToken) is MoveOutcome.Moved ? outcome with { Commit = commit } : null,
        };
    }

    // The sources as recorded in the new catalog.
    private List<SourceRecord> LookedAt(StoredCatalog now) =>
        [.. sources.Names.Where(n => sources.Only?.Contains(n) != false).Select(now.Source).OfType<SourceRecord>()];
}

/// <param name="Summary">A summary of the catalog, as it is on the branch now, or would be.</param>
/// <param name="Tip">The commit of the branch when the catalog was built; null if there was none.</param>
/// <param name="Entities">Which entities differ.</param>
/// <param name="Changes">The files that differ.</param>
/// <param name="Attempts">How often the catalog was built: once, and again after each lost race.</param>
public sealed record PublishOutcome(CatalogSummary Summary, CommitId? Tip, EntityCounts Entities, IReadOnlyList<TreeChange> Changes, int Attempts)
{
    /// <summary>The commit that was published; null if nothing was.</summary>
    public CommitId? Commit { get; init; }

    /// <summary>The commit message, also in a dry run; null if nothing differs.</summary>
    public string? Message { get; init; }

    /// <summary>What would change in the catalog, what would break and who must act; null if it was published, or if nothing differs.</summary>
    public CatalogChange? Difference { get; init; }

    /// <summary>Whether the catalog differs from the one on the branch.</summary>
    public bool Differs => Changes.Count > 0;
}

/// <summary>How long to wait after a lost race: longer each time, with a random part.</summary>
/// <param name="clock">Waits.</param>
/// <param name="random">The source of the random delays.</param>
public sealed class Backoff(TimeProvider clock, Random random)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Waits after the loss of a race.</summary>
    /// <param name="losses">The number of races lost so far, including this one.</param>
    public void Wait(int losses, CancellationToken cancellationToken)
    {
        var most = TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << Math.Min(losses, 16)));
        Task.Delay(random.NextDouble() * most, clock, cancellationToken).GetAwaiter().GetResult();
    }
}

/// <summary>Ensures that a publish writes only files of the artifact.</summary>
internal static class OwnedPaths
{
    private static readonly string[] Files = [ArtifactPaths.Summary, ArtifactPaths.RootLocation, ArtifactPaths.BackstageConfiguration, ArtifactPaths.Page];
    private static readonly string[] Folders =
    [
        ArtifactPaths.Index,
        ArtifactPaths.Sources,
        ArtifactPaths.Findings,
        ArtifactPaths.Locations,
        ArtifactPaths.Entities,
        StoredDocuments.Folder,
        StoredFacts.Folder,
    ];

    /// <summary>Whether a path belongs to the artifact.</summary>
    public static bool Include(string path) =>
        Files.Contains(path, StringComparer.Ordinal) || Array.Exists(Folders, f => path.StartsWith(f + "/", StringComparison.Ordinal));

    /// <summary>Rejects changes outside the artifact, and a first artifact that would overwrite other files.</summary>
    /// <param name="tree">The files of the branch.</param>
    /// <param name="isFirst">Whether there is no artifact among them yet.</param>
    /// <param name="changes">The changes to write.</param>
    /// <exception cref="RepositoryException">A change is rejected.</exception>
    public static void Check(FileTree tree, bool isFirst, IReadOnlyList<TreeChange> changes)
    {
        if (changes.FirstOrDefault(c => !Include(c.Path)) is { } foreign)
        {
            throw new RepositoryException($"'{foreign.Path}' is not a file of a catalog.");
        }

        if (isFirst && Files.Concat(Folders).FirstOrDefault(tree.Contains) is { } taken)
        {
            throw new RepositoryException($"'{taken}' is already in the repository, which has no catalog ({ArtifactPaths.Summary}). Publish to a separate "
                + "branch or repository, or move the file.");
        }
    }
}
