namespace Automation.Owners.Matching;

/// <summary>Globs by the letters of their literal end, one letter a step.</summary>
internal sealed class GlobLetters
{
    private readonly Edges _children = new();
    private readonly int[] _next;
    private (int First, int Last, int Highest)[] _nodes = [(-1, -1, 0)];
    private int _count = 1;

    /// <summary>For so many globs.</summary>
    public GlobLetters(int globs)
    {
        _next = new int[globs];
        Array.Fill(_next, -1);
    }

    /// <summary>Adds a glob; those of later rules come first.</summary>
    public void Add(string literal, bool fromEnd, int glob, int highest)
    {
        var node = 0;
        Raise(node, highest);
        for (var i = 0; i < literal.Length; i++)
        {
            node = ChildOrNew(node, literal[fromEnd ? literal.Length - 1 - i : i]);
            Raise(node, highest);
        }

        ref var here = ref _nodes[node];
        if (here.First < 0)
        {
            here.First = glob;
        }
        else
        {
            _next[here.Last] = glob;
        }

        here.Last = glob;
    }

    /// <summary>The node one letter on; 0 where no glob has that letter there.</summary>
    public int Child(int node, char letter) => _children.Find(node, letter);

    /// <summary>The last rule that the globs at this node or further on lead to.</summary>
    public int Highest(int node) => _nodes[node].Highest;

    /// <summary>The first glob whose literal ends at this node; -1 where none does.</summary>
    public int First(int node) => _nodes[node].First;

    /// <summary>The next glob with the same literal; -1 after the last.</summary>
    public int Next(int glob) => _next[glob];

    private int ChildOrNew(int node, char letter)
    {
        var child = _children.Find(node, letter);
        if (child == 0)
        {
            if (_count == _nodes.Length)
            {
                Array.Resize(ref _nodes, _count * 2);
            }

            child = _count++;
            _nodes[child] = (-1, -1, 0);
            _children.Add(node, letter, child);
        }

        return child;
    }

    private void Raise(int node, int highest) => _nodes[node].Highest = Math.Max(_nodes[node].Highest, highest);
}
