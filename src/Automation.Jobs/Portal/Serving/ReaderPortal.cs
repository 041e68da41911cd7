using System.Collections.Concurrent;
using System.Collections.Frozen;
using Automation.Core;
using Automation.Jobs.Portal.Building;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Design;
using Automation.Portal.Pages;
using Automation.Portal.Searching;

namespace Automation.Jobs.Portal.Serving;

/// <summary>The portal as the readers of the same repositories see it: the pages of a static site, each made when it is asked for.</summary>
public sealed class ReaderPortal
{
    // Each of them counts the whole catalog, so it is made once, and not for each visit.
    private static readonly FrozenSet<string> Overviews =
    [
        PortalAddress.Home, PortalAddress.Lists, PortalAddress.Owners, PortalAddress.Problems, PortalAddress.Templates, PortalAddress.Scorecards,
    ];

    private readonly ConcurrentDictionary<string, byte[]> _made = new(StringComparer.Ordinal);
    private readonly PortalPages _pages;
    private readonly Lazy<SearchIndex> _search;
    private readonly Lazy<IReadOnlyList<byte[]>> _searchFiles;
    private readonly Lazy<Task<byte[]>> _notFound;

    /// <param name="catalog">What the readers may see.</param>
    /// <param name="settings">The settings of the portal.</param>
    internal ReaderPortal(PortalCatalog catalog, PortalSettings settings)
    {
        Entities = catalog.Entities.Count;
        var files = Math.Max(1, (Entities + SearchData.EntitiesPerFile - 1) / SearchData.EntitiesPerFile);
        _pages = new PortalPages(catalog, settings with { Scripts = PortalAssets.Scripts, SearchFiles = files });
        _search = new(() => new SearchIndex(SearchEntries.Of(catalog)));
        _searchFiles = new(() => SearchData.Files(SearchEntries.Of(catalog)));
        _notFound = new(() => _pages.NotFoundAsync());
    }

    /// <summary>What a page may load, as the header <c>Content-Security-Policy</c>: in it, unlike in a page, framing can be forbidden.</summary>
    public static string ContentSecurityPolicy => $"{SiteFrame.ContentSecurityPolicy}; frame-ancestors 'none'";

    /// <summary>The style sheets, scripts and pictures of all portals, by address from the root.</summary>
    public static IReadOnlyDictionary<string, byte[]> Assets { get; } =
        PortalAssets.All.ToDictionary(a => PortalAssets.Folder + a.Name, a => a.Content, StringComparer.Ordinal);

    /// <summary>How many entities the readers see.</summary>
    public int Entities { get; }

    /// <summary>The page or file of an address from the root; null if there is none for these readers.</summary>
    public async Task<byte[]?> FindAsync(string address)
    {
        if (address.StartsWith(PortalAddress.Search, StringComparison.Ordinal) && address.Length > PortalAddress.Search.Length)
        {
            return SearchFile(address[PortalAddress.Search.Length..]);
        }

        if (_made.TryGetValue(address, out var known))
        {
            return known;
        }

        var made = _pages.Find(address) is { } page ? await page.RenderAsync() : null;
        if (made is not null && Overviews.Contains(address))
        {
            _made[address] = made;
        }

        return made;
    }

    /// <summary>Whether there is a page or file at an address for these readers.</summary>
    public bool Has(string address) => _pages.Find(address) is not null;

    /// <summary>The page of an address that has none, the same bytes for each.</summary>
    public Task<byte[]> NotFoundAsync() => _notFound.Value;

    /// <summary>The page with what a search finds.</summary>
    public Task<byte[]> SearchAsync(SearchQuestion question)
    {
        var found = _search.Value.Find(
            question.Text,
            PagerModel.PageSize,
            question.Kind,
            question.Owner is { } owner ? entity => string.Equals(entity.Owner, owner, StringComparison.OrdinalIgnoreCase) : null);
        return _pages.SearchAsync(
            question, new SearchAnswer([.. found.Entities.Select(e => new EntityRef(e.Kind, e.Namespace, e.Name))], found.Count, found.Kinds));
    }

    private byte[]? SearchFile(string name)
    {
        for (var i = 0; i < _searchFiles.Value.Count; i++)
        {
            if (SearchData.FileName(i) == name)
            {
                return _searchFiles.Value[i];
            }
        }

        return null;
    }
}
