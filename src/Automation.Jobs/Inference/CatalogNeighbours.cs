using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Inference;

/// <summary>A component of the catalog.</summary>
internal sealed record Neighbour(string Name, EntityRef? Owner, EntityRef? System, string? Lifecycle);

/// <summary>The components of the catalog, by which values that no file says are inferred where all neighbours agree.</summary>
internal sealed class CatalogNeighbours
{
    // One component alone is no custom.
    private const int Least = 2;
    private const int ShortestPrefix = 3;

    private readonly IReadOnlyList<Neighbour> _components;

    private CatalogNeighbours(IReadOnlyList<Neighbour> components) => _components = components;

    public static CatalogNeighbours In(KnownCatalog? catalog, CancellationToken cancellationToken) => new(catalog switch
    {
        KnownCatalog.Stitched stitched => [.. stitched.Reader.AllEntries().Where(e => e.Exists && e.Ref.Kind == "component").Select(Of)],
        KnownCatalog.Folder folder =>
        [
            .. CatalogReader.Descriptors(folder.Tree, cancellationToken)
                .Select(f => DescriptorReader.Validate(
                    SourceText.Decode(f.Path, f.Content.Bytes.Span),
                    new DescriptorInput(f.Path, f.Path, folder.Tree, null, YamlLimits.Source),
                    cancellationToken))
                .SelectMany(f => f.Documents)
                .Where(d => d is { IsValid: true, Descriptor.Ref.Kind: "component" })
                .Select(d => Of(d.Descriptor!)),
        ],
        _ => [],
    });

    /// <summary>The owner of all components whose names begin alike; null if they have none in common.</summary>
    public Inferred? OwnerOf(string name) =>
        Alike(name) is { Count: >= Least } alike && Common(alike.Select(n => n.Owner)) is { } owner
            ? new Inferred(OwnerStep.Written(owner), $"{Counted(alike.Count, name)} of the catalog have this owner")
            : null;

    /// <summary>The system of the components that have the same owner and, if there are such, whose names begin alike.</summary>
    public Inferred? SystemOf(string name, string owner)
    {
        var same = Owned(owner);
        var alike = Alike(name).Intersect(same).ToList();
        var deciding = alike.Count > 0 ? alike : same;
        return deciding.Count >= Least && Common(deciding.Select(n => n.System)) is { } system
            ? new Inferred(
                system.Namespace == EntityRef.DefaultNamespace ? system.Name : $"{system.Namespace}/{system.Name}",
                alike.Count > 0 ? $"{Counted(alike.Count, name)} of {owner} are in it" : $"all {deciding.Count:N0} components of {owner} are in it")
            : null;
    }

    /// <summary>The lifecycle that all components of an owner have.</summary>
    public Inferred? LifecycleOf(string owner)
    {
        var same = Owned(owner);
        return same.Count >= Least && same.Select(n => n.Lifecycle).Distinct(StringComparer.Ordinal).ToList() is [{ } lifecycle]
            ? new Inferred(lifecycle, $"all {same.Count:N0} components of {owner} have it")
            : null;
    }

    private List<Neighbour> Owned(string owner) =>
        EntityRef.TryParse(owner, "group", EntityRef.DefaultNamespace, out var reference, out _) ? [.. _components.Where(n => Equals(n.Owner, reference))] : [];

    private List<Neighbour> Alike(string name)
    {
        var prefix = Prefix(name);
        return prefix.Length < ShortestPrefix ? [] : [.. _components.Where(n => Prefix(n.Name) == prefix && n.Name != name)];
    }

    private static string Counted(int count, string name) => $"{count:N0} components whose names begin with '{Prefix(name)}'";

    private static string Prefix(string name) => name.Split('-', '_', '.')[0];

    private static EntityRef? Common(IEnumerable<EntityRef?> values) => values.Distinct().ToList() is [{ } one] ? one : null;

    private static Neighbour Of(IndexEntry entry)
    {
        var relations = entry.AllRelations();
        return new Neighbour(
            entry.Ref.Name,
            relations.FirstOrDefault(r => r.Type == "ownedBy")?.Target,
            relations.FirstOrDefault(r => r.Type == "partOf" && r.Target.Kind == "system")?.Target,
            entry.Fields?.Lifecycle);
    }

    private static Neighbour Of(Descriptor component)
    {
        var spec = component.Spec?.Value as YamlMapping;
        return new Neighbour(component.Ref.Name, Reference("owner", "group"), Reference("system", "system"), (spec?["lifecycle"] as YamlScalar)?.Text);

        EntityRef? Reference(string field, string kind) =>
            spec?[field] is YamlScalar { Text: { Length: > 0 } text } && EntityRef.TryParse(text, kind, component.Namespace, out var reference, out _)
                ? reference
                : null;
    }
}
