using Automation.GitHub;
using Automation.Jobs.Health.Reading;
using Automation.Server.Hosting;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.Pushes;
using Automation.Testing;
using Automation.Testing.Clusters;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.Health;

/// <summary>An organisation whose services run in a cluster that a running server reads; the readings happen when the test says so.</summary>
internal sealed class ObservedOrganisation : IAsyncDisposable
{
    // No other wait has this length.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(47);

    private readonly TemporaryFolder _folder;

    private ObservedOrganisation(FollowedOrganisation organisation, FakeCluster cluster, GatedClock clock, TemporaryFolder folder) =>
        (Organisation, Cluster, Clock, _folder) = (organisation, cluster, clock, folder);

    public FollowedOrganisation Organisation { get; }

    public FakeGitHub GitHub => Organisation.GitHub;

    public RepositoryDriver Catalog => Organisation.Artifact;

    public FakeCluster Cluster { get; }

    public GatedClock Clock { get; }

    public string? Page => Catalog.Text("HEALTH.md", "health");

    /// <summary>The calls that count against the hourly limit.</summary>
    public int Calls => GitHub.Requests.Count(r => r.Status != 304);

    public static async Task<ObservedOrganisation> StartAsync(
        Func<HealthSettings, HealthSettings>? health = null, FakeGitHubOptions? options = null, CapturedLog? log = null)
    {
        var (clock, cluster) = (new GatedClock(Pause), await FakeCluster.StartAsync());
        var folder = new TemporaryFolder();
        folder.With("config", cluster.Kubeconfig("prod-eu"));
        var settings = new HealthSettings(FollowedClusters.Open([Path.Combine(folder.Path, "config")], ["prod-eu"], inCluster: null)) { Every = Pause };
        var organisation = await FollowedOrganisation.StartAsync(
            (options ?? new()) with { Clock = clock, RequestsPerHour = 100_000 },
            s => s with { Health = health?.Invoke(settings) ?? settings, GitOpsRepository = health is null ? null : RepositoryName.Parse("acme/gitops") },
            clock: clock,
            change: services => log?.AddTo(services));
        return new ObservedOrganisation(organisation, cluster, clock, folder);
    }

    /// <summary>A service of the catalog that runs in the cluster.</summary>
    public async Task<RepositoryDriver> ServiceAsync(string name)
    {
        var repository = GitHub.Repository($"acme/svc-{name}");
        repository.Commit("main", $"Describe {name}", ("catalog-info.yaml", FollowedOrganisation.Component(name).Replace(
            "spec:", $"  annotations: {{ github.com/project-slug: acme/svc-{name} }}\nspec:", StringComparison.Ordinal)));
        await Organisation.UntilAsync(() => Organisation.Entities().Contains(name), name);
        await Organisation.SettledAsync();
        Runs(name);
        return repository;
    }

    /// <summary>Pods of a service that run, or crash.</summary>
    public void Runs(string name, bool crashes = false)
    {
        Cluster.Without("Pod").With($$$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{name}}}}-1","namespace":"shop","uid":"u-{{{{name}}}}","labels":{"backstage.io/kubernetes-id":"{{{{name}}}}"}},
            "spec":{"restartPolicy":"Always","containers":[{"name":"app","image":"{{{{name}}}}:1"}]},
            "status":{"phase":"Running","conditions":[{"type":"Ready","status":"{{{{(crashes ? "False" : "True")}}}}"}],
            "containerStatuses":[{"name":"app","ready":{{{{(crashes ? "false" : "true")}}}},"restartCount":{{{{(crashes ? 7 : 0)}}}},"state":{{{{(crashes
                ? """{"waiting":{"reason":"CrashLoopBackOff","message":"hunter2-s3cr3t"}},"lastState":{"terminated":{"exitCode":1,"reason":"Error","message":"hunter2-s3cr3t"}}"""
                : """{"running":{"startedAt":"2026-11-01T00:00:00Z"}}""")}}}}}]}}
            """);
    }

    /// <summary>Lets the server read the cluster once more.</summary>
    public async Task ReadAsync()
    {
        await IdleAsync();
        Clock.Open();
        await IdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Organisation.DisposeAsync();
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }

    private Task IdleAsync() => RunningServer.UntilAsync(() => Clock.IsWaitedOn, () => "the reading does not end");
}
