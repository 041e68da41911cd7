using Automation.Health.Clusters;
using Automation.Health.Diagnosis;
using Automation.Kubernetes.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health.Services;

/// <summary>The state of one service in the clusters that were read.</summary>
/// <param name="Service">The service.</param>
internal sealed record ServiceState(CatalogService Service)
{
    public List<ServicePlace> Places { get; } = [];

    public List<WorkloadFinding> Findings { get; } = [];

    public List<ServiceApplication> Applications { get; } = [];
}

/// <summary>The health of services, cluster by cluster: one diagnosis of everything in a cluster, divided among the services.</summary>
/// <param name="index">The services.</param>
/// <param name="now">When the clusters were read.</param>
internal sealed class ServiceHealth(ServiceIndex index, DateTimeOffset now)
{
    private readonly Dictionary<string, ServiceState> _states = new(StringComparer.Ordinal);
    private readonly List<PlatformIncident> _incidents = [];

    /// <summary>The incidents so far, which several services share.</summary>
    public IReadOnlyList<PlatformIncident> Incidents => _incidents;

    /// <summary>How many workloads with a problem belong to no service, by cluster.</summary>
    public Dictionary<string, int> ProblemsOfNoService { get; } = new(StringComparer.Ordinal);

    /// <summary>The services that run somewhere, in ordinal order of refs.</summary>
    public IEnumerable<ServiceState> States => _states.Values.OrderBy(s => s.Service.Ref.ToString(), StringComparer.Ordinal);

    /// <summary>Adds a cluster.</summary>
    public void Add(ClusterContent content, CancellationToken cancellationToken)
    {
        if (content.Reading is { } reading)
        {
            var owned = reading with { OwnerOf = one => OwnerOf(index.Of(one, content.Cluster).FirstOrDefault()) };
            var diagnosis = new DiagnoseCluster(owned).Run(cancellationToken);
            Divide(diagnosis);
            _incidents.AddRange(diagnosis.Incidents);
        }

        foreach (var application in content.Applications)
        {
            foreach (var service in index.OfApplication(application))
            {
                Of(service).Applications.Add(Application(new ArgoApplication(application, content.Cluster)));
            }
        }
    }

    private void Divide(ClusterDiagnosis diagnosis)
    {
        var services = new Dictionary<WorkloadName, List<CatalogService>>();
        foreach (var running in diagnosis.Workloads)
        {
            var own = services[running.Workload] = [.. index.Of(running)];
            foreach (var service in own)
            {
                Of(service).Places.Add(Place(running));
            }
        }

        foreach (var finding in diagnosis.Findings)
        {
            // A Service or an Ingress is no workload; its owner was found with it.
            var own = services.GetValueOrDefault(finding.Workload) is { Count: > 0 } known ? known
                : finding.Owner is { } owner && index.Find(owner.Service) is { } named ? [named] : [];
            if (own.Count == 0)
            {
                ProblemsOfNoService[finding.Workload.Cluster] = ProblemsOfNoService.GetValueOrDefault(finding.Workload.Cluster) + 1;
            }

            foreach (var service in own)
            {
                Of(service).Findings.Add(finding);
            }
        }
    }

    private ServiceState Of(CatalogService service)
    {
        var key = service.Ref.ToString();
        if (!_states.TryGetValue(key, out var state))
        {
            _states.Add(key, state = new ServiceState(service));
        }

        return state;
    }

    private static ServiceOwner? OwnerOf(CatalogService? service) => service is null ? null : new ServiceOwner(service.Ref.ToString(), service.Owner ?? "");

    private static ServicePlace Place(RunningWorkload running) => new(
        running.Workload.Cluster,
        running.Workload.Namespace,
        $"{running.Workload.Kind} {running.Workload.Name}",
        running.Version,
        running.Revision,
        running.Serving,
        running.Wanted,
        running.Health?.Status.ToString(),
        running.Since);

    private ServiceApplication Application(ArgoApplication one) =>
        new(one.Hub, one.Namespace, one.Name, one.Destination, one.Sync, one.Health, one.Deployed.Length > 0 ? one.Deployed : one.Revision)
        {
            DestinationNamespace = one.DestinationNamespace,
            Environment = one.Environment,
            Repository = one.Repository,
            DeployedAt = one.DeployedAt,
            Since = one.HealthSince,
            Operation = one.Operation,
            Errors = one.Errors,
            Images = one.Images,
            UnknownSince = one.StaleSince(now),
        };
}
