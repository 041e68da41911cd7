using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Finds the merge base of two commits, as far as this clone has the history.</summary>
internal sealed class CommonAncestor(Repository repository)
{
    /// <summary>The best common ancestor, or the base itself with a note.</summary>
    public MergeBaseOutcome Find(Commit @base, Commit head) => Ancestor(@base, head) is { } ancestor
        ? new MergeBaseOutcome.Found(new CommitId(ancestor.Sha))
        : new MergeBaseOutcome.BaseItself(new CommitId(@base.Sha), Note(@base, head));

    // History that ends early shows as no ancestor, or as a parent that is not there.
    private Commit? Ancestor(Commit @base, Commit head)
    {
        try
        {
            return repository.ObjectDatabase.FindMergeBase(@base, head);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private string Note(Commit @base, Commit head)
    {
        var (from, to) = (new CommitId(@base.Sha).Short, new CommitId(head.Sha).Short);
        return repository.Info.IsShallow
            ? $"This clone is shallow and does not have the commit where {to} branched off {from}, so {to} was compared with {from} itself: "
                + "changes that were made there in the meantime count as changes here. Check out with full history (fetch-depth: 0) to compare exactly."
            : $"{to} and {from} share no history, so {to} was compared with {from} itself.";
    }
}
