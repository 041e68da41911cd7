using System.Text.Json.Nodes;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Jobs.Sources;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Pickers;

namespace Automation.Jobs.Scaffolding;

/// <summary>A stitched catalog as templates see it: entities as Backstage's API returns them, and who runs the template.</summary>
public sealed class ScaffoldCatalog(StoredCatalog catalog)
{
    private const string UserLogin = "github.com/user-login";

    private readonly Lazy<Dictionary<EntityRef, JsonObject>> _entities = new(
        () => catalog.AllEntries().Where(e => e.Exists)
            .Select(e => (e.Ref, Entity: Of(e, catalog)))
            .Where(e => e.Entity is not null)
            .ToDictionary(e => e.Ref, e => e.Entity!));

    /// <summary>An entity; null where there is none.</summary>
    public JsonObject? Find(EntityRef reference) => catalog.Find(reference) is { Exists: true } entry ? Of(entry, catalog) : null;

    /// <summary>The user of a GitHub login: the one with the annotation <c>github.com/user-login</c>, else the one of that name.</summary>
    public JsonObject? User(string login) =>
        _entities.Value.Values.FirstOrDefault(
            e => IsUser(e) && login.Equals(e["metadata"]?["annotations"]?[UserLogin]?.ToString(), StringComparison.OrdinalIgnoreCase))
        ?? Find(new EntityRef("User", EntityRef.DefaultNamespace, login));

    /// <summary>What pickers need.</summary>
    /// <param name="user">Who runs the template; null where the user is not known.</param>
    public PickerCatalog For(JsonObject? user)
    {
        var groups = (user?["relations"] as JsonArray ?? [])
            .Where(r => r?["type"]?.ToString() == "memberOf")
            .Select(r => EntityRef.TryParse(r!["targetRef"]!.ToString(), null, EntityRef.DefaultNamespace, out var group, out _) ? group : null)
            .OfType<EntityRef>();
        return new PickerCatalog(_entities.Value, user is null ? null : RefOf(user), [.. groups]);
    }

    /// <summary>What expressions of a template see as <c>user</c>.</summary>
    public static JsonObject Described(JsonObject user) => new() { ["ref"] = RefOf(user).ToString(), ["entity"] = user.DeepClone() };

    private static bool IsUser(JsonObject entity) => entity["kind"]?.ToString().Equals("User", StringComparison.OrdinalIgnoreCase) == true;

    private static EntityRef RefOf(JsonObject entity) => new(
        entity["kind"]!.ToString(),
        entity["metadata"]?["namespace"]?.ToString() ?? EntityRef.DefaultNamespace,
        entity["metadata"]!["name"]!.ToString());

    private static JsonObject? Of(IndexEntry entry, StoredCatalog catalog)
    {
        if (CatalogReports.Document(entry.Ref, catalog) is not { } document)
        {
            return null;
        }

        var entity = JsonAsYaml.Of(document).AsObject();
        entity["relations"] = new JsonArray(
            [.. entry.AllRelations().Select(r => new JsonObject { ["type"] = r.Type, ["targetRef"] = r.Target.ToString() })]);
        return entity;
    }
}
