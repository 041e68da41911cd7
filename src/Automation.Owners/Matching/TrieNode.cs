namespace Automation.Owners.Matching;

/// <summary>
/// A place that patterns lead to. The rules of a section are numbered from 1 in file order, so that 0 means none and the higher number wins; children are
/// numbers of nodes, and 0 means none.
/// </summary>
internal struct TrieNode
{
    /// <summary>The last rule at this node or below it: a walk that has found a later one need not come here.</summary>
    public int Highest;

    /// <summary>The last rule that ends here and owns the file, or everything below the folder.</summary>
    public int ItselfAndBelow;

    /// <summary>The last rule that ends here and owns everything below the folder.</summary>
    public int Below;

    /// <summary>The last rule that ends here and owns the file.</summary>
    public int Itself;

    /// <summary>Where <c>*</c> leads.</summary>
    public int Any;

    /// <summary>Where <c>**</c> leads. Once reached, that node takes part in every step further down.</summary>
    public int Deep;

    /// <summary>Where its globs begin: a place in the list of globs, or the number of an index of them where they are many.</summary>
    public int Globs;

    /// <summary>How many globs lead on from here.</summary>
    public int GlobCount;

    /// <summary>Whether names lead on from here.</summary>
    public bool HasNames;

    /// <summary>Whether anything but <c>**</c> leads on from here.</summary>
    public readonly bool LeadsOn => HasNames || Any != 0 || GlobCount != 0;
}
