namespace Automation.Owners.Matching;

/// <summary>Globs by their literal end, one letter per step. They are numbered from 1; 0 means none.</summary>
/// <param name="globs">The maximum number of globs.</param>
internal sealed class GlobLetters(int globs)
{
    private readonly Edges _children = new();
    private readonly int[] _next = new int[globs + 1];
    private Node[] _nodes = [default];
    private int _count = 1;

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
        if (here.First == 0)
        {
            here.First = glob;
        }
        else
        {
            _next[here.Last] = glob;
        }

        here.Last = glob;
    }

    /// <summary>The node after one more letter; 0 if no glob has that letter there.</summary>
    public int Child(int node, char letter) => _children.Find(node, letter);

    /// <summary>The last rule of the globs at this node or below it.</summary>
    public int Highest(int node) => _nodes[node].Highest;

    /// <summary>The first glob whose literal ends at this node; 0 if none does.</summary>
    public int First(int node) => _nodes[node].First;

    /// <summary>The next glob with the same literal; 0 after the last.</summary>
    public int Next(int glob) => _next[glob];

    private int ChildOrNew(int node, char letter)
    {
        var child = _children.Find(node, letter);
        if (child == 0)
        {
            child = _count;
            Growing.Append(ref _nodes, ref _count, default);
            _children.Add(node, letter, child);
        }

        return child;
    }

    private struct Node
    {
        public int First;
        public int Last;
        public int Highest;
    }

    private void Raise(int node, int highest) => _nodes[node].Highest = Math.Max(_nodes[node].Highest, highest);
}
