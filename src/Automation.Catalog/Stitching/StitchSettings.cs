namespace Automation.Catalog.Stitching;

/// <summary>What a catalog is built by, besides what its sources say.</summary>
public sealed record StitchSettings
{
    /// <summary>Every source there is, in the order in which they are declared: of two that define the same ref the first one counts.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>A name for everything that decides how sources are read; another name than the last time means that they were read anew.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Relation types that configuration adds, each with its inverse, both ways round.</summary>
    public IReadOnlyDictionary<string, string> ExtraRelations { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether to stitch exactly what Backstage would. Then a Location reaches files of another source that its patterns do not take in: otherwise only what the source offers
    /// is reached, because the catalog's readers need not be readers of that repository. And a ref passes to another repository unconfirmed.
    /// </summary>
    public bool AsBackstage { get; init; }

    /// <summary>Sources whose removals somebody has confirmed.</summary>
    public IReadOnlySet<string> ConfirmedRemovals { get; init; } = new HashSet<string>();

    /// <summary>Takeovers that somebody has confirmed: refs that may pass to another repository, and sources that may take over any.</summary>
    public IReadOnlySet<string> ConfirmedTakeovers { get; init; } = new HashSet<string>();
}
