using System.Globalization;
using System.Text;
using Automation.Core.Text;

namespace Automation.Server.Pages.Layout;

/// <summary>Text as HTML that shows each character: invisible ones and those that change the text direction are shown by name.</summary>
internal static class HtmlText
{
    /// <summary>Appends it, encoded for an element and for a quoted attribute.</summary>
    public static void Append(StringBuilder html, string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                '\n' or '\t' => html.Append((char)rune.Value),
                _ when VisibleText.IsInvisible(rune) => html.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩"),
                _ => html.Append(rune.ToString()),
            };
        }
    }
}
