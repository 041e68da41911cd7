using System.Text;
using Automation.Core.Text;

namespace Automation.Reporting.Markdown;

/// <summary>Text of a repository as a label in a Mermaid diagram.</summary>
internal static class MermaidText
{
    private const int LongestLabel = 60;

    // All characters except letters, digits and those of refs become character codes: a hostile name has no quote, bracket, backtick, arrow or tag left.
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in VisibleText.Of(text, LongestLabel).EnumerateRunes())
        {
            _ = Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' or '/' or ':' or ',' or '…'
                ? escaped.Append(rune.ToString())
                : escaped.Append($"#{rune.Value};");
        }

        return escaped.ToString();
    }
}
