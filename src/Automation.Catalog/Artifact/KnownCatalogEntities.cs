using Automation.Core;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.References;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Artifact;

/// <summary>
/// The entities of a stitched catalog, from its index: a large catalog has too many descriptors to read them for a few references. Only
/// groups and users are read themselves, for their identities outside the catalog. They are read once, regardless of how many repositories are checked against
/// them.
/// </summary>
public sealed class KnownCatalogEntities
{
    private readonly Dictionary<string, (string Source, string File)> _files = new(StringComparer.Ordinal);
    private readonly KnownEntities _all;
    private readonly ILookup<string, string> _bySource;

    /// <summary>Reads every definition, by the place that messages show: <c>SOURCE/FILE</c>.</summary>
    public KnownCatalogEntities(StoredCatalog catalog, CancellationToken cancellationToken = default)
    {
        var entities = new List<KnownEntity>();
        foreach (var entry in catalog.AllEntries().Where(e => e.Exists))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (containments, profile) = (ContainmentsOf(entry), ProfileOf(catalog, entry));
            foreach (var definition in entry.Definitions)
            {
                var file = $"{definition.Source}/{definition.File}";
                _files[file] = (definition.Source, definition.File);
                var start = new SourcePosition(Math.Max(1, definition.Line), 1);
                entities.Add(new KnownEntity(entry.Ref, file, new SourceSpan(start, start)) { Containments = containments, Profile = profile });
            }
        }

        _all = new KnownEntities(entities);
        _bySource = _files.ToLookup(f => f.Value.Source, f => f.Key, StringComparer.Ordinal);
    }

    /// <summary>The entities as a repository sees them.</summary>
    /// <param name="source">The source of the repository, or the source that contains it; null if the catalog has nothing from it.</param>
    /// <param name="treePathOf">The path of a file of that source in the repository; null if it is in another repository.</param>
    public KnownEntities SeenFrom(string? source, Func<string, string?> treePathOf) =>
        _all.SeenFrom(
            file => _files.TryGetValue(file, out var place) && place.Source == source ? treePathOf(place.File) : null,
            source is null ? [] : _bySource[source]);

    /// <summary>Every file that defines an entity, with its source.</summary>
    public IEnumerable<(string Source, string File)> Files => _files.Values;

    private static Containment[] ContainmentsOf(IndexEntry entry) => entry.Ref.Kind switch
    {
        "component" or "domain" =>
            [
                .. entry.Relations.Where(r => r.Named.Type == "partOf" && r.Named.Target.Kind == entry.Ref.Kind)
                    .Select(r => new Containment(entry.Ref, r.Named.Target)),
            ],
        "group" =>
            [
                .. entry.Relations.Select(r => r.Named)
                    .Where(r => r.Type is "childOf" or "parentOf")
                    .Select(r => r.Type == "childOf" ? new Containment(entry.Ref, r.Target) : new Containment(r.Target, entry.Ref)),
            ],
        _ => [],
    };

    private static OwnerProfile? ProfileOf(StoredCatalog catalog, IndexEntry entry)
    {
        if (entry.Ref.Kind is not ("group" or "user"))
        {
            return null;
        }

        List<Membership> memberships =
        [
            .. entry.Relations.Select(r => r.Named).Where(r => r.Type is "memberOf" or "hasMember").Select(r => MembershipOf(entry.Ref, r)),
        ];
        return catalog.Descriptor(entry.Ref) is { } yaml
            && YamlFile.Read(SourceText.Decode(ArtifactPaths.Entity(entry.Ref), yaml.Span), YamlLimits.Source).Documents is [{ Root: { } root }, ..]
            ? OwnerProfile.Of(Place.Root(root), memberships)
            : new OwnerProfile(null, null, null, memberships);
    }

    private static Membership MembershipOf(EntityRef reference, NamedRelation relation) =>
        relation.Type == "memberOf" ? new Membership(reference, relation.Target) : new Membership(relation.Target, reference);
}
