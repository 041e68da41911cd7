using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.GitOps.Proposals;
using Automation.GitOps.Settings;
using Automation.Jobs.Sources;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>Finds the components of a catalog that are deployed.</summary>
/// <param name="catalog">The stitched catalog.</param>
/// <param name="settings">The settings of the GitOps repository.</param>
internal sealed class DeployableServices(StoredCatalog catalog, GitOpsSettings settings)
{
    /// <summary>All of them, by ref.</summary>
    public IEnumerable<DeployedService> All(CancellationToken cancellationToken)
    {
        var entries = catalog.AllEntries().Where(e => e.Exists && e.Ref.Kind == "component" && IsDeployable(e));
        foreach (var entry in entries.OrderBy(e => e.Ref.ToString(), StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Of(entry);
        }
    }

    /// <summary>One of them; null where the catalog does not have it.</summary>
    public DeployedService? Find(EntityRef reference) => catalog.Find(reference) is { Exists: true } entry ? Of(entry) : null;

    /// <summary>Whether components of the entry's type are deployed.</summary>
    public bool IsDeployable(IndexEntry entry) => entry.Fields?.Type is { } type && IsDeployable(type);

    /// <summary>Whether components of a type are deployed.</summary>
    public bool IsDeployable(string type) => settings.Deployable.Contains(type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the entity is removed for certain, with the commit that removed it: it is not there, and its source was read as it is.</summary>
    /// <param name="reference">The entity.</param>
    /// <param name="source">The source that defined it.</param>
    /// <returns>The source; null where the removal is not certain.</returns>
    public SourceRecord? RemovedFrom(EntityRef reference, string source) =>
        catalog.Find(reference) is not { Exists: true } && catalog.Source(source) is { IsSettled: true, Commit: not null } settled ? settled : null;

    private DeployedService Of(IndexEntry entry)
    {
        var definition = entry.Definitions[0];
        return new DeployedService(entry.Ref)
        {
            Owner = Target(entry, "ownedBy", null),
            System = Target(entry, "partOf", "system"),
            Type = entry.Fields?.Type ?? "",
            Repository = catalog.Source(definition.Source)?.Repository is { } named && Uri.TryCreate($"https://{named}", UriKind.Absolute, out var page)
                ? page
                : null,
            Source = definition.Source,
            Annotations = Annotations(entry),
        };
    }

    private static EntityRef? Target(IndexEntry entry, string type, string? kind) => entry.Relations.Select(r => r.Named)
        .FirstOrDefault(r => r.Type == type && (kind is null || r.Target.Kind == kind))?.Target;

    private Dictionary<string, string> Annotations(IndexEntry entry) =>
        ((CatalogReports.Document(entry.Ref, catalog)?["metadata"] as YamlMapping)?["annotations"] as YamlMapping)?.Entries
            .Where(e => e.Value is YamlScalar { Type: YamlType.String })
            .ToDictionary(e => e.Key, e => ((YamlScalar)e.Value).Text, StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
}
