using Automation.Core;
using Automation.Jobs.Portal.Content;
using Semver;

namespace Automation.Jobs.Portal.Building;

/// <summary>
/// The versions of templates that services were made from, or updated to. The newest is known by Semantic Versioning alone: commits without a tag have no
/// order.
/// </summary>
internal sealed class TemplateVersions
{
    private readonly ILookup<EntityRef, PortalEntity> _services;
    private readonly Dictionary<EntityRef, SemVersion> _newest;

    /// <param name="catalog">What a reader sees. A record that names a template which the catalog does not have is not compared.</param>
    public TemplateVersions(PortalCatalog catalog)
    {
        _services = catalog.Entities.Where(e => e.Template is { } template && catalog.Find(template.Ref) is not null).ToLookup(e => e.Template!.Ref);
        _newest = _services.Select(t => (t.Key, Newest: t.Select(s => VersionOf(s.Template!)).OfType<SemVersion>().Max(SemVersion.PrecedenceComparer)))
            .Where(t => t.Newest is not null).ToDictionary(t => t.Key, t => t.Newest!);
    }

    /// <summary>How many services have the record of a template.</summary>
    public int Count => _services.Sum(t => t.Count());

    /// <summary>The services that were made from a template, by version: the newest version first, those without an order last.</summary>
    public IReadOnlyList<IGrouping<string, PortalEntity>> Of(EntityRef template) =>
    [
        .. _services[template].GroupBy(s => s.Template!.Version, StringComparer.Ordinal)
            .OrderByDescending(v => VersionOf(v.First().Template!), Comparer<SemVersion?>.Create(SemVersion.PrecedenceComparer.Compare))
            .ThenBy(v => v.Key, StringComparer.Ordinal),
    ];

    /// <summary>Whether a service has the newest version of its template that any service has; null if its version cannot be compared.</summary>
    public bool? HasNewest(PortalEntity service) =>
        service.Template is { } template && VersionOf(template) is { } version && _newest.GetValueOrDefault(template.Ref) is { } newest
            ? SemVersion.PrecedenceComparer.Compare(version, newest) == 0
            : null;

    private static SemVersion? VersionOf(PortalTemplate template) =>
        template.Tag is { } tag && SemVersion.TryParse(tag, SemVersionStyles.AllowV, out var version) ? version : null;
}
