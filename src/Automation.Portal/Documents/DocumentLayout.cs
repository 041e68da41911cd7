using System.Globalization;
using System.Text;
using AngleSharp.Html.Dom;
using Automation.Core.Text;

namespace Automation.Portal.Documents;

/// <summary>Fits a sanitized document into a page: its links, images, headings, tables and code.</summary>
internal sealed class DocumentLayout(IHtmlDocument document, DocumentPlace place)
{
    private const int LongestAnchor = 80, LongestHeading = 200;

    // How often each name was used.
    private readonly Dictionary<string, int> _anchors = new(StringComparer.Ordinal);

    /// <summary>Changes the document and returns its headings.</summary>
    public static IReadOnlyList<DocumentHeading> Arrange(IHtmlDocument document, DocumentPlace place)
    {
        var layout = new DocumentLayout(document, place);
        layout.Images();
        layout.Links();
        layout.Boxes();
        return layout.Headings();
    }

    // The page loads nothing from elsewhere: an image is a link to it, or its text within another link.
    private void Images()
    {
        foreach (var image in document.QuerySelectorAll("img").ToList())
        {
            var text = image.GetAttribute("alt") is { } alt && !string.IsNullOrWhiteSpace(alt) ? alt.Trim() : "image";
            if (image.Closest("a") is null && place.Resolve(image.GetAttribute("src")) is { } address)
            {
                var link = document.CreateElement("a");
                link.SetAttribute("href", address);
                link.TextContent = text == "image" ? "Image" : $"Image: {text}";
                image.Replace(link);
            }
            else
            {
                image.Replace(document.CreateTextNode(text));
            }
        }
    }

    private void Links()
    {
        foreach (var link in document.QuerySelectorAll("a").ToList())
        {
            var address = place.Resolve(link.GetAttribute("href"));
            link.RemoveAttribute("src");
            if (address is null)
            {
                link.Replace([.. link.ChildNodes]);
                continue;
            }

            link.SetAttribute("href", address);
            if (address.Contains(':', StringComparison.Ordinal))
            {
                link.SetAttribute("rel", "nofollow noopener noreferrer");
            }

            if (string.IsNullOrWhiteSpace(link.TextContent))
            {
                link.TextContent = address;
            }
        }
    }

    // What is wider than a phone scrolls in a box of its own, which the keyboard reaches.
    private void Boxes()
    {
        foreach (var code in document.QuerySelectorAll("pre").ToList())
        {
            code.ClassName = "doc-code";
            code.SetAttribute("tabindex", "0");
        }

        foreach (var table in document.QuerySelectorAll("table").Where(t => t.ParentElement?.Closest("table") is null).ToList())
        {
            var box = document.CreateElement("div");
            box.ClassName = "doc-table";
            box.SetAttribute("role", "region");
            box.SetAttribute("aria-label", "Table");
            box.SetAttribute("tabindex", "0");
            table.Replace(box);
            box.AppendChild(table);
            foreach (var cell in table.QuerySelectorAll("thead th"))
            {
                cell.SetAttribute("scope", "col");
            }
        }
    }

    // Below the headings of the page, and without a step that is left out.
    private List<DocumentHeading> Headings()
    {
        var headings = new List<DocumentHeading>();
        var levels = new Stack<int>();
        foreach (var heading in document.QuerySelectorAll("h1, h2, h3, h4, h5, h6").ToList())
        {
            var written = heading.LocalName[1] - '0';
            while (levels.TryPeek(out var above) && above >= written)
            {
                levels.Pop();
            }

            levels.Push(written);
            var text = VisibleText.Of(string.Join(' ', heading.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestHeading);
            if (text.Length == 0)
            {
                heading.Remove();
                continue;
            }

            var shown = document.CreateElement("h" + Math.Min(6, place.FirstHeading + levels.Count - 1).ToString(CultureInfo.InvariantCulture));
            shown.Id = place.AnchorPrefix + Anchor(text);
            shown.Append([.. heading.ChildNodes]);
            heading.Replace(shown);
            headings.Add(new DocumentHeading(levels.Count, text, shown.Id));
        }

        return headings;
    }

    // As GitHub makes anchors: letters, digits, hyphens; the second one of a name gets a number.
    private string Anchor(string text)
    {
        var slug = new StringBuilder(Math.Min(text.Length, LongestAnchor));
        foreach (var rune in text.EnumerateRunes())
        {
            if (slug.Length >= LongestAnchor)
            {
                break;
            }

            slug.Append(
                Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString()
                : rune.Value is '-' or '_' ? rune.ToString()
                : rune.Value == ' ' ? "-"
                : "");
        }

        var name = slug.Length == 0 ? "section" : slug.ToString();
        var used = _anchors.GetValueOrDefault(name);
        _anchors[name] = used + 1;
        return used == 0 ? name : $"{name}-{used}";
    }
}
