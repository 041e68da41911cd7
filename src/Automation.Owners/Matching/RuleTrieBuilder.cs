using Automation.Owners.Patterns;

namespace Automation.Owners.Matching;

/// <summary>Merges patterns into a <see cref="RuleTrie"/>.</summary>
internal sealed class RuleTrieBuilder(SegmentNames names)
{
    private readonly Edges _names = new();
    private readonly NodeGlobs _globs = new();
    private TrieNode[] _nodes = new TrieNode[8];
    private int _count = 1;
    private int[] _rules = [];
    private int _ruleCount;

    /// <summary>Adds the pattern of the next rule.</summary>
    /// <param name="index">The index of the rule in the file.</param>
    public void Add(PathPattern pattern, int index)
    {
        Growing.Append(ref _rules, ref _ruleCount, index);
        var rule = _ruleCount;
        var node = 0;
        _nodes[node].Highest = rule;
        for (var i = 0; i < pattern.Segments.Count; i++)
        {
            node = Child(node, pattern.Segments[i]);
            _nodes[node].Highest = rule;
        }

        ref var last = ref _nodes[node];
        switch (pattern.Reach)
        {
            case PatternReach.ItselfAndBelow:
                last.ItselfAndBelow = rule;
                break;
            case PatternReach.Below:
                last.Below = rule;
                break;
            default:
                last.Itself = rule;
                break;
        }
    }

    /// <summary>The finished tree. The builder cannot be used afterwards.</summary>
    public RuleTrie Build()
    {
        _nodes = Growing.To(_nodes, _count);
        var (globs, indexes) = _globs.Arrange(_nodes);
        return new RuleTrie(_nodes, _names, globs, indexes, _rules);
    }

    private int Child(int node, PatternSegment segment)
    {
        switch (segment)
        {
            case PatternSegment.Literal(var name):
                var label = names.Add(name);
                if (_names.Find(node, label) is > 0 and var known)
                {
                    return known;
                }

                var named = New();
                _nodes[node].HasNames = true;
                _names.Add(node, label, named);
                return named;
            case PatternSegment.Wild(var glob):
                if (_globs.Find(node, glob) is > 0 and var child)
                {
                    return child;
                }

                var wild = New();
                _nodes[node].GlobCount++;
                _globs.Add(node, glob, wild);
                return wild;
            case PatternSegment.AnyOne:
                var any = _nodes[node].Any is > 0 and var one ? one : New();
                return _nodes[node].Any = any;
            default:
                var deep = _nodes[node].Deep is > 0 and var there ? there : New();
                return _nodes[node].Deep = deep;
        }
    }

    private int New()
    {
        Growing.Append(ref _nodes, ref _count, default);
        return _count - 1;
    }
}
