using System.Text.Json.Nodes;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;
using Automation.GitHub;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Jobs.Waves;

namespace Automation.Jobs.Scaffolding.Waves;

/// <summary>A service that was made from a template.</summary>
/// <param name="Repository">The repository; null if it is not one of this GitHub.</param>
/// <param name="Folder">The folder of its descriptor.</param>
internal sealed record TemplatedService(EntityRef Ref, JsonObject Entity, RepositoryName? Repository, string Folder)
{
    /// <summary>The owner in the catalog; empty if there is none.</summary>
    public string Owner => Entity["spec"]?["owner"]?.ToString() ?? "";
}

/// <summary>Finds the services of a template in the catalog, and puts them into waves.</summary>
/// <param name="catalog">The stitched catalog.</param>
/// <param name="hosts">The names of this GitHub.</param>
internal sealed class FindServices(StoredCatalog catalog, IReadOnlyList<string> hosts)
{
    // Written by catalog:write (Backstage, "Well-known annotations").
    private const string SourceTemplate = "backstage.io/source-template";
    private const string ManagedBy = "backstage.io/managed-by-location";
    private const string All = "all services";

    /// <summary>
    /// The services of a template by wave: each is in the first wave whose selector matches it; services that no selector matches come last.
    /// </summary>
    public IReadOnlyList<(string Name, IReadOnlyList<TemplatedService> Services)> Run(
        EntityRef template, IReadOnlyCollection<EntityRef> only, IReadOnlyList<WaveSelector> selectors)
    {
        var entities = new ScaffoldCatalog(catalog);
        var services = catalog.AllEntries().Where(e => e.Exists && IsService(e.Ref) && (only.Count == 0 || only.Contains(e.Ref)))
            .Select(e => (Entry: e, Entity: entities.Find(e.Ref)))
            .Where(e => e.Entity is not null && IsMadeFrom(template, e.Entity))
            .Select(e => Of(e.Entry, e.Entity!))
            .OrderBy(s => s.Ref.ToString(), StringComparer.Ordinal)
            .DistinctBy(s => s.Repository is null ? s.Ref.ToString() : $"{s.Repository} {s.Folder}".ToLowerInvariant())
            .ToList();
        return WaveOrder.Of(services, selectors, s => s.Text, (s, service) => s.Includes(service.Entity), All);
    }

    private static bool IsService(EntityRef reference) => reference.Kind.ToLowerInvariant() is not ("template" or "location" or "user" or "group");

    private static bool IsMadeFrom(EntityRef template, JsonObject entity) =>
        entity["metadata"]?["annotations"]?[SourceTemplate]?.ToString() is { } named
        && EntityRef.TryParse(named, "Template", EntityRef.DefaultNamespace, out var reference, out _)
        && reference == template;

    private TemplatedService Of(IndexEntry entry, JsonObject entity) => new(
        entry.Ref,
        entity,
        RepositoryOf(entity["metadata"]?["annotations"]?[ManagedBy]?.ToString()),
        RepositoryPath.FolderOf(entry.Definitions[0].File));

    private RepositoryName? RepositoryOf(string? location) =>
        location?.StartsWith("url:", StringComparison.Ordinal) == true
        && Uri.TryCreate(location["url:".Length..], UriKind.Absolute, out var address)
        && hosts.Contains(address.Authority, StringComparer.OrdinalIgnoreCase)
        && address.AbsolutePath.Trim('/').Split('/') is [var owner, var name, ..]
            ? RepositoryName.Parse($"{Uri.UnescapeDataString(owner)}/{Uri.UnescapeDataString(name)}")
            : null;
}
