namespace Automation.Catalog.Stitching;

/// <summary>The settings of a catalog, apart from those of its sources.</summary>
public sealed record StitchSettings
{
    /// <summary>All sources, in the order in which they are declared: if two define the same ref, the first one wins.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>A digest of everything that decides how sources are read; if it differs from the last one, all of them were read again.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Relation types that configuration adds, each with its inverse, in both directions.</summary>
    public IReadOnlyDictionary<string, string> ExtraRelations { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether to stitch exactly what Backstage would. Then a Location can refer to files that another source's patterns do not include: otherwise only files
    /// that the source includes are read, because the catalog's readers need not be readers of that repository. And a ref passes to another repository
    /// unconfirmed.
    /// </summary>
    public bool AsBackstage { get; init; }

    public IReadOnlySet<string> ConfirmedRemovals { get; init; } = new HashSet<string>();

    /// <summary>Confirmed takeovers: refs that may pass to another repository, and sources that may take over any.</summary>
    public IReadOnlySet<string> ConfirmedTakeovers { get; init; } = new HashSet<string>();
}
