using Automation.Catalog.Artifact;
using Automation.Core.Findings;
using Automation.Health.Diagnosis;
using Automation.Health.Objects;
using Automation.Jobs.Sources;

namespace Automation.Jobs.Health.Services;

/// <summary>All services of a catalog, so that each resource is compared with few of them.</summary>
public sealed class ServiceIndex
{
    /// <summary>The kinds of entities that run somewhere.</summary>
    internal static readonly IReadOnlyList<string> Kinds = ["component", "resource"];

    private readonly Dictionary<string, CatalogService> _byRef;
    private readonly ILookup<string, CatalogService> _byId;
    private readonly ILookup<string, CatalogService> _byApplication;
    private readonly List<CatalogService> _selecting;

    /// <param name="services">The services, in any order.</param>
    public ServiceIndex(IEnumerable<CatalogService> services)
    {
        Services = [.. services.OrderBy(s => s.Ref.ToString(), StringComparer.Ordinal)];
        _byRef = Services.ToDictionary(s => s.Ref.ToString(), StringComparer.Ordinal);
        _byId = Services.Where(s => s.Id is not null).ToLookup(s => s.Id!, StringComparer.Ordinal);
        _byApplication = Services.Where(s => s.Application is not null).ToLookup(s => s.Application!, StringComparer.Ordinal);
        _selecting = [.. Services.Where(s => s.Id is null || s.SelectsApplications)];
    }

    /// <summary>The services, in ordinal order of refs.</summary>
    public IReadOnlyList<CatalogService> Services { get; }

    /// <summary>The namespaces that services name.</summary>
    public IReadOnlyList<string> Namespaces =>
        [.. Services.Select(s => s.Space).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What of the catalog could not be used, and why.</summary>
    public IReadOnlyList<NotChecked> NotUsable { get; private init; } = [];

    /// <summary>The components and resources of a catalog.</summary>
    public static ServiceIndex Of(StoredCatalog catalog)
    {
        var (services, unusable) = (new List<CatalogService>(), new List<NotChecked>());
        foreach (var entry in catalog.AllEntries())
        {
            if (!entry.Exists || !Kinds.Contains(entry.Ref.Kind, StringComparer.Ordinal) || CatalogReports.Document(entry.Ref, catalog) is not { } document)
            {
                continue;
            }

            try
            {
                services.Add(new CatalogService(entry.Ref, document));
            }
            catch (FormatException e)
            {
                unusable.Add(new NotChecked(entry.Ref.ToString(), e.Message));
            }
        }

        return new ServiceIndex(services) { NotUsable = unusable };
    }

    /// <summary>The service of a ref; null if there is none.</summary>
    public CatalogService? Find(string reference) => _byRef.GetValueOrDefault(reference);

    /// <summary>The services that a resource of a cluster belongs to, usually one.</summary>
    public IEnumerable<CatalogService> Of(ClusterObject one, string cluster) =>
        Candidates(one.Metadata["labels"], one.Label(CatalogService.ArgoLabel), one.Annotation(CatalogService.ArgoTracking)).Where(s => s.Has(one, cluster));

    /// <summary>The services that a workload belongs to, usually one.</summary>
    public IEnumerable<CatalogService> Of(RunningWorkload running) => running.Object is { } one
        ? Of(one, running.Workload.Cluster)
        : Candidates(running.PodLabels, null, null).Where(s => s.Has(running));

    /// <summary>The services whose Application it is, usually one.</summary>
    public IEnumerable<CatalogService> OfApplication(ClusterObject application) =>
        Candidates(application.Metadata["labels"], application.Name, null).Where(s => s.HasApplication(application));

    private IEnumerable<CatalogService> Candidates(ResourceField labels, string? application, string? tracking)
    {
        var id = labels[CatalogService.IdLabel].Text;
        var tracked = tracking?.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? tracking[..colon] : null;
        return (id is null ? [] : _byId[id])
            .Concat(application is null ? [] : _byApplication[application])
            .Concat(tracked is null || tracked == application ? [] : _byApplication[tracked])
            .Concat(_selecting)
            .Distinct();
    }
}
