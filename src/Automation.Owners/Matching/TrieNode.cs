namespace Automation.Owners.Matching;

/// <summary>
/// A place that patterns reach. The rules of a section are numbered from 1 in file order, so that 0 means none and the higher number wins; children are
/// numbers of nodes, and 0 means none.
/// </summary>
internal struct TrieNode
{
    /// <summary>The last rule at this node or below it: a walk that has found a later rule can skip this node.</summary>
    public int Highest;

    /// <summary>The last rule that ends here and owns the file, or everything below the folder.</summary>
    public int ItselfAndBelow;

    /// <summary>The last rule that ends here and owns everything below the folder.</summary>
    public int Below;

    /// <summary>The last rule that ends here and owns the file.</summary>
    public int Itself;

    /// <summary>Where <c>*</c> leads.</summary>
    public int Any;

    /// <summary>The target of <c>**</c>. Once reached, that node takes part in every further step.</summary>
    public int Deep;

    /// <summary>Where its globs begin: a place in the list of globs, or the number of an index if there are many.</summary>
    public int Globs;

    public int GlobCount;

    /// <summary>Whether there are edges with names.</summary>
    public bool HasNames;

    /// <summary>Whether there are edges other than <c>**</c>.</summary>
    public readonly bool LeadsOn => HasNames || Any != 0 || GlobCount != 0;
}
