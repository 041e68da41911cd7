using System.Text.Json.Nodes;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Jobs.Sources;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Pickers;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>A stitched catalog as templates see it: entities as Backstage's API returns them, and who runs the template.</summary>
public sealed class ScaffoldCatalog(StoredCatalog catalog)
{
    /// <summary>The annotation of a User with the login on GitHub, as Backstage's provider of GitHub organisations writes it.</summary>
    public const string UserLogin = "github.com/user-login";

    private const string UserKind = "user";

    private readonly Lazy<Dictionary<EntityRef, JsonObject>> _entities = new(() => Read(catalog, _ => true));
    private readonly Lazy<Dictionary<EntityRef, JsonObject>> _users = new(() => Read(catalog, e => e.Ref.Kind == UserKind));

    /// <summary>An entity; null where there is none.</summary>
    public JsonObject? Find(EntityRef reference) =>
        _entities.IsValueCreated ? _entities.Value.GetValueOrDefault(reference) : catalog.Find(reference) is { Exists: true } entry ? Of(entry, catalog) : null;

    /// <summary>The user of a GitHub login: the one with the annotation <c>github.com/user-login</c>, else the one of that name without it.</summary>
    public JsonObject? User(string login) =>
        _users.Value.Values.FirstOrDefault(e => login.Equals(LoginOf(e), StringComparison.OrdinalIgnoreCase))
        ?? (Find(new EntityRef("User", EntityRef.DefaultNamespace, login)) is { } named && LoginOf(named) is null ? named : null);

    /// <summary>The groups that a user is a member of, and the groups above them.</summary>
    public IReadOnlyCollection<EntityRef> GroupsOf(JsonObject user)
    {
        var found = new HashSet<EntityRef>();
        var next = new Queue<EntityRef>(TargetsOf(user, "memberOf"));
        while (next.TryDequeue(out var group))
        {
            if (found.Add(group) && Find(group) is { } entity)
            {
                foreach (var parent in TargetsOf(entity, "childOf"))
                {
                    next.Enqueue(parent);
                }
            }
        }

        return found;
    }

    /// <param name="actor">Who runs the template. As in Backstage, pickers offer the groups that the person is a direct member of.</param>
    public PickerCatalog For(ScaffoldActor actor) =>
        new(_entities, Find, actor.Ref, actor.User is { } user ? [.. TargetsOf(user, "memberOf")] : []) { ActorUnknown = actor.Unknown };

    /// <summary>What expressions of a template see as <c>user</c>.</summary>
    public static JsonObject Described(JsonObject user) => new() { ["ref"] = RefOf(user).ToString(), ["entity"] = user.DeepClone() };

    private static Dictionary<EntityRef, JsonObject> Read(StoredCatalog catalog, Func<IndexEntry, bool> isRead) => catalog.AllEntries()
        .Where(e => e.Exists && isRead(e))
        .Select(e => (e.Ref, Entity: Of(e, catalog)))
        .Where(e => e.Entity is not null)
        .ToDictionary(e => e.Ref, e => e.Entity!);

    private static string? LoginOf(JsonObject user) => user["metadata"]?["annotations"]?[UserLogin]?.ToString();

    private static IEnumerable<EntityRef> TargetsOf(JsonObject entity, string relation) => (entity["relations"] as JsonArray ?? [])
        .Where(r => r?["type"]?.ToString() == relation)
        .Select(r => EntityRef.TryParse(r!["targetRef"]!.ToString(), null, EntityRef.DefaultNamespace, out var target, out _) ? target : null)
        .OfType<EntityRef>();

    internal static EntityRef RefOf(JsonObject entity) => new(
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
