using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Jobs.Sources;

namespace Automation.Jobs.Publishing;

/// <summary>
/// Rebuilds the catalog on top of a branch and moves the branch, unless another publisher moved it in the meantime; then it builds again on top of what they
/// wrote. So concurrent publishers lose nothing, and the history is linear.
/// </summary>
/// <param name="branch">The branch of the catalog repository.</param>
/// <param name="refs">One object for each ref, for sources and artifact alike.</param>
/// <param name="clock">When.</param>
/// <param name="backoff">Waits after a lost race.</param>
public sealed class PublishCatalog(CatalogBranch branch, PublishedSources sources, EntityRefs refs, TimeProvider clock, Backoff backoff)
{
    /// <summary>After this many lost races something is wrong, or there are very many publishers.</summary>
    public const int MostAttempts = 50;

    private static readonly CommitAuthor Author = new("Automation", "automation@automation.invalid");

    /// <summary>The prefix of the commit's message; null for none.</summary>
    public string? MessagePrefix { get; init; }

    /// <summary>Whether nothing is written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Publishes it.</summary>
    /// <exception cref="RepositoryException">The repository could not be read or written, or the race was lost too often.</exception>
    /// <exception cref="ArtifactException">The catalog on the branch is broken.</exception>
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
        OwnedPaths.Check(tree, isFirst: previous is null, rebuilt.Changes);
        var outcome = new PublishOutcome(rebuilt.Summary, tip, EntityCounts.Of(tree, rebuilt.Changes), rebuilt.Changes, attempt);
        if (!outcome.Differs)
        {
            return outcome;
        }

        var message = PublishMessage.Write(MessagePrefix, outcome.Entities, LookedAt(tree, rebuilt));
        outcome = outcome with { Message = message };
        if (IsDryRun)
        {
            var now = StoredCatalog.Open(new ChangedTree(tree, rebuilt.Changes), refs)!;
            return outcome with { Difference = CompareCatalogs.Run(previous ?? StoredCatalog.Empty(refs), now, cancellationToken) };
        }

        return branch.Commit(tip, rebuilt.Changes, new CommitText(message, Author, clock.GetUtcNow()), cancellationToken) switch
        {
            null => outcome with { Changes = [], Message = null },
            var commit => branch.Move(tip, commit, cancellationToken) is MoveOutcome.Moved ? outcome with { Commit = commit } : null,
        };
    }

    // The sources as the new catalog has them.
    private List<SourceRecord> LookedAt(FileTree tree, StitchOutcome rebuilt)
    {
        var now = StoredCatalog.Open(new ChangedTree(tree, rebuilt.Changes), refs)!;
        return [.. sources.Names.Where(n => sources.Only?.Contains(n) != false).Select(now.Source).OfType<SourceRecord>()];
    }
}
