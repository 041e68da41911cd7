using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Fixes;

/// <summary>
/// Mechanical fixes that change a few characters and leave comments, order and line endings unchanged. A fix that is not possible
/// without a larger change is null.
/// </summary>
public static class YamlFix
{
    /// <summary>Replaces the text of a scalar and keeps its quotes.</summary>
    public static Fix? Replace(SourceText source, YamlNode node, string text) =>
        Written(source, node, text) is { } written ? One(source, $"Write {Quoted.Of(written)}", node.Start, node.End, written) : null;

    /// <summary>Renames an entry and keeps its quotes: without them, a colon directly after the name would be part of it.</summary>
    public static Fix? Rename(SourceText source, YamlEntry entry, string name) =>
        Written(source, entry.Name, name) is { } written ? One(source, $"Rename '{entry.Key}' to '{name}'", entry.Name.Start, entry.Name.End, written) : null;

    /// <summary>Puts quotes around a plain scalar, so that it is text.</summary>
    public static Fix? Quote(SourceText source, YamlNode node)
    {
        if (node is not YamlScalar { Style: YamlScalarStyle.Plain } || node.IsAlias || node.Start == node.End || HasProperties(source, node))
        {
            return null;
        }

        var written = DoubleQuoted(source.Content[node.Start..node.End]);
        return One(source, $"Write {Quoted.Of(written)}", node.Start, node.End, written);
    }

    /// <summary>
    /// Removes an entry: whole lines, in block style with nothing else on them. A comment on the same line belongs to it and is removed, too; one on a
    /// line of its own stays, and if it is between name and value, there is no fix.
    /// </summary>
    public static Fix? Remove(SourceText source, YamlEntry entry)
    {
        var text = source.Content;
        var lineStart = entry.Name.Start == 0 ? 0 : text.LastIndexOf('\n', entry.Name.Start - 1) + 1;
        var end = Math.Max(entry.Name.End, entry.Value.End);
        var lineBreak = text.IndexOf('\n', end);
        var lineEnd = lineBreak < 0 ? text.Length : lineBreak + 1;
        var before = text.AsSpan(lineStart, entry.Name.Start - lineStart);
        var after = text.AsSpan(end, lineEnd - end).Trim();
        var between = entry.Value.Start > entry.Name.End ? text.AsSpan(entry.Name.End, entry.Value.Start - entry.Name.End) : "";
        var isAlone = before.IsWhiteSpace() && !between.Contains('#') && (after.IsEmpty || after is ":" || after[0] == '#');
        return isAlone ? One(source, $"Remove '{entry.Key}'", lineStart, lineEnd, "") : null;
    }

    public static Fix Insert(SourceText source, string title, int offset, string text) => One(source, title, offset, offset, text);

    public static Fix One(SourceText source, string title, int start, int end, string text) =>
        new(title, [new FixEdit(source.SpanBetween(start, end), new TextEdit(start, end, text))]);

    private static string? Written(SourceText source, YamlNode node, string text)
    {
        if (node is not YamlScalar scalar || node.IsAlias || scalar.Style == YamlScalarStyle.Block || HasProperties(source, node))
        {
            return null;
        }

        return scalar.Style switch
        {
            YamlScalarStyle.SingleQuoted => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            YamlScalarStyle.DoubleQuoted => DoubleQuoted(text),
            _ => IsPlainSafe(text) ? text : DoubleQuoted(text),
        };
    }

    private static string DoubleQuoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsPlainSafe(string text) =>
        text.Length > 0
            && (char.IsAsciiLetter(text[0])
                || text[0] == '/'
                || text.StartsWith("./", StringComparison.Ordinal)
                || text.StartsWith("../", StringComparison.Ordinal))
            && text.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:+#@".Contains(c, StringComparison.Ordinal))
        && !text.EndsWith(':') && !text.Contains(": ", StringComparison.Ordinal)
        && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off");

    // A tag or an anchor belongs to the value and would be lost.
    private static bool HasProperties(SourceText source, YamlNode node) =>
        node.Start < source.Content.Length && source.Content[node.Start] is '!' or '&';
}
