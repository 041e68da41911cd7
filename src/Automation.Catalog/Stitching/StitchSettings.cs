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
    /// Whether a Location reaches files of another source that its patterns do not take in, as in Backstage. The catalog's readers need not be readers of that repository, so
    /// otherwise only what the source offers is reached.
    /// </summary>
    public bool FollowsUnoffered { get; init; }

    /// <summary>Sources whose removals somebody has confirmed.</summary>
    public IReadOnlySet<string> ConfirmedRemovals { get; init; } = new HashSet<string>();
}
