using Automation.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Automation.Yaml.Comparing;

/// <summary>
/// A document as YamlDotNet parses it, independent of our own reader: no types, no merges, no aliases written out. It verifies what a fix
/// changed, so it must not share the mistakes of the reader that made the fix.
/// </summary>
internal abstract record EventTree(string Properties)
{
    private const string AliasMark = "*";

    /// <summary>The name of its anchor; null if it has none.</summary>
    public string? Anchor => Properties.StartsWith('&') ? Properties[1..].Split(' ')[0] : null;

    /// <summary>The names of the aliases in it.</summary>
    public IEnumerable<string> Aliases => this switch
    {
        Scalar { Properties: AliasMark, Text: var name } => [name],
        Sequence list => list.Items.SelectMany(i => i.Aliases),
        Mapping map => map.Entries.SelectMany(e => e.Key.Aliases.Concat(e.Value.Aliases)),
        _ => [],
    };

    /// <summary>A scalar, or an alias, which is treated as a scalar.</summary>
    public sealed record Scalar(string Properties, string Text, bool IsPlain) : EventTree(Properties);

    public sealed record Sequence(string Properties, IReadOnlyList<EventTree> Items) : EventTree(Properties);

    /// <summary>A map, with its entries in order.</summary>
    public sealed record Mapping(string Properties, IReadOnlyList<Entry> Entries) : EventTree(Properties);

    /// <summary>An entry of a map.</summary>
    public sealed record Entry(EventTree Key, EventTree Value);

    /// <summary>Reads a text of one document; null if it cannot be read, exceeds a limit, or contains more than one.</summary>
    public static EventTree? Read(string text) => Parse(text) ?? (WithoutIndentedComments(text) is var plain && plain == text ? null : Parse(plain));

    private static EventTree? Parse(string text)
    {
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            Move(parser, 2);
            if (parser.Current is StreamEnd)
            {
                return new Scalar("", "", IsPlain: true);
            }

            Move(parser, 1);
            var nodes = 0;
            var root = Node(parser, 0, ref nodes);
            var isWhole = parser.Current is DocumentEnd && parser.MoveNext() && parser.Current is StreamEnd;
            return isWhole ? root : null;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException
            or OverflowException)
        {
            // The parser throws any of these for malformed text.
            return null;
        }
    }

    private static EventTree Node(Parser parser, int depth, ref int nodes)
    {
        if (depth > YamlLimits.Depth || ++nodes > YamlLimits.Nodes)
        {
            throw new InvalidOperationException("The document is over a limit.");
        }

        var current = parser.Current;
        Move(parser, 1);
        switch (current)
        {
            case AnchorAlias alias:
                return new Scalar(AliasMark, alias.Value.Value, IsPlain: true);
            case YamlDotNet.Core.Events.Scalar scalar:
                return new Scalar(PropertiesOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
            case SequenceStart sequence:
                var items = new List<EventTree>();
                while (parser.Current is not SequenceEnd)
                {
                    items.Add(Node(parser, depth + 1, ref nodes));
                }

                Move(parser, 1);
                return new Sequence(PropertiesOf(sequence), items);
            case MappingStart mapping:
                var entries = new List<Entry>();
                while (parser.Current is not MappingEnd)
                {
                    entries.Add(new Entry(Node(parser, depth + 1, ref nodes), Node(parser, depth + 1, ref nodes)));
                }

                Move(parser, 1);
                return new Mapping(PropertiesOf(mapping), entries);
            default:
                throw new InvalidOperationException("The document has no value here.");
        }
    }

    private static void Move(Parser parser, int events)
    {
        for (; events > 0; events--)
        {
            if (!parser.MoveNext())
            {
                throw new InvalidOperationException("The document ends too early.");
            }
        }
    }

    private static string PropertiesOf(NodeEvent node) => node switch
    {
        { Anchor.IsEmpty: true, Tag.IsEmpty: true } => "",
        { Anchor.IsEmpty: true } => node.Tag.ToString(),
        { Tag.IsEmpty: true } => $"&{node.Anchor.Value}",
        _ => $"&{node.Anchor.Value} {node.Tag}",
    };

    // YamlDotNet refuses a tab before a comment and in an otherwise blank line, which every other reader ignores.
    private static string WithoutIndentedComments(string text)
    {
        if (!text.Contains('\t', StringComparison.Ordinal))
        {
            return text;
        }

        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var content = lines[i].AsSpan().TrimStart(" \t");
            if (content.Length < lines[i].Length && content.TrimEnd('\r') is [] or ['#', ..])
            {
                lines[i] = "";
            }
        }

        return string.Join('\n', lines);
    }
}
