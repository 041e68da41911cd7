using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Catalog.Diffing;

/// <summary>An entity in a list of changes.</summary>
/// <param name="Title">The title, or the name.</param>
/// <param name="Owner">The owner; null if it has none.</param>
/// <param name="Place">The winning definition.</param>
public sealed record NamedEntity(EntityRef Ref, string Title, EntityRef? Owner, Definition Place)
{
    private const string OwnedBy = "ownedBy";

    internal static NamedEntity Of(IndexEntry entry) =>
        new(entry.Ref, entry.Fields?.Title ?? entry.Fields?.Name ?? entry.Ref.Name, OwnerOf(entry), entry.Definitions[0]);

    internal static EntityRef? OwnerOf(IndexEntry entry) => entry.Relations.FirstOrDefault(r => r.Named.Type == OwnedBy)?.Named.Target;
}
