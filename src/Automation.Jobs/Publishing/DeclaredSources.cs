using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;
using Automation.Jobs.Catalogs;

namespace Automation.Jobs.Publishing;

/// <summary>The sources of one who publishes, who need not know all sources of the catalog.</summary>
/// <param name="Sources">The sources, in the order in which they are declared.</param>
/// <param name="Reading">What decides besides how they are read, one thing a line.</param>
public sealed record DeclaredSources(IReadOnlyList<CatalogSource> Sources, IReadOnlyList<string> Reading)
{
    // No source is called that: names hold no slash.
    private const string AndOthers = "and/others";

    /// <summary>The sources to look at; null for all.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>Whether sources that the catalog has and that are not declared go.</summary>
    public bool RemoveOthers { get; init; }

    /// <summary>Sources whose removals somebody has confirmed.</summary>
    public IReadOnlySet<string> ConfirmedRemovals { get; init; } = new HashSet<string>();

    /// <summary>Rebuilds a catalog from them.</summary>
    /// <remarks>
    /// Two who publish and know one source each must not take each other's away. So where the catalog has sources that are not declared, they stay as they were
    /// recorded, and all sources count in ordinal order of names: that is the same whoever publishes.
    /// </remarks>
    public RebuildCatalog Rebuild(ArtifactReader previous)
    {
        var names = Sources.Select(s => s.Identity.Name).ToList();
        var others = RemoveOthers || previous.Summary.Settings == Digest(names) ? [] : previous.AllSources().Select(s => s.Name).Except(names, StringComparer.Ordinal).ToList();
        return new RebuildCatalog(Sources, new StitchSettings
        {
            Sources = others.Count == 0 ? names : [.. names.Concat(others).Order(StringComparer.Ordinal)],
            Digest = Digest(others.Count == 0 ? names : [AndOthers]),
            ConfirmedRemovals = ConfirmedRemovals,
        })
        { Only = Only };
    }

    // As `catalog build` names them, so that both give the same artifact.
    private string Digest(IEnumerable<string> names) => BlobId.Of(string.Join('\n', [.. names, .. Reading]));
}
