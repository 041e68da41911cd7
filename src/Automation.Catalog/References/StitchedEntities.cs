using Automation.Catalog.Artifact;
using Automation.Catalog.Descriptors;
using Automation.Core;
using Automation.Core.Text;
using Automation.Yaml;

namespace Automation.Catalog.References;

/// <summary>
/// The entities of a stitched catalog, from its index: a large catalog has too many descriptors to read them for a few references. Only
/// groups and users are read themselves, for who they are outside the catalog.
/// </summary>
public static class StitchedEntities
{
    /// <summary>Every definition, by the place that messages name: <c>SOURCE/FILE</c>.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="treePathOf">Where a definition's file stands in the repository under check; null where it is not of that repository.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static KnownEntities Of(ArtifactReader catalog, Func<Definition, string?> treePathOf, CancellationToken cancellationToken = default)
    {
        var (entities, own) = (new List<KnownEntity>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var entry in catalog.AllEntries().Where(e => e.Exists))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (containments, profile) = (ContainmentsOf(entry), ProfileOf(catalog, entry));
            foreach (var definition in entry.Definitions)
            {
                var file = $"{definition.Source}/{definition.File}";
                if (treePathOf(definition) is { } path)
                {
                    own[file] = path;
                }

                var start = new SourcePosition(Math.Max(1, definition.Line), 1);
                entities.Add(new KnownEntity(entry.Ref, file, new SourceSpan(start, start)) { Containments = containments, Profile = profile });
            }
        }

        return new KnownEntities(entities, file => own.GetValueOrDefault(file));
    }

    private static Containment[] ContainmentsOf(IndexEntry entry) => entry.Ref.Kind switch
    {
        "component" or "domain" => [.. entry.Relations.Where(r => r.Named.Type == "partOf" && r.Named.Target.Kind == entry.Ref.Kind).Select(r => new Containment(entry.Ref, r.Named.Target))],
        "group" => [.. entry.Relations.Select(r => r.Named).Where(r => r.Type is "childOf" or "parentOf").Select(r => r.Type == "childOf" ? new Containment(entry.Ref, r.Target) : new Containment(r.Target, entry.Ref))],
        _ => [],
    };

    private static OwnerProfile? ProfileOf(ArtifactReader catalog, IndexEntry entry)
    {
        if (entry.Ref.Kind is not ("group" or "user"))
        {
            return null;
        }

        List<Membership> memberships = [.. entry.Relations.Select(r => r.Named).Where(r => r.Type is "memberOf" or "hasMember").Select(r => MembershipOf(entry.Ref, r))];
        return catalog.Descriptor(entry.Ref) is { } yaml && YamlFile.Read(SourceText.Decode(ArtifactPaths.Entity(entry.Ref), yaml.Span), YamlLimits.Source).Documents is [{ Root: { } root }, ..]
            ? OwnerProfile.Of(Place.Root(root), memberships)
            : new OwnerProfile(null, null, null, memberships);
    }

    private static Membership MembershipOf(EntityRef reference, NamedRelation relation) =>
        relation.Type == "memberOf" ? new Membership(reference, relation.Target) : new Membership(relation.Target, reference);
}
