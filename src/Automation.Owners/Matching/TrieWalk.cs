namespace Automation.Owners.Matching;

/// <summary>
/// A place in the folders of a path, and for each folder on the way there the nodes that patterns have reached. Going up again costs
/// nothing; the arrays are kept from path to path.
/// </summary>
internal sealed class TrieWalk
{
    /// <summary>The maximum number of nodes that are kept for all folders; beyond it, the way back is discarded to limit the memory.</summary>
    private const int MostRemembered = 1 << 20;

    private readonly RuleTrie _trie;
    private readonly TrieNode[] _nodes;

    // The nodes reached at each level, one level after the other.
    private int[] _reached = new int[16];
    private int _reachedCount;

    // The nodes after '**', without duplicates: they take part on every level below the one where they were reached.
    private int[] _lasting = new int[4];
    private int _lastingCount;
    private readonly bool[] _isLasting;

    private Level[] _levels = new Level[8];
    private int _levelCount;

    public TrieWalk(RuleTrie trie)
    {
        _trie = trie;
        _nodes = trie.Nodes;
        _isLasting = new bool[trie.Nodes.Length];
        Restart();
    }

    /// <summary>The last rule found for the folder or file that was entered last; 0 if none matches.</summary>
    public int Best { get; private set; }

    /// <summary>Whether the way back was discarded, so that only <see cref="Restart"/> is possible.</summary>
    public bool IsStranded { get; private set; }

    public void Restart()
    {
        Forget(0);
        (_reachedCount, _levelCount, Best, IsStranded) = (0, 0, 0, false);
        Arrive(0, isFile: false);
        Growing.Append(ref _levels, ref _levelCount, new Level(0, _reachedCount, _lastingCount, Best));
    }

    /// <summary>Goes up to the folder at the given depth.</summary>
    public void Return(int depth)
    {
        _levelCount = depth + 1;
        _reachedCount = _levels[depth].End;
        Forget(_levels[depth].Lasting);
    }

    public void Enter(ReadOnlySpan<char> segment, int name)
    {
        var start = _reachedCount;
        Step(segment, name, isFile: false);
        if (_reachedCount > MostRemembered)
        {
            Array.Copy(_reached, start, _reached, 0, _reachedCount - start);
            (start, _reachedCount, IsStranded) = (0, _reachedCount - start, true);
        }

        Growing.Append(ref _levels, ref _levelCount, new Level(start, _reachedCount, _lastingCount, Best));
    }

    /// <summary>Visits a file of the folder.</summary>
    public void Look(ReadOnlySpan<char> segment, int name) => Step(segment, name, isFile: true);

    /// <summary>Applies the rules of a node, and continues from it if the segment is a folder.</summary>
    public void Arrive(int node, bool isFile)
    {
        ref readonly var there = ref _nodes[node];
        if (there.Highest <= Best)
        {
            return;
        }

        Best = Math.Max(Best, Math.Max(there.ItselfAndBelow, isFile ? there.Itself : there.Below));
        if (isFile || there.Highest <= Best)
        {
            return;
        }

        if (there.LeadsOn)
        {
            Growing.Append(ref _reached, ref _reachedCount, node);
        }

        if (there.Deep != 0 && !_isLasting[there.Deep] && _nodes[there.Deep].Highest > Best)
        {
            _isLasting[there.Deep] = true;
            Growing.Append(ref _lasting, ref _lastingCount, there.Deep);
        }
    }

    private void Step(ReadOnlySpan<char> segment, int name, bool isFile)
    {
        var level = _levels[_levelCount - 1];
        Best = level.Best;
        for (var i = level.Start; i < level.End; i++)
        {
            Follow(_reached[i], segment, name, isFile);
        }

        for (var i = 0; i < level.Lasting; i++)
        {
            Follow(_lasting[i], segment, name, isFile);
        }
    }

    private void Follow(int node, ReadOnlySpan<char> segment, int name, bool isFile)
    {
        ref readonly var from = ref _nodes[node];
        if (from.Highest <= Best)
        {
            return;
        }

        if (name != 0 && from.HasNames && _trie.Names.Find(node, name) is > 0 and var named)
        {
            Arrive(named, isFile);
        }

        if (from.Any != 0)
        {
            Arrive(from.Any, isFile);
        }

        if (from.GlobCount > RuleTrie.FewGlobs)
        {
            _trie.Indexes[from.Globs].Follow(this, segment, isFile);
        }
        else if (from.GlobCount > 0)
        {
            FollowFew(from.Globs, from.Globs + from.GlobCount, segment, isFile);
        }
    }

    private void FollowFew(int start, int end, ReadOnlySpan<char> segment, bool isFile)
    {
        for (var i = start; i < end && _trie.Globs[i].Highest > Best; i++)
        {
            if (_trie.Globs[i].Glob.Matches(segment))
            {
                Arrive(_trie.Globs[i].To, isFile);
            }
        }
    }

    private void Forget(int count)
    {
        while (_lastingCount > count)
        {
            _isLasting[_lasting[--_lastingCount]] = false;
        }
    }

    /// <summary>A folder on the way: the range of its nodes, the number of lasting nodes, and the last rule that owns everything in it.</summary>
    private readonly record struct Level(int Start, int End, int Lasting, int Best);
}
