using Automation.Yaml.Nodes;
using Automation.Yaml.Typing;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Anchor = Automation.Yaml.Nodes.Anchor;

namespace Automation.Yaml.Reading;

/// <summary>Builds one document's nodes from YamlDotNet's parser events, and stops at the first event that is over a limit.</summary>
internal sealed class DocumentReader(string text, Alphabet alphabet, YamlVersion version)
{
    private readonly Dictionary<string, Anchor?> _anchors = new(StringComparer.Ordinal);
    private readonly List<YamlProblem> _problems = [];
    private EventReader _events = null!;
    private int _end;
    private int _nodes;
    private int _aliases;

    /// <summary>Reads the document that stands in <paramref name="slice"/>.</summary>
    public YamlDocument Read(DocumentSlice slice, int index)
    {
        var document = Read(slice, index, without: []);
        if (document.Problems is not [{ Kind: YamlProblemKind.Syntax }] || slice.Problem is not null || BlankLines.Of(text, slice) is not { Count: > 0 } blanks)
        {
            return document;
        }

        var again = new DocumentReader(text, alphabet, version).Read(slice, index, blanks);
        return again.Problems is [{ Kind: YamlProblemKind.Syntax }] ? document : again;
    }

    private YamlDocument Read(DocumentSlice slice, int index, IReadOnlyList<(int Start, int End)> without)
    {
        if (slice.Problem is not null)
        {
            return new YamlDocument(index, slice.Start, null, [slice.Problem]);
        }

        _end = slice.End;
        _events = new EventReader(text, slice, without);
        YamlNode? root = null;
        try
        {
            root = _events.MoveToContent() ? ReadNode(Nesting.Root) : null;
            _events.Finish();
        }
        catch (UnreadableDocumentException stop)
        {
            return new YamlDocument(index, slice.Start, null, [.. _problems, stop.Problem]);
        }

        return new YamlDocument(index, root?.Start ?? slice.Start, _problems.Count == 0 ? root : null, _problems);
    }

    private YamlNode ReadNode(Nesting nesting)
    {
        var current = _events.Current;
        if (++_nodes > YamlLimits.Nodes)
        {
            throw Stop(YamlProblemKind.TooManyNodes, $"The document holds more than {YamlLimits.Nodes:N0} values. Split it into several files.");
        }

        if (current is AnchorAlias alias)
        {
            return ReadAlias(alias);
        }

        // After an explicit key, and after some keys without a name, YamlDotNet forgets to say that the value is null.
        if (current is not NodeEvent node)
        {
            var (here, _) = _events.SpanOf(current);
            return new YamlScalar("", YamlType.Null, YamlScalarStyle.Plain, here, here);
        }

        // An anchor that is still open holds null: an alias within its own value has nothing to stand for.
        var anchor = node.Anchor;
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = null;
        }

