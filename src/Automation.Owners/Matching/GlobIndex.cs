namespace Automation.Owners.Matching;

/// <summary>
/// The globs of one node, found by their literal end, or by their literal beginning if they end with a wildcard: of five thousand
/// <c>*.ext</c>, a name is compared only with those for its extension. Globs with a wildcard at both ends are tried one by one,
/// after a check of the letters in the name.
/// </summary>
internal sealed class GlobIndex
{
    private readonly GlobEdge[] _edges;
    private readonly ulong[] _letters;
    private readonly GlobLetters _tails;
    private readonly GlobLetters _heads;

    /// <summary>Indexes sibling globs, those of later rules first.</summary>
    public GlobIndex(GlobEdge[] edges, int start, int count)
    {
        _edges = new GlobEdge[count];
        Array.Copy(edges, start, _edges, 0, count);
        _letters = new ulong[count];
        (_tails, _heads) = (new GlobLetters(count), new GlobLetters(count));
        for (var i = 0; i < _edges.Length; i++)
        {
            var (glob, _, highest) = _edges[i];
            _letters[i] = glob.Letters;
            if (glob.Tail.Length > 0 || glob.Head.Length == 0)
            {
                _tails.Add(glob.Tail, fromEnd: true, i + 1, highest);
            }
            else
            {
                _heads.Add(glob.Head, fromEnd: false, i + 1, highest);
            }
        }
    }

    /// <summary>Continues the walk with every glob that matches the name and can still decide.</summary>
    public void Follow(TrieWalk walk, ReadOnlySpan<char> name, bool isFile)
    {
        var letters = Patterns.SegmentGlob.LettersOf(name);
        Follow(walk, name, isFile, letters, _tails, fromEnd: true);
        Follow(walk, name, isFile, letters, _heads, fromEnd: false);
    }

    private void Follow(TrieWalk walk, ReadOnlySpan<char> name, bool isFile, ulong letters, GlobLetters index, bool fromEnd)
    {
        var node = 0;
        for (var taken = 0; index.Highest(node) > walk.Best; taken++)
        {
            for (var glob = index.First(node); glob > 0 && _edges[glob - 1].Highest > walk.Best; glob = index.Next(glob))
            {
                if ((_letters[glob - 1] & ~letters) == 0 && _edges[glob - 1].Glob.Matches(name))
                {
                    walk.Arrive(_edges[glob - 1].To, isFile);
                }
            }

            if (taken == name.Length || (node = index.Child(node, name[fromEnd ? name.Length - 1 - taken : taken])) == 0)
            {
                return;
            }
        }
    }
}
