using Automation.Core;

namespace Automation.Descriptors.References;

/// <summary>Finds the entities that are a part of themselves. Without recursion, because a chain can be as long as a file allows.</summary>
internal sealed class Circles
{
    private readonly Dictionary<EntityRef, int> _numbers = [];
    private readonly List<EntityRef> _refs = [];
    private readonly List<List<int>> _wholes = [];
    private readonly List<int> _circleOf = [];
    private readonly List<int> _sizes = [];

    public Circles(IEnumerable<Containment> containments)
    {
        foreach (var (part, whole) in containments)
        {
            var (from, to) = (Number(part), Number(whole));
            _wholes[from].Add(to);
        }

        Find();
    }

    /// <summary>The number of entities in the cycle of a containment; 0 if it is not in one.</summary>
    public int SizeOf(Containment containment) =>
        _numbers.TryGetValue(containment.Part, out var part) && _numbers.TryGetValue(containment.Whole, out var whole) && _circleOf[part] == _circleOf[whole]
            ? _sizes[_circleOf[part]] : 0;

    /// <summary>
    /// A shortest cycle from an entity back to itself, including both ends; null if finding it would take more than <paramref name="most"/> steps.
    /// </summary>
    public IReadOnlyList<EntityRef>? PathFrom(EntityRef start, int most)
    {
        var origin = _numbers[start];
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>([origin]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var next in _wholes[at])
            {
                if (most-- == 0)
                {
                    return null;
                }

                if (next == origin)
                {
                    return Path(origin, at, cameFrom);
                }

                if (_circleOf[next] == _circleOf[origin] && cameFrom.TryAdd(next, at))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }

    private List<EntityRef> Path(int origin, int last, Dictionary<int, int> cameFrom)
    {
        var path = new List<EntityRef> { _refs[origin] };
        for (var at = last; at != origin; at = cameFrom[at])
        {
            path.Add(_refs[at]);
        }

        path.Add(_refs[origin]);
        path.Reverse();
        return path;
    }

    private int Number(EntityRef reference)
    {
        if (!_numbers.TryGetValue(reference, out var number))
        {
            number = _refs.Count;
            _numbers.Add(reference, number);
            _refs.Add(reference);
            _wholes.Add([]);
            _circleOf.Add(-1);
        }

        return number;
    }

    // Tarjan's strongly connected components, with a stack of its own.
    private void Find()
    {
        var order = new int[_refs.Count];
        var low = new int[_refs.Count];
        var next = new int[_refs.Count];
        var open = new Stack<int>();
        var calls = new Stack<int>();
        var count = 0;
        for (var root = 0; root < _refs.Count; root++)
        {
            if (order[root] != 0)
            {
                continue;
            }

            calls.Push(root);
            while (calls.TryPeek(out var at))
            {
                if (order[at] == 0)
                {
                    order[at] = low[at] = ++count;
                    open.Push(at);
                }

                if (next[at] < _wholes[at].Count)
                {
                    var whole = _wholes[at][next[at]++];
                    if (order[whole] == 0)
                    {
                        calls.Push(whole);
                    }
                    else if (_circleOf[whole] < 0)
                    {
                        low[at] = Math.Min(low[at], order[whole]);
                    }

                    continue;
                }

                calls.Pop();
                if (calls.TryPeek(out var parent))
                {
                    low[parent] = Math.Min(low[parent], low[at]);
                }

                if (low[at] == order[at])
                {
                    Close(at, open);
                }
            }
        }
    }

    private void Close(int root, Stack<int> open)
    {
        var size = 0;
        int member;
        do
        {
            member = open.Pop();
            _circleOf[member] = _sizes.Count;
            size++;
        }
        while (member != root);

        _sizes.Add(size > 1 || _wholes[root].Contains(root) ? size : 0);
    }
}