        YamlNode value = node switch
        {
            Scalar scalar => ReadScalar(scalar, nesting),
            SequenceStart start => ReadSequence(start, nesting),
            _ => ReadMapping((MappingStart)node, nesting),
        };

        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = new Anchor(value);
        }

        return value;
    }

    private YamlNode ReadScalar(Scalar scalar, Nesting nesting)
    {
        var style = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => YamlScalarStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlScalarStyle.DoubleQuoted,
            ScalarStyle.Literal or ScalarStyle.Folded => YamlScalarStyle.Block,
            _ => YamlScalarStyle.Plain,
        };
        var (start, end) = _events.SpanOf(scalar);
        if (style == YamlScalarStyle.Plain && start < end && text[start] is '@' or '`')
        {
            throw new UnreadableDocumentException(new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.Reserved(text[start]), start, end));
        }

        if (style is YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted)
        {
            CheckContinuation(start, end, nesting, isQuoted: true);
        }

        if (style == YamlScalarStyle.Block && BlockScalarLines.FirstTooFarLeft(text, HeaderOf(start, end), _end, nesting.Indentation) is { } line)
        {
            throw new UnreadableDocumentException(new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.BlockTooFarLeft, line, line));
        }

        var (type, value, problem) = ScalarTyping.TypeOf(alphabet.Decode(scalar.Value), style, TagOf(scalar), version);
        if (problem is not null)
        {
            _problems.Add(new YamlProblem(YamlProblemKind.Syntax, problem, start, end));
        }

        _events.MoveNext();
        return type == YamlType.Binary ? new YamlBinary(start, end)
            : new YamlScalar(value, type, style, start, end) { Number = type == YamlType.Number ? Numbers.ValueOf(value, version) : double.NaN };
    }

    private YamlNode ReadSequence(SequenceStart start, Nesting nesting)
    {
        var isFlow = start.Style == SequenceStyle.Flow;
        var from = _events.StartOf(start, isBlock: !isFlow);
        var within = Deeper(nesting, start, isFlow);
        _events.MoveNext();
        var items = new List<YamlNode>();
        var weight = 1L;
        while (_events.Current is not SequenceEnd)
        {
            items.Add(ReadNode(within));
            weight += items[^1].Weight;
        }

        var end = _events.EndOf((SequenceEnd)_events.Current, isFlow, items.Count == 0 ? from : items[^1].End);
        if (isFlow)
        {
            CheckBrackets(from, end, nesting);
        }

        _events.MoveNext();
        return TagOf(start) == Tags.OrderedMap
            ? EmptyMap(WrongInOrderedMap(items), "The items of a '!!omap' are maps of one entry each, with different keys.", from, end)
            : new YamlSequence(items, from, end) { Weight = Weigh(weight) };
    }

    private YamlMapping ReadMapping(MappingStart start, Nesting nesting)
    {
        var isFlow = start.Style == MappingStyle.Flow;
        var isPair = isFlow && EventReader.HasNoPlace(start);
        var from = _events.StartOf(start, isBlock: !isFlow);
        var within = Deeper(nesting, start, isFlow);
        _events.MoveNext();
        var entries = new EntryCollector(version, _problems);
        var weight = 1L;
        var last = from;
        YamlNode? previous = null;
        while (_events.Current is not MappingEnd)
        {
            var tag = TagOf(_events.Current as NodeEvent);
            var key = ReadNode(within);
            if (!isFlow && IsInBrackets(key) && previous is not null && (previous is YamlScalar || IsInBrackets(previous)) && !IsExplicit(key.Start))
            {
                _problems.Add(new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.BracketedKey, key.Start, key.End));
            }

            from = isPair ? key.Start : from;
            var value = ReadNode(within);
            previous = value;
            entries.Add(key, key is YamlScalar ? KeyText.Of(key, text) : alphabet.Decode(KeyText.Of(key, text)), value, tag);
            weight += key.Weight + value.Weight;
            last = Math.Max(key.End, value.End);
        }

        var end = _events.EndOf((MappingEnd)_events.Current, isFlow && !isPair, last);
        if (isFlow)
        {
            CheckBrackets(from, end, nesting);
        }

        _events.MoveNext();
        return TagOf(start) == Tags.Set
            ? EmptyMap(entries.Entries.FirstOrDefault(e => !e.Value.IsNull)?.Value, "The entries of a '!!set' have no values.", from, end)
            : new YamlMapping(entries.Entries, from, end) { Weight = Weigh(weight) };
    }

    private YamlNode ReadAlias(AnchorAlias alias)
    {
        var (start, end) = _events.SpanOf(alias);
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var anchor) || anchor is null)
        {
            throw Stop(YamlProblemKind.UndefinedAlias, $"The alias '*{SyntaxAdvice.Short(name)}' has no anchor of that name before it. Write the value out, or add the anchor where the value stands.");
        }

        if (++_aliases > YamlLimits.Aliases || anchor.Use() > YamlLimits.AnchorUses)
        {
            throw Stop(YamlProblemKind.TooManyAliases, $"The document uses aliases more than {YamlLimits.Aliases} times, as an attack that exhausts memory would. Write the values out.");
        }

        var node = anchor.Target.At(start, end, anchor);
        Weigh(_nodes + (long)node.Weight);
        _nodes += node.Weight - 1;
        _events.MoveNext();
        return node;
    }

    private int Weigh(long weight) => weight <= YamlLimits.Nodes
        ? (int)weight
        : throw Stop(YamlProblemKind.TooManyAliases, $"With every alias written out the document holds more than {YamlLimits.Nodes:N0} values, as an attack that exhausts memory would. Write the values out.");

    private Nesting Deeper(Nesting nesting, NodeEvent start, bool isFlow) => nesting.Depth == YamlLimits.Depth
        ? throw Stop(YamlProblemKind.TooDeep, $"Lists and maps are nested more than {YamlLimits.Depth} deep.")
        : nesting.Deeper(EventReader.ColumnOf(start), isFlow);

    private void CheckContinuation(int start, int end, Nesting nesting, bool isQuoted = false)
    {
        if (ContinuationLines.FirstTooFarLeft(text, start, end, nesting) is { } at)
        {
            // A quote that runs on too far left is most likely one that was not closed.
            throw new UnreadableDocumentException(isQuoted
                ? new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.QuoteTooFarLeft, start, end)
                : new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.TooFarLeft, at, at));
        }
    }

    private void CheckBrackets(int start, int end, Nesting nesting)
    {
        CheckContinuation(start, end, nesting);

        // Within brackets YamlDotNet lets text follow a closing bracket.
        var after = text.AsSpan(end, _end - end).TrimStart(" \t");
        if (nesting.IsFlow && !after.IsEmpty && !",]}:#\r\n".Contains(after[0], StringComparison.Ordinal))
        {
            var at = _end - after.Length;
            throw new UnreadableDocumentException(new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.AfterValue, at, at));
        }
    }

    private UnreadableDocumentException Stop(YamlProblemKind kind, string message)
    {
        var (start, end) = _events.SpanOf(_events.Current);
        return new UnreadableDocumentException(new YamlProblem(kind, message, start, end));
    }

    // JavaScript makes a Set or a Map of it, and of these JSON shows no entries.
    private YamlMapping EmptyMap(YamlNode? wrong, string message, int start, int end)
    {
        if (wrong is not null)
        {
            _problems.Add(new YamlProblem(YamlProblemKind.Syntax, message, wrong.Start, wrong.End));
        }

        return new YamlMapping([], start, end);
    }

    private static YamlNode? WrongInOrderedMap(List<YamlNode> items)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        return items.Find(i => i is YamlMapping { Entries.Count: > 1 } || (i is YamlMapping { Entries: [var only] } && !keys.Add(only.Key)));
    }

    private bool IsInBrackets(YamlNode node) => node is YamlSequence or YamlMapping && !node.IsAlias && node.Start < _end && text[node.Start] is '[' or '{';

    private bool IsExplicit(int start)
    {
        var before = text.AsSpan(0, start).TrimEnd(" \t\r\n");
        return before.EndsWith("?");
    }

    // A block's event begins at its tag or anchor, where it has one.
    private int HeaderOf(int start, int end) => text.AsSpan(start, end - start).IndexOfAny('|', '>') is >= 0 and var at ? start + at : start;

    private static string? TagOf(NodeEvent? node) => node?.Tag switch
    {
        null or { IsEmpty: true } => null,
        { IsNonSpecific: true } tag => tag.Value == "!" ? tag.Value : null,
        var tag => tag.Value.Value,
    };
}
