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
    private int _nodes;
    private int _aliases;

    /// <summary>Reads the document that stands in <paramref name="slice"/>.</summary>
    public YamlDocument Read(DocumentSlice slice, int index)
    {
        if (slice.LacksMarker)
        {
            return new YamlDocument(index, slice.Content, null, [new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.MissingMarker, slice.Content, slice.Content)]);
        }

        _events = new EventReader(text, slice);
        YamlNode? root = null;
        try
        {
            root = _events.MoveToContent() ? ReadNode(Nesting.Root) : null;
            _events.Finish();
        }
        catch (UnreadableDocumentException stop)
        {
            return new YamlDocument(index, slice.Content, null, [.. _problems, stop.Problem]);
        }

        return new YamlDocument(index, root?.Start ?? slice.Content, _problems.Count == 0 ? root : null, _problems);
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

        // After ': value' without a key YamlDotNet closes the map where the value should be.
        if (current is not NodeEvent)
        {
            throw Stop(YamlProblemKind.Syntax, SyntaxAdvice.OutOfPlace);
        }

        // An anchor that is still open holds null: an alias within its own value has nothing to stand for.
        var anchor = ((NodeEvent)current).Anchor;
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = null;
        }

        YamlNode node = current switch
        {
            Scalar scalar => ReadScalar(scalar, nesting),
            SequenceStart start => ReadSequence(start, nesting),
            _ => ReadMapping((MappingStart)current, nesting),
        };

        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = new Anchor(node);
        }

        return node;
    }

    private YamlScalar ReadScalar(Scalar scalar, Nesting nesting)
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
            CheckContinuation(start, end, nesting);
        }

        var (type, value) = ScalarTyping.TypeOf(alphabet.Decode(scalar.Value), style, TagOf(scalar), version);
        _events.MoveNext();
        return new YamlScalar(value, type, style, start, end);
    }

    private YamlSequence ReadSequence(SequenceStart start, Nesting nesting)
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
            CheckContinuation(from, end, nesting);
        }

        _events.MoveNext();
        return new YamlSequence(items, from, end) { Weight = Weigh(weight) };
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
        while (_events.Current is not MappingEnd)
        {
            var key = ReadNode(within);
            from = isPair ? key.Start : from;
            var value = ReadNode(within);
            entries.Add(key, key is YamlScalar ? KeyText.Of(key, text) : alphabet.Decode(KeyText.Of(key, text)), value);
            weight += key.Weight + value.Weight;
            last = Math.Max(key.End, value.End);
        }

        var end = _events.EndOf((MappingEnd)_events.Current, isFlow && !isPair, last);
        if (isFlow)
        {
            CheckContinuation(from, end, nesting);
        }

        _events.MoveNext();
        return new YamlMapping(entries.Entries, from, end) { Weight = Weigh(weight) };
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

    private void CheckContinuation(int start, int end, Nesting nesting)
    {
        if (ContinuationLines.FirstTooFarLeft(text, start, end, nesting) is { } at)
        {
            throw new UnreadableDocumentException(new YamlProblem(YamlProblemKind.Syntax, SyntaxAdvice.TooFarLeft, at, at));
        }
    }

    private UnreadableDocumentException Stop(YamlProblemKind kind, string message)
    {
        var (start, end) = _events.SpanOf(_events.Current);
        return new UnreadableDocumentException(new YamlProblem(kind, message, start, end));
    }

    private static string? TagOf(Scalar scalar) => scalar.Tag switch
    {
        { IsEmpty: true } => null,
        { IsNonSpecific: true } tag => tag.Value == "!" ? tag.Value : null,
        var tag => tag.Value,
    };
}
