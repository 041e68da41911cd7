using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting.Containment;

/// <summary>
/// Finds, among many patterns, one that matches everything that another matches. The patterns are in a tree by their steps, and the
/// other is walked through it as a path would be, so that a file of many lines is not compared line by line. Every result is correct;
/// but results that would take too long to find are left out.
/// </summary>
internal sealed class PatternIndex
{
    private const int MostSteps = 3_000_000;
    private const int MostStepsOfOne = 50_000;
    private const int LeastStepsOfOne = 30;
    private const int ComparisonsOfAStep = 64;

    private readonly Dictionary<int, Node> _sections = [];
    private readonly int _stepsOfOne;

    /// <param name="rules">The number of patterns: the more there are, the less each of them may cost.</param>
    public PatternIndex(int rules) => _stepsOfOne = Math.Clamp(MostSteps / Math.Max(1, rules), LeastStepsOfOne, MostStepsOfOne);

    /// <summary>Indexes the patterns of a file that have a documented meaning.</summary>
    /// <param name="steps">The steps of each pattern; null if it has none.</param>
    public static PatternIndex Of(IReadOnlyList<OwnershipRule> rules, IReadOnlyList<Steps?> steps, CancellationToken cancellationToken)
    {
        var index = new PatternIndex(rules.Count);
        for (var i = 0; i < rules.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Add(rules[i], steps[i]);
        }

        return index;
    }

    /// <summary>Whether the index supports a pattern.</summary>
    public static bool IsSettled(PathPattern pattern) => pattern is { Doubt: null, IsExclusion: false };

    /// <summary>Adds the pattern of a line; of lines with the same steps it keeps the last of the file.</summary>
    /// <param name="steps">The steps of its pattern; null to ignore the line.</param>
    public void Add(OwnershipRule rule, Steps? steps)
    {
        if (steps is null)
        {
            return;
        }

        if (!_sections.TryGetValue(rule.Section, out var node))
        {
            _sections.Add(rule.Section, node = new Node());
        }

        foreach (var step in steps.All)
        {
            node = node.Enter(step, steps.Globs);
        }

        node.Rule = node.Rule is { } there && there.Line > rule.Line ? there : rule;
    }

    /// <summary>The last line whose pattern matches everything that the given steps match; null if none was found.</summary>
    public OwnershipRule? CoverOf(Steps? steps, int section)
    {
        if (steps is null || !_sections.TryGetValue(section, out var root))
        {
            return null;
        }

        var walk = new Walk(_stepsOfOne);
        walk.Begin(root);
        foreach (var step in steps.All)
        {
            if (!walk.Take(step, steps.Globs))
            {
                return null;
            }
        }

        return walk.Last();
    }

    private sealed class Node
    {
        private Dictionary<Step, Node>? _children;
        private List<(StepGlob Glob, Node Node)>? _wilds;
        private List<Node>? _gaps;

        /// <summary>The line whose pattern ends here.</summary>
        public OwnershipRule? Rule { get; set; }

        /// <summary>At the end of a gap, the minimum number of segments of the gap; null for other nodes.</summary>
        public int? Gap { get; private init; }

        public IReadOnlyList<(StepGlob Glob, Node Node)> Wilds => _wilds ?? [];

        public IReadOnlyList<Node> Gaps => _gaps ?? [];

        public Node? After(Step step) => _children?.GetValueOrDefault(step);

        public Node Enter(Step step, IReadOnlyDictionary<string, StepGlob> globs)
        {
            _children ??= [];
            if (!_children.TryGetValue(step, out var next))
            {
                _children.Add(step, next = new Node { Gap = step.Kind == StepKind.Gap ? step.Least : null });
                if (step.Kind == StepKind.Wild)
                {
                    (_wilds ??= []).Add((globs[step.Text], next));
                }
                else if (step.Kind == StepKind.Gap)
                {
                    (_gaps ??= []).Add(next);
                }
            }

            return next;
        }
    }

    /// <summary>The places in the tree after the steps so far, each with the number of segments that its gap still needs.</summary>
    private sealed class Walk(int budget)
    {
        private static readonly Step One = new(StepKind.One, "", 0);

        private HashSet<(Node Node, int Needs)> _at = [];
        private HashSet<(Node Node, int Needs)> _next = [];
        private int _budget = budget;

        public void Begin(Node root)
        {
            Enter(root, 0);
            (_at, _next) = (_next, _at);
        }

        /// <summary>Takes a step from every place; false if no place remains, or it takes too long.</summary>
        public bool Take(Step step, IReadOnlyDictionary<string, StepGlob> globs)
        {
            _next.Clear();
            foreach (var (node, needs) in _at)
            {
                if (--_budget < 0)
                {
                    return false;
                }

                if (node.Gap is not null)
                {
                    Enter(node, Math.Max(0, needs - step.LeastSegments));
                }

                if (needs == 0 && step.Kind != StepKind.Gap)
                {
                    TakeOne(node, step, globs);
                }
            }

            (_at, _next) = (_next, _at);
            return _at.Count > 0;
        }

        public OwnershipRule? Last() => _at.Where(a => a.Needs == 0).Select(a => a.Node.Rule).OfType<OwnershipRule>().MaxBy(r => r.Line);

        private void TakeOne(Node node, Step step, IReadOnlyDictionary<string, StepGlob> globs)
        {
            if (node.After(One) is { } any)
            {
                Enter(any, 0);
            }

            if (step.Kind != StepKind.One && node.After(step) is { } same)
            {
                Enter(same, 0);
            }

            if (step.Kind == StepKind.One)
            {
                return;
            }

            foreach (var (glob, next) in node.Wilds)
            {
                _budget -= 1 + (step.Kind == StepKind.Literal ? 0 : glob.Elements.Length * globs[step.Text].Elements.Length / ComparisonsOfAStep);
                if (_budget < 0)
                {
                    return;
                }

                if (step.Kind == StepKind.Literal ? glob.Glob.Matches(step.Text) : GlobCover.Covers(glob.Elements, globs[step.Text].Elements))
                {
                    Enter(next, 0);
                }
            }
        }

        // A gap without a minimum can also match nothing.
        private void Enter(Node node, int needs)
        {
            if (_next.Add((node, needs)) && needs == 0)
            {
                foreach (var gap in node.Gaps)
                {
                    Enter(gap, gap.Gap!.Value);
                }
            }
        }
    }
}
