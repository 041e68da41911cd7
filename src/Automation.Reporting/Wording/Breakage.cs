using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>References in other repositories that merging a change breaks. Broken references of its own repository are findings.</summary>
internal sealed class Breakage
{
    private readonly CatalogChange? _change;

    private Breakage(CatalogChange? change)
    {
        _change = change;
        Relations = [.. change?.Relations.Where(r => r.Breaks && !r.Holder.Place.IsOwn) ?? []];
        Entities = [.. Relations.Select(r => r.Holder).DistinctBy(e => e.Ref, StringComparer.Ordinal)];
        Owners = [.. Entities.GroupBy(OwnerOf, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];
        Targets = [.. Relations.Select(r => $"'{CatalogNames.Name(r.Target)}'").Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<RelationEdit> Relations { get; }

    /// <summary>The entities with these references, each once.</summary>
    public IReadOnlyList<CatalogEntity> Entities { get; }

    /// <summary>The owners of these, the most affected first; names are quoted.</summary>
    public IReadOnlyList<string> Owners { get; }

    /// <summary>The targets of the references, by quoted name.</summary>
    public IReadOnlyList<string> Targets { get; }

    public bool IsEmpty => Relations.Count == 0;

    /// <summary><c>2 components</c>, <c>3 entities</c>.</summary>
    public string What => CatalogNames.Count(Entities);

    public static Breakage Of(CatalogChange? change) => new(change);

    /// <summary>The owner who has to fix a reference, in words: <c>'ordering'</c>, or <c>the owner of 'acme/orders'</c> if there is no name.</summary>
    public string OwnerOf(CatalogEntity entity) => OwnerName(entity) is { } name ? $"'{name}'" : $"the owner of '{entity.Place.Source}'";

    /// <summary>The name of the owner; null if there is none, or if the change removes it.</summary>
    public string? OwnerName(CatalogEntity entity) =>
        entity.Owner is not { } owner ? null
        : _change!.Renamed.FirstOrDefault(r => r.From.Ref == owner) is { } renamed ? CatalogNames.Owner(renamed.To.Ref)
        : _change.Removed.Any(e => e.Ref == owner) ? null
        : CatalogNames.Owner(owner);

    /// <summary>The change of a target: <c>removed</c>.</summary>
    public string Fate(string target) =>
        _change!.Renamed.FirstOrDefault(r => r.From.Ref == target) is { } renamed ? $"renamed to '{CatalogNames.Name(renamed.To.Ref)}'"
        : _change.Removed.Any(e => e.Ref == target) ? "removed"
        : "missing";
}
