using System.Text.Json.Nodes;
using Automation.Core;

namespace Automation.Templates.Parameters.Pickers;

/// <summary>What pickers need of the catalog.</summary>
/// <param name="All">All entities by ref, each as it is in the catalog: kind, metadata, spec and, if the catalog has them, relations.</param>
/// <param name="Find">One entity; null if there is none. Only one that offers choices reads all.</param>
/// <param name="Actor">The person who runs the template; null if it is none of the catalog.</param>
/// <param name="ActorGroups">The groups that the person is a member of.</param>
public sealed record PickerCatalog(
    Lazy<Dictionary<EntityRef, JsonObject>> All, Func<EntityRef, JsonObject?> Find, EntityRef? Actor, IReadOnlyCollection<EntityRef> ActorGroups)
{
    /// <summary>Entities that are in memory.</summary>
    public PickerCatalog(Dictionary<EntityRef, JsonObject> entities, EntityRef? actor, IReadOnlyCollection<EntityRef> actorGroups)
        : this(new Lazy<Dictionary<EntityRef, JsonObject>>(entities), r => entities.GetValueOrDefault(r), actor, actorGroups)
    {
    }

    /// <summary>Why the person is not known, and what to do about it; null where the person is known.</summary>
    public string? ActorUnknown { get; init; }
}
