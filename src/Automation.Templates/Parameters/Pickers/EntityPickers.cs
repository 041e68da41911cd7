using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Parameters.Pickers;

/// <summary>
/// <c>EntityPicker</c> and its relatives: the value names an entity that the form would offer. Free text is accepted unless <c>allowArbitraryValues</c> is
/// false, except the name of an entity in the catalog that the filter excludes, because the filter would then have no effect.
/// </summary>
internal static class EntityPickers
{
    private const string Owner = "OwnerPicker";

    private static readonly JsonObject Owners = new() { ["kind"] = new JsonArray("Group", "User") };

    public static ParameterError? Check(string picker, string value, string pointer, PickerOptions options, PickerCatalog catalog)
    {
        if (Named(picker, value, options) is not { } reference)
        {
            return options.AllowsAnything ? null : new ParameterError(pointer, picker, "is not an entity ref. Write it as kind:namespace/name.");
        }

        if (catalog.Find(reference) is not { } entity)
        {
            return options.AllowsAnything ? null : new ParameterError(pointer, picker, "is not in the catalog. Use an entity that exists.");
        }

        if (FilterOf(options, picker == Owner) is { } filter && !filter.Includes(entity))
        {
            return new ParameterError(pointer, "catalogFilter", "is an entity that the template's filter excludes. Use one that the filter includes.");
        }

        return picker == "OwnedEntityPicker" && !IsOwned(entity, reference, catalog)
            ? new ParameterError(
                pointer,
                picker,
                catalog.ActorUnknown is { } unknown ? OnlyOwn(unknown) : "belongs neither to you nor to one of your groups. Use an entity that you own.")
            : null;
    }

    /// <summary>The entities that the form offers, in order.</summary>
    public static IEnumerable<EntityRef> Offered(string picker, PickerOptions options, PickerCatalog catalog)
    {
        var filter = FilterOf(options, picker == Owner);
        return catalog.All.Value.Where(e => filter?.Includes(e.Value) != false).Select(e => e.Key).OrderBy(r => r.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The entity that a value names; null if it is not a ref.</summary>
    public static EntityRef? Named(string picker, string value, PickerOptions options)
    {
        var isOwner = picker == Owner;
        var defaultKind = options.Text("defaultKind") is { Length: > 0 } kind && !isOwner ? kind : isOwner ? "Group" : null;
        var defaultNamespace = options.Text("defaultNamespace") is { Length: > 0 } name ? name : EntityRef.DefaultNamespace;
        return EntityRef.TryParse(value, defaultKind, defaultNamespace, out var reference, out _) ? reference : null;
    }

    /// <summary><c>MyGroupsPicker</c>: a group of the person, never free text.</summary>
    public static ParameterError? CheckMyGroups(string value, string pointer, PickerCatalog catalog) =>
        EntityRef.TryParse(value, "Group", EntityRef.DefaultNamespace, out var group, out _) && catalog.ActorGroups.Contains(group!)
            ? null
            : new ParameterError(
                pointer,
                "MyGroupsPicker",
                catalog.ActorUnknown is { } unknown ? OnlyOwn(unknown) : "is not a group that you are a member of. Use one of your groups.");

    private static string OnlyOwn(string unknown) => $"is allowed only for its members, and it is not known who runs the template: {unknown}.";

    private static CatalogFilter? FilterOf(PickerOptions options, bool isOwner) =>
        CatalogFilter.Read(options["catalogFilter"])
        ?? CatalogFilter.Read(options["allowedKinds"] is JsonArray kinds ? new JsonObject { ["kind"] = kinds.DeepClone() } : null)
        ?? CatalogFilter.Read(isOwner ? Owners : null);

    private static bool IsOwned(JsonObject entity, EntityRef reference, PickerCatalog catalog)
    {
        var owner = (entity["spec"] as JsonObject)?["owner"]?.ToString() ?? "";
        return EntityRef.TryParse(owner, "Group", reference.Namespace, out var by, out _) && (by == catalog.Actor || catalog.ActorGroups.Contains(by!));
    }
}
