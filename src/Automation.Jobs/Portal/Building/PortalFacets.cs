using Automation.Jobs.Portal.Content;

namespace Automation.Jobs.Portal.Building;

/// <summary>A property by which entities are listed.</summary>
/// <param name="Id">The part of the address.</param>
/// <param name="Title">The name of the property.</param>
internal sealed record PortalFacet(string Id, string Title, IReadOnlyList<FacetValue> Values)
{
    public string Address => $"{PortalAddress.Lists}{Id}/";
}

/// <param name="Text">The value as people read it.</param>
/// <param name="Title">The title of the list.</param>
/// <param name="Address">The address of the list.</param>
/// <param name="Entities">The entities with this value, by title.</param>
internal sealed record FacetValue(string Text, string Title, string Address, IReadOnlyList<PortalEntity> Entities);

/// <summary>Makes the lists of a catalog.</summary>
internal sealed class PortalFacets(PortalIndex index)
{
    public const string Kind = "kind";
    public const string Owner = "owner";
    public const string System = "system";
    public const string Lifecycle = "lifecycle";
    public const string Type = "type";
    public const string Tag = "tag";
    public const string Health = "health";
    public const string Letter = "letter";
    public const string NoOwner = "none";

    private readonly PortalCatalog _catalog = index.Catalog;

    public IReadOnlyList<PortalFacet> All() =>
    [
        Of(Kind, "Kind", e => [e.Ref.Kind], KindWords.Many, KindWords.Many, KindWords.Place),
        Of(Owner, "Owner", OwnersOf, OwnerTitle, v => v == NoOwner ? "Entities without a known owner" : $"Owned by {OwnerTitle(v)}"),
        Of(System, "System", e => e.Related("partOf").Where(r => r.Target.Kind == "system" && r.Exists).Select(r => r.Target.ToString()), TitleOf,
            v => $"Parts of {TitleOf(v)}"),
        Of(Lifecycle, "Lifecycle", e => One(e.Fields.Lifecycle), v => v, v => $"Lifecycle {v}"),
        Of(Type, "Type", e => One(e.Fields.Type is { } type ? $"{e.Ref.Kind} {type}" : null), TypeText, v => $"Type {TypeText(v)}"),
        Of(Tag, "Tag", e => e.Fields.Tags.Distinct(StringComparer.Ordinal), v => v, v => $"Tag {v}"),
        Of(Health, "Health", e => One(HealthMarks.Of(e.Health)?.Word), v => v, v => $"Health {v}", v => HealthMarks.Words.ToList().IndexOf(v)),
        Of(Letter, "First letter", e => [LetterOf(e.Title)], v => v.ToUpperInvariant(), v => $"Titles that start with {v.ToUpperInvariant()}", v => v[0]),
    ];

    private static PortalFacet Sorted(string id, string title, IEnumerable<(FacetValue Value, int Place)> values) => new(
        id,
        title,
        [
            .. values.OrderBy(v => v.Place).ThenByDescending(v => v.Value.Entities.Count).ThenBy(v => v.Value.Address, StringComparer.Ordinal)
                .Select(v => v.Value),
        ]);

    private static IEnumerable<string> One(string? value) => string.IsNullOrWhiteSpace(value) ? [] : [value];

    private static string LetterOf(string title) => title.Length > 0 && char.IsAsciiLetter(title[0]) ? title[..1].ToLowerInvariant() : "other";

    private static string TypeText(string value) =>
        value.IndexOf(' ', StringComparison.Ordinal) is var end ? $"{value[(end + 1)..]} ({KindWords.One(value[..end])})" : value;

    private PortalFacet Of(
        string id,
        string title,
        Func<PortalEntity, IEnumerable<string>> valuesOf,
        Func<string, string> text,
        Func<string, string> heading,
        Func<string, int>? place = null)
    {
        var groups = _catalog.Entities.SelectMany(e => valuesOf(e).Select(v => (Value: v, Entity: e)))
            .GroupBy(p => p.Value, p => p.Entity, StringComparer.Ordinal);
        return Sorted(
            id, title, groups.Select(g => (new FacetValue(text(g.Key), heading(g.Key), PortalAddress.List(id, g.Key), ByTitle(g)), place?.Invoke(g.Key) ?? 0)));
    }

    /// <summary>In the order in which people look for them.</summary>
    public static IReadOnlyList<PortalEntity> ByTitle(IEnumerable<PortalEntity> entities) =>
        [.. entities.OrderBy(e => e.Title, StringComparer.OrdinalIgnoreCase).ThenBy(e => e.Ref.ToString(), StringComparer.Ordinal)];

    private static IEnumerable<string> OwnersOf(PortalEntity entity)
    {
        var owners = entity.Owners.Where(o => o.Exists).Select(o => o.Target.ToString()).ToList();
        return owners.Count == 0 && KindWords.IsOwned(entity.Ref.Kind) ? [NoOwner] : owners;
    }

    private string OwnerTitle(string value) => value == NoOwner ? "No known owner" : TitleOf(value);

    private string TitleOf(string value) => Core.EntityRef.TryParse(value, null, Core.EntityRef.DefaultNamespace, out var reference, out _)
        ? _catalog.Find(reference!)?.Title ?? value
        : value;
}
