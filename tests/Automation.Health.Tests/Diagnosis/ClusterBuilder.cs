using Automation.Health.Clusters;
using Automation.Health.Diagnosis;

namespace Automation.Health.Tests.Diagnosis;

/// <summary>A cluster as a test needs it: the namespace is 'shop', the time is noon, and what is not named is fine.</summary>
internal sealed class ClusterBuilder
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly List<string> _documents = [];
    private readonly HashSet<string> _withoutEvents = [];

    public static string Ago(double minutes) => Now.AddMinutes(-minutes).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A Deployment 'orders' with its ReplicaSets: revision 7 with 1.4.1, revision 8 with 1.4.2.</summary>
    /// <param name="wanted">The pods that are wanted.</param>
    /// <param name="old">The pods of revision 7 that serve; null if there is only one revision.</param>
    /// <param name="ready">The pods of the newest revision that serve.</param>
    /// <param name="spec">More of the specification.</param>
    /// <param name="status">More of the status.</param>
    /// <param name="setStatus">More of the status of the newest ReplicaSet.</param>
    /// <param name="resources">The resources of the newest template.</param>
    public ClusterBuilder Deployment(int wanted = 3, int? old = null, int ready = 0, string spec = "", string status = "", string setStatus = "", string resources = "", string name = "orders", string space = "shop")
    {
        Add($$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: {{name}}, namespace: {{space}}, uid: Deployment-{{space}}-{{name}}, generation: 8 }
            spec: { replicas: {{wanted}} {{Comma(spec)}} }
            status: { observedGeneration: 8, replicas: {{wanted}}, availableReplicas: {{(old ?? 0) + ready}} {{Comma(status)}} }
            """);
        if (old is { } serving)
        {
            Set(name, space, 7, "1.4.1", serving, serving, "", "");
        }

        return Set(name, space, 8, "1.4.2", wanted, ready, setStatus, resources);
    }

    /// <summary>A pod of a workload.</summary>
    /// <param name="container">The status of its container 'app', such as <c>state: { running: {} }</c>.</param>
    /// <param name="spec">More of the specification of the pod.</param>
    /// <param name="app">More of the specification of the container 'app'.</param>
    /// <param name="status">More of the status of the pod.</param>
    public ClusterBuilder Pod(
        string container = "ready: true, state: { running: { startedAt: 2026-11-29T11:00:00Z } }",
        string spec = "",
        string app = "",
        string status = "",
        string phase = "Running",
        int revision = 8,
        string id = "a",
        string owner = "ReplicaSet",
        string name = "orders",
        string space = "shop",
        double age = 60,
        string? node = "node-1",
        string metadata = "",
        string ready = "False",
        string image = "registry.example.com/shop/orders:1.4.2",
        string conditions = "",
        string ip = "podIP: 10.0.0.7",
        string restartPolicy = "Always")
    {
        var (kind, parent) = owner switch
        {
            "ReplicaSet" => ("ReplicaSet", $"{name}-{revision}"),
            "" => ("", ""),
            _ => (owner, name),
        };
        var references = kind.Length == 0 ? "" : $", ownerReferences: [{{ kind: {kind}, name: {parent}, uid: {kind}-{space}-{parent}, controller: true }}]";
        Add($$"""
            apiVersion: v1
            kind: Pod
            metadata: { name: {{name}}-{{revision}}-{{id}}, namespace: {{space}}, uid: Pod-{{space}}-{{name}}-{{revision}}-{{id}}, creationTimestamp: "{{Ago(age)}}"{{references}} {{Comma(metadata)}} }
            spec: { restartPolicy: {{restartPolicy}} {{(node is null ? "" : $", nodeName: {node}")}} {{Comma(spec)}}, containers: [{ name: app, image: '{{image}}' {{Comma(app)}} }] }
            status:
              phase: {{phase}}
              startTime: "{{Ago(age)}}"
              conditions: [{{(conditions.Length > 0 ? conditions : $"{{ type: Ready, status: \"{ready}\", lastTransitionTime: \"{Ago(age)}\" }}")}}]
              containerStatuses: [{{(container.Length > 0 ? $"{{ name: app, {(container.Contains("restartCount", StringComparison.Ordinal) ? "" : "restartCount: 0, ")}{container} }}" : "")}}]
            """ + (ip.Length > 0 ? $"\n  {ip}" : "") + string.Concat(status.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(s => $"\n  {s.Trim()}")));
        return this;
    }

    public ClusterBuilder Event(string kind, string name, string reason, string message, double ago = 1, string component = "kubelet", string? container = null, string space = "shop", string? uid = null)
    {
        Add($$"""
            apiVersion: v1
            kind: Event
            metadata: { name: e{{_documents.Count}}, namespace: {{space}} }
            involvedObject: { kind: {{kind}}, name: {{name}}, namespace: {{space}}, uid: {{uid ?? $"{kind}-{space}-{name}"}} {{(container is null ? "" : $", fieldPath: 'spec.containers{{{container}}}'")}} }
            reason: {{reason}}
            message: {{Json(message)}}
            source: { component: {{component}} }
            lastTimestamp: "{{Ago(ago)}}"
            """);
        return this;
    }

    public ClusterBuilder Add(string yaml)
    {
        _documents.Add(yaml);
        return this;
    }

    public ClusterBuilder WithoutEvents(string space = "shop")
    {
        _withoutEvents.Add(space);
        return this;
    }

    public ClusterDiagnosis Diagnose(Func<Objects.ClusterObject, ServiceOwner?>? owners = null) =>
        new DiagnoseCluster(Reading(owners)).Run(TestContext.Current.CancellationToken);

    public ClusterReading Reading(Func<Objects.ClusterObject, ServiceOwner?>? owners = null) =>
        new("prod-eu", [.. _documents.Select(Resource.Of)], Now) { WithoutEvents = _withoutEvents, OwnerOf = owners ?? (_ => null) };

    public static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private ClusterBuilder Set(string name, string space, int revision, string tag, int wanted, int ready, string status, string resources) => Add($$"""
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: {{name}}-{{revision}}
          namespace: {{space}}
          uid: ReplicaSet-{{space}}-{{name}}-{{revision}}
          generation: 1
          creationTimestamp: "{{Ago(revision == 8 ? 60 : 9000)}}"
          annotations: { deployment.kubernetes.io/revision: "{{revision}}" }
          ownerReferences: [{ kind: Deployment, name: {{name}}, uid: Deployment-{{space}}-{{name}}, controller: true }]
        spec: { replicas: {{wanted}}, template: { spec: { containers: [{ name: app, image: 'registry.example.com/shop/{{name}}:{{tag}}' {{Comma(resources)}} }] } } }
        status: { observedGeneration: 1, replicas: {{wanted}}, readyReplicas: {{ready}}, availableReplicas: {{ready}} {{Comma(status)}} }
        """);

    private static string Comma(string more) => more.Length > 0 ? $", {more}" : "";
}
