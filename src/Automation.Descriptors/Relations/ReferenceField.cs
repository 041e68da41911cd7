using Automation.Core;

namespace Automation.Descriptors.Relations;

/// <summary>A field that refers to other entities, and the relations it makes (specs, descriptors §8).</summary>
/// <param name="Kinds">The kinds whose <c>spec</c> has it.</param>
/// <param name="DefaultKind">The kind of a reference without one; null if a reference must have a kind.</param>
/// <param name="Outgoing">The relation from the entity to its target.</param>
/// <param name="Incoming">The relation back.</param>
public sealed record ReferenceField(string[] Kinds, string Name, string? DefaultKind, string Outgoing, string Incoming)
{
    private static readonly string[] Owned = ["Component", "API", "Resource", "System", "Domain", "Template"];
    private static readonly string[] InSystems = ["Component", "API", "Resource"];
    private static readonly string[] Dependent = ["Component", "Resource"];

    public static IReadOnlyList<ReferenceField> All { get; } =
    [
        new(Owned, "owner", "Group", "ownedBy", "ownerOf"),
        new(InSystems, "system", "System", "partOf", "hasPart"),
        new(["Component"], "subcomponentOf", "Component", "partOf", "hasPart"),
        new(["System"], "domain", "Domain", "partOf", "hasPart"),
        new(["Domain"], "subdomainOf", "Domain", "partOf", "hasPart"),
        new(["Component"], "providesApis", "API", "providesApi", "apiProvidedBy"),
        new(["Component"], "consumesApis", "API", "consumesApi", "apiConsumedBy"),
        new(Dependent, "dependsOn", null, "dependsOn", "dependencyOf"),
        new(Dependent, "dependencyOf", null, "dependencyOf", "dependsOn"),
        new(["User"], "memberOf", "Group", "memberOf", "hasMember"),
        new(["Group"], "parent", "Group", "childOf", "parentOf"),
        new(["Group"], "children", "Group", "parentOf", "childOf"),
        new(["Group"], "members", "User", "hasMember", "memberOf"),
    ];

    /// <summary>Whether no schema requires text, so that a reference can have any type; in the other fields, the schema rule reports other types.</summary>
    public bool IsUnchecked => Name == "dependencyOf";

    private static readonly Dictionary<string, ReferenceField[]> ByKind =
        All.SelectMany(f => f.Kinds).Distinct().ToDictionary(kind => kind, kind => All.Where(f => f.Kinds.Contains(kind)).ToArray(), StringComparer.Ordinal);

    // The kinds in lower case, as refs have them.
    private static readonly Dictionary<(string Kind, string Relation), ReferenceField[]> ByRelation =
        All.SelectMany(f => f.Kinds.Select(kind => (Key: (kind.ToLowerInvariant(), f.Outgoing), Field: f)))
            .GroupBy(f => f.Key, f => f.Field).ToDictionary(g => g.Key, g => g.ToArray());

    /// <summary>The reference fields of a kind; letter case matters.</summary>
    public static IReadOnlyList<ReferenceField> Of(string kind) => ByKind.GetValueOrDefault(kind) ?? [];

    /// <summary>
    /// The field that makes a relation: of the source's fields with that relation, the one that refers to the target's kind, else the first. Null for
    /// relations that configuration adds.
    /// </summary>
    public static ReferenceField? Of(EntityRef source, string relation, EntityRef target)
    {
        var fields = ByRelation.GetValueOrDefault((source.Kind, relation)) ?? [];
        return Array.Find(fields, f => target.Kind.Equals(f.DefaultKind, StringComparison.OrdinalIgnoreCase)) ?? fields.FirstOrDefault();
    }
}
