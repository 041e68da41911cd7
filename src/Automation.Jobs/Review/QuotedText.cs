using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Review;

/// <summary>The ranges of a file in which a <c>#</c> is an ordinary character: quoted text, and blocks after <c>|</c> or <c>&gt;</c>.</summary>
/// <remarks>Nothing else can contain one after a space: an unquoted value ends there. In a document that cannot be read, they are unknown.</remarks>
internal sealed class QuotedText
{
    private readonly List<(int Start, int End)> _stretches = [];

    private QuotedText()
    {
    }

    public static QuotedText Of(SourceText source, YamlLimits limits)
    {
        var quoted = new QuotedText();
        foreach (var document in YamlFile.Read(source, limits).Documents)
        {
            quoted.Collect(document.Root, source.Content);
        }

        quoted._stretches.Sort();
        return quoted;
    }

    /// <summary>Whether the character at an offset is part of such a text.</summary>
    public bool Contains(int offset)
    {
        var index = _stretches.BinarySearch((offset, int.MaxValue));
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && offset < _stretches[index].End;
    }

    private void Collect(YamlNode? node, string text)
    {
        switch (node)
        {
            case null or { IsAlias: true }:
                break;
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Collect(entry.Name, text);
                    Collect(entry.Value, text);
                }

                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Collect(item, text);
                }

                break;
            case YamlScalar { Style: YamlScalarStyle.Block }:
                // A comment may follow the '|' on the same line.
                var lineBreak = text.IndexOf('\n', node.Start);
                _stretches.Add((lineBreak < 0 ? node.End : lineBreak + 1, node.End));
                break;
            case YamlScalar { Style: not YamlScalarStyle.Plain }:
                _stretches.Add((node.Start, node.End));
                break;
        }
    }
}
