using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Reading;

/// <summary>Replaces a misspelt word with a known one, in the same quotes.</summary>
internal static class WordFix
{
    /// <summary>The fix, or null if the word is not a plain scalar here: an alias, a tagged value, several lines.</summary>
    public static Fix? For(SourceText source, YamlNode node, string? word)
    {
        if (word is null || node is not YamlScalar scalar || node.IsAlias || node.Start == node.End)
        {
            return null;
        }

        var written = source.Content.AsSpan(node.Start, node.End - node.Start);
        if (written[0] is '&' or '!' || written.Contains('\n'))
        {
            return null;
        }

        var text = scalar.Style switch
        {
            YamlScalarStyle.SingleQuoted => $"'{word}'",
            YamlScalarStyle.DoubleQuoted => $"\"{word}\"",
            YamlScalarStyle.Plain => word,
            _ => null,
        };
        return text is null
            ? null
            : new Fix($"Write '{text}'", [new FixEdit(source.SpanBetween(node.Start, node.End), new TextEdit(node.Start, node.End, text))]);
    }
}
