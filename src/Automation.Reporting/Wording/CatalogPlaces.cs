using Automation.Core.Markdown;
using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>Places in the sources of a catalog as links, in a cell of a table.</summary>
internal static class CatalogPlaces
{
    // The end of a path that fits into a narrow cell.
    private const int LongestPlace = 150;

    /// <summary><c>acme/orders › catalog-info.yaml:12</c>; a place of the change's own repository leads to the commit that was checked.</summary>
    public static string Link(CatalogPlace place, ReportLinks links)
    {
        var words = place.File.Length == 0 ? place.Source : place.IsOwn ? $"{place.File}:{place.Line}" : $"{place.Source} › {place.File}:{place.Line}";
        var address = place.IsOwn ? links.Line(place.File, place.Line) : place.Page is { } page && place.File.Length > 0 ? $"{page}#L{place.Line}" : place.Page;
        return MarkdownText.Link(MarkdownText.Code(words, LongestPlace, inTable: true), address);
    }
}
