using System.Text;
using Automation.Core.Text;

namespace Automation.Reporting.Markdown;

/// <summary>Text of a repository as a label in a picture that Mermaid draws.</summary>
internal static class MermaidText
{
    private const int LongestLabel = 60;

    // Everything but letters, digits and what refs are made of becomes a character code: no quote, bracket, backtick, arrow or tag is left of a hostile name.
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in VisibleText.Of(text, LongestLabel).EnumerateRunes())
        {
            _ = Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' or '/' or ':' or ',' or '…' ? escaped.Append(rune.ToString()) : escaped.Append($"#{rune.Value};");
        }

        return escaped.ToString();
    }
}
