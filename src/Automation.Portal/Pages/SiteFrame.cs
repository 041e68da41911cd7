namespace Automation.Portal.Pages;

/// <summary>What every page of a site has around its content.</summary>
/// <param name="Product">The name of the portal.</param>
/// <param name="Root">The relative address of the home page from this page: empty, or <c>../</c> for each folder.</param>
public sealed record SiteFrame(string Product, string Root)
{
    /// <summary>
    /// What a page may load: its own style sheets, scripts and pictures, and search data; nothing of others, nothing inline. In a document,
    /// <c>frame-ancestors</c> has no effect; a server sends it as a header.
    /// </summary>
    public const string ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'";

    /// <summary>The scripts of the page: files of <c>assets</c>.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>How many files of search data there are; null if the site has none.</summary>
    public int? SearchFiles { get; init; }

    /// <summary>The organisation whose catalog it is; null if it is not known.</summary>
    public string? Organisation { get; init; }

    /// <summary>The absolute address of this page; null if the address of the site is not known.</summary>
    public string? Canonical { get; init; }

    /// <summary>What the page is about, for previews of links to it; null if that is not known.</summary>
    public string? Summary { get; init; }

    /// <summary>What the catalog was built from; null if it is not known.</summary>
    public BuiltFrom? Built { get; init; }

    /// <summary>The sentence that says who can see this site.</summary>
    public string Audience { get; init; } = "";

    /// <summary>Pages beside the portal, with their addresses from its root.</summary>
    public IReadOnlyList<PageLink> Others { get; init; } = [];

    /// <summary>The page on the forge where a problem with this page is fixed; null if there is none.</summary>
    public string? Report { get; init; }
}

/// <summary>A commit of the catalog.</summary>
/// <param name="Commit">The full id.</param>
/// <param name="Date">The date of the commit, as it is shown.</param>
/// <param name="Link">Its page on the forge; null if it is not known.</param>
public sealed record BuiltFrom(string Commit, string Date, string? Link);

/// <summary>The parts of a portal that its navigation names.</summary>
public enum SiteSection
{
    None,
    Catalog,
    Owners,
    Templates,
    Problems,
    Scorecards,
}
