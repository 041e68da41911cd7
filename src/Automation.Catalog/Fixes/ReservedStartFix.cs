using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Catalog.Fixes;

/// <summary>Puts a value that begins with <c>@</c> or <c>`</c> in quotes.</summary>
internal static class ReservedStartFix
{
    /// <summary>The repair at an offset, or null where the value is not the last thing on its line.</summary>
    public static Fix? For(SourceText source, int offset)
    {
        var text = source.Content;
        if (offset >= text.Length || text[offset] is not ('@' or '`'))
        {
            return null;
        }

        var lineBreak = text.IndexOf('\n', offset);
        var value = text[offset..(lineBreak < 0 ? text.Length : lineBreak)].TrimEnd();
        return value.AsSpan().IndexOfAny("\"\\#'") >= 0 || value.AsSpan().IndexOfAny(",[]{}") >= 0
            ? null
            : YamlFix.One(source, $"Write \"{value}\"", offset, offset + value.Length, $"\"{value}\"");
    }
}
