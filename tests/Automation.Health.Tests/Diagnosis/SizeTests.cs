using System.Diagnostics;
using System.Text.Json;
using Automation.Health.Assessment;
using Automation.Health.Clusters;
using Automation.Health.Diagnosis;
using Automation.Health.Objects;

namespace Automation.Health.Tests.Diagnosis;

/// <summary>5,000 workloads in 10 clusters: Deployments with 2 ReplicaSets and 3 pods each, one in ten with a problem.</summary>
[Collection(nameof(SizeTests))]
public sealed class SizeTests
{
    [Fact]
    public void Five_thousand_workloads_in_ten_clusters_are_assessed_in_two_seconds_of_processor_time()
    {
        var clusters = Enumerable.Range(0, 10).Select(_ => Cluster()).ToList();
        _ = new DiagnoseCluster(new ClusterReading("first", clusters[0], ClusterBuilder.Now)).Run(TestContext.Current.CancellationToken);
        var before = Process.GetCurrentProcess().TotalProcessorTime;

        var found = 0;
        foreach (var objects in clusters)
        {
            foreach (var one in objects)
            {
                _ = ArgoHealth.Of(one);
            }

            found += new DiagnoseCluster(new ClusterReading("c", objects, ClusterBuilder.Now)).Run(TestContext.Current.CancellationToken).Findings.Count;
        }

        var used = Process.GetCurrentProcess().TotalProcessorTime - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"5,000 workloads, {clusters.Sum(c => c.Count)} resources, {found} findings: {used.TotalMilliseconds:F0} ms of processor time");
        found.ShouldBe(500);
        used.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    private static List<ClusterObject> Cluster()
    {
        var resources = new List<ClusterObject>();
        for (var i = 0; i < 500; i++)
        {
            var fails = i % 10 == 0;
            resources.Add(Read(Deployment, i, 2, 0, fails));
            resources.Add(Read(ReplicaSet, i, 1, 0, fails));
            resources.Add(Read(ReplicaSet, i, 2, 0, fails));
            resources.AddRange(Enumerable.Range(0, 3).Select(pod => Read(Pod, i, 2, pod, fails && pod == 0)));
        }

        return resources;
    }

    private static ClusterObject Read(string template, int service, int revision, int pod, bool fails) => new(JsonDocument.Parse(template
        .Replace("STATE", fails ? Crashing : Fine, StringComparison.Ordinal)
        .Replace("SERVICE", $"service-{service}", StringComparison.Ordinal)
        .Replace("SPACE", $"n{service % 20}", StringComparison.Ordinal)
        .Replace("NODE", $"node-{service % 30}", StringComparison.Ordinal)
        .Replace("REVISION", $"{revision}", StringComparison.Ordinal)
        .Replace("POD", $"{pod}", StringComparison.Ordinal)
        .Replace("AVAILABLE", fails ? "2" : "3", StringComparison.Ordinal)
        .Replace("READY", fails ? "False" : "True", StringComparison.Ordinal)).RootElement);

    private const string Deployment = """
        { "apiVersion": "apps/v1", "kind": "Deployment",
          "metadata": { "name": "SERVICE", "namespace": "SPACE", "uid": "d-SERVICE", "generation": 2 },
          "spec": { "replicas": 3 },
          "status": { "observedGeneration": 2, "replicas": 3, "updatedReplicas": 3, "availableReplicas": AVAILABLE,
                      "conditions": [{ "type": "Available", "status": "True" }] } }
        """;

    private const string ReplicaSet = """
        { "apiVersion": "apps/v1", "kind": "ReplicaSet",
          "metadata": { "name": "SERVICE-REVISION", "namespace": "SPACE", "uid": "r-SERVICE-REVISION",
                        "annotations": { "deployment.kubernetes.io/revision": "REVISION" },
                        "ownerReferences": [{ "kind": "Deployment", "name": "SERVICE", "uid": "d-SERVICE", "controller": true }] },
          "spec": { "replicas": 3 }, "status": { "replicas": 3 } }
        """;

    private const string Pod = """
        { "apiVersion": "v1", "kind": "Pod",
          "metadata": { "name": "SERVICE-2-POD", "namespace": "SPACE", "uid": "p-SERVICE-POD", "creationTimestamp": "2026-11-29T10:00:00Z",
                        "ownerReferences": [{ "kind": "ReplicaSet", "name": "SERVICE-2", "uid": "r-SERVICE-2", "controller": true }] },
          "spec": { "restartPolicy": "Always", "nodeName": "NODE",
                    "containers": [{ "name": "app", "image": "registry.example.com/SERVICE:1.0.0",
                                     "readinessProbe": { "httpGet": { "path": "/", "port": 8080 } } }] },
          "status": { "phase": "Running", "podIP": "10.0.0.1", "startTime": "2026-11-29T10:00:00Z",
                      "conditions": [{ "type": "PodScheduled", "status": "True" }, { "type": "Ready", "status": "READY" }],
                      "containerStatuses": [{ "name": "app", STATE }] } }
        """;

    private const string Fine = """ "ready": true, "restartCount": 0, "state": { "running": { "startedAt": "2026-11-29T10:00:00Z" } } """;

    private const string Crashing = """
        "ready": false, "restartCount": 5, "state": { "waiting": { "reason": "CrashLoopBackOff" } },
        "lastState": { "terminated": { "exitCode": 1, "reason": "Error", "finishedAt": "2026-11-29T11:58:00Z" } }
        """;
}

/// <summary>Processor time is that of the whole process: nothing runs beside the measurement.</summary>
[CollectionDefinition(nameof(SizeTests), DisableParallelization = true)]
public sealed class SizeTestsAlone;
