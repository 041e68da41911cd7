using System.Text.Json.Nodes;
using Automation.Core;

namespace Automation.Templates.Parameters.Pickers;

/// <summary>The part of the catalog that pickers need.</summary>
/// <param name="Entities">Entities by ref, each as it is in the catalog: kind, metadata, spec and, if the catalog has them, relations.</param>
/// <param name="Actor">The person who runs the template; null if the person is not in the catalog.</param>
/// <param name="ActorGroups">The groups that the person is a member of.</param>
public sealed record PickerCatalog(IReadOnlyDictionary<EntityRef, JsonObject> Entities, EntityRef? Actor, IReadOnlyCollection<EntityRef> ActorGroups)
{
    /// <summary>Why the person is not known, and what to do about it; null if the person is known.</summary>
    public string? ActorUnknown { get; init; }
}
