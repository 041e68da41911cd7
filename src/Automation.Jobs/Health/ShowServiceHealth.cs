using Automation.Core;
using Automation.Health.Clusters;
using Automation.Health.Diagnosis;
using Automation.Health.Objects;
using Automation.Reporting.Model;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Health;

/// <summary>
/// Shows where a service of the catalog runs, from resources of any number of clusters. Its workloads are found as Backstage finds them: by the annotations
/// of the entity.
/// </summary>
/// <param name="reference">The service.</param>
/// <param name="entity">The service as the catalog has it.</param>
/// <param name="now">When the resources were read.</param>
public sealed class ShowServiceHealth(EntityRef reference, YamlMapping entity, DateTimeOffset now)
{
    private const string Id = "backstage.io/kubernetes-id";
    private const string Selector = "backstage.io/kubernetes-label-selector";
    private const string NamespaceOf = "backstage.io/kubernetes-namespace";
    private const string ClusterOf = "backstage.io/kubernetes-cluster";
    private const string ArgoName = "argocd/app-name";

    // What Argo CD marks its resources with, in both of its ways.
    private const string ArgoLabel = "app.kubernetes.io/instance";
    private const string ArgoTracking = "argocd.argoproj.io/tracking-id";

    private readonly YamlMapping? _annotations = (entity["metadata"] as YamlMapping)?["annotations"] as YamlMapping;

    /// <summary>The report.</summary>
    /// <exception cref="FormatException">The entity has an annotation that cannot be used.</exception>
    public ServiceHealthReport Run(IEnumerable<StateFile> files, CancellationToken cancellationToken)
    {
        var (selector, foundBy) = SelectorOf();
        var (reader, owner) = (new ReadManifests(), Text((entity["spec"] as YamlMapping)?["owner"]));
        List<StateResource> resources = [.. reader.Read(files, cancellationToken)];
        var (places, problems, incidents) = (new List<ServicePlace>(), new List<HealthProblem>(), new List<HealthIncident>());
        foreach (var cluster in resources.GroupBy(r => r.File.Cluster, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (Annotation(ClusterOf) is { } only && only != cluster.Key)
            {
                continue;
            }

            var reading = new ClusterReading(cluster.Key, [.. cluster.Select(r => r.Resource)], now)
            {
                OwnerOf = one => IsOwn(one.Metadata["labels"], one, selector) ? new ServiceOwner(reference.ToString(), owner ?? "") : null,
            };
            var diagnosis = new DiagnoseCluster(reading).Run(cancellationToken);
            List<RunningWorkload> own = [.. diagnosis.Workloads.Where(w => IsOwn(w, selector))];
            var names = own.Select(w => w.Workload).ToHashSet();
            List<WorkloadFinding> found = [.. diagnosis.Findings.Where(f => names.Contains(f.Workload))];
            places.AddRange(own.Select(Place));
            problems.AddRange(found.Select(HealthReports.Of));
            incidents.AddRange(diagnosis.Incidents.Where(i => i.Findings.Any(found.Contains)).Select(HealthReports.Of));
        }

        return new ServiceHealthReport(reference.ToString(), owner, places, problems, incidents) { FoundBy = foundBy, NotChecked = reader.NotChecked };
    }

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

    private bool IsOwn(RunningWorkload running, LabelSelector selector) =>
        (running.Object is { } one && IsOwn(one.Metadata["labels"], one, selector))
        || (running.Object is null && IsInNamespace(running.Workload.Namespace) && selector.Matches(running.PodLabels));

    private bool IsOwn(ResourceField labels, ClusterObject one, LabelSelector selector) =>
        IsInNamespace(one.Namespace) && (selector.Matches(labels) || IsOfApplication(one));

    private bool IsInNamespace(string? space) => Annotation(NamespaceOf) is not { } only || only == space;

    private bool IsOfApplication(ClusterObject one) => Annotation(ArgoName) is { } application
        && (one.Label(ArgoLabel) == application || one.Annotation(ArgoTracking)?.StartsWith($"{application}:", StringComparison.Ordinal) == true);

    private (LabelSelector Selector, string FoundBy) SelectorOf()
    {
        if (Annotation(Selector) is { } text)
        {
            var selector = LabelSelector.Parse(text) ?? throw new FormatException($"The annotation '{Selector}' of {reference} is not a label selector.");
            return (selector, $"the labels '{text}'");
        }

        var id = Annotation(Id) ?? reference.Name;
        return (LabelSelector.Equal(Id, id), $"the label '{Id}={id}'");
    }

    private string? Annotation(string name) => Text(_annotations?[name]);

    private static string? Text(YamlNode? node) => node is YamlScalar { Type: YamlType.String, Text.Length: > 0 } scalar ? scalar.Text : null;
}
