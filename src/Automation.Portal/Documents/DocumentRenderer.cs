using System.Net;
using Ganss.Xss;

namespace Automation.Portal.Documents;

/// <summary>
/// Renders documentation of a repository for a page: Markdown to HTML, elements closed and few, then the sanitizer with a list of our own, then links,
/// images, headings and tables as the page needs them.
/// </summary>
public static class DocumentRenderer
{
    /// <summary>A longer document is cut at a line.</summary>
    public const int LongestDocument = 100_000;

    /// <summary>More HTML than this is not put into a page, whatever the Markdown was.</summary>
    public const int LongestHtml = 500_000;

    // No person wrote it, and some constructs cost the square of a line.
    private const int LongestLine = 10_000;

    // Each row of a table gets as many cells as the longest one.
    private const long MostCells = 50_000;

    public static RenderedDocument Render(string markdown, DocumentPlace place)
    {
        var text = Cut(markdown, out var leftOut);
        if (text.Split('\n').Any(l => l.Length > LongestLine))
        {
            return AsText(text, $"This document has a line of more than {LongestLine:N0} characters and is shown as text.");
        }

        if (CellsAtMost(text) > MostCells)
        {
            return AsText(text, "This document has a table that is too large to be shown with its layout and is shown as text.");
        }

        if (MarkdownHtml.Of(text) is not { } html)
        {
            return AsText(text, "This document nests too deeply and is shown as text.");
        }

        if (html.Length > LongestHtml)
        {
            return AsText(text, "This document is too large to be shown with its layout and is shown as text.");
        }

        var balanced = BalancedHtml.Of(html, place.MostElements, out var cut);
        leftOut ??= cut ? "The end of this document is left out: it is longer than a page of this site." : null;
        using var document = Sanitizer().SanitizeDom(balanced);
        var headings = DocumentLayout.Arrange(document, place);
        return new RenderedDocument(document.Body!.InnerHtml, headings) { LeftOut = leftOut };
    }

    private static string Cut(string markdown, out string? leftOut)
    {
        leftOut = null;
        var text = markdown.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\0', '\uFFFD');
        if (text.Length <= LongestDocument)
        {
            return text;
        }

        var end = text.LastIndexOf('\n', LongestDocument - 1);
        leftOut = $"This document has {text.Length:N0} characters; the first {LongestDocument:N0} are shown.";
        return text[..(end > 0 ? end : LongestDocument)];
    }

    private static long CellsAtMost(string text)
    {
        var (rows, columns) = (0L, 0L);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var pipes = line.Count('|');
            (rows, columns) = (rows + (pipes > 0 ? 1 : 0), Math.Max(columns, pipes));
        }

        return rows * columns;
    }

    private static RenderedDocument AsText(string text, string why) =>
        new($"<pre class=\"doc-code\" tabindex=\"0\">{WebUtility.HtmlEncode(text)}</pre>", []) { LeftOut = why };

    private static HtmlSanitizer Sanitizer()
    {
        var sanitizer = new HtmlSanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = new HashSet<string>(BalancedHtml.Elements, StringComparer.OrdinalIgnoreCase),
                AllowedAttributes = new HashSet<string>(BalancedHtml.Attributes, StringComparer.OrdinalIgnoreCase),
                AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
                AllowedCssProperties = new HashSet<string>(),
                UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
            })
        {
            KeepChildNodes = true,
        };
        return sanitizer;
    }
}
