namespace Automation.Owners.Matching;

/// <summary>
/// The patterns of one section, merged by their common beginnings. Matching a path walks down from the root with all patterns at once, which
/// costs one look-up for each place where patterns differ, regardless of the number of patterns.
/// </summary>
/// <param name="Nodes">The nodes; the first is the root.</param>
/// <param name="Names">The edges by name, labelled as <see cref="SegmentNames"/> numbers them.</param>
/// <param name="Globs">The globs of nodes with few globs, stored contiguously, those of later rules first.</param>
/// <param name="Indexes">The globs of nodes with many globs.</param>
/// <param name="Rules">The positions of the rules in the file, in the order of their numbers here.</param>
internal sealed record RuleTrie(TrieNode[] Nodes, Edges Names, GlobEdge[] Globs, GlobIndex[] Indexes, int[] Rules)
{
    /// <summary>Nodes with more globs than this get an index; fewer are tried one by one.</summary>
    public const int FewGlobs = 8;
}
