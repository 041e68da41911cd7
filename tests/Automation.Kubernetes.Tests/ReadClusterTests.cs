using Automation.Kubernetes.Access;
using Automation.Kubernetes.Reading;
using Automation.Testing;
using Automation.Testing.Clusters;

namespace Automation.Kubernetes.Tests;

/// <summary>What is read of a cluster, over HTTP, from a server that answers as an API server does.</summary>
public sealed class ReadClusterTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FakeCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await FakeCluster.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Items_of_built_in_lists_get_their_kind()
    {
        _cluster.With(Pod("web-1")).With(Deployment("web"));

        var content = await Read();

        content.Reading!.Objects.Select(o => $"{o.Group}/{o.Version} {o.Kind} {o.Namespace}/{o.Name}").ShouldBe(["/v1 Pod shop/web-1", "apps/v1 Deployment shop/web"]);
        content.Unread.ShouldBeEmpty();
        content.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        for (var i = 0; i < 1200; i++)
        {
            _cluster.With(Pod($"web-{i}"));
        }

        var content = await Read();

        content.Reading!.Objects.Count.ShouldBe(1200);
        _cluster.Calls.Count(c => c.Resource == "pods").ShouldBe(3);
        _cluster.Calls.ShouldAllBe(c => c.Query.Contains("limit=500"));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task An_expired_page_loses_and_repeats_nothing(bool continues, int expired)
    {
        (_cluster.PageSize, _cluster.ExpiredTokens, _cluster.ContinuesAfterExpiry) = (2, expired, continues);
        for (var i = 0; i < 7; i++)
        {
            _cluster.With(Pod($"web-{i}"));
        }

        var content = await Read();

        content.Reading!.Objects.Select(o => o.Name).ShouldBe(Enumerable.Range(0, 7).Select(i => $"web-{i}"));
    }

    [Fact]
    public async Task A_list_that_changes_faster_than_it_is_read_is_named_and_not_used()
    {
        (_cluster.PageSize, _cluster.ExpiredTokens) = (2, 100);
        for (var i = 0; i < 7; i++)
        {
            _cluster.With(Pod($"web-{i}"));
        }

        var content = await Read();

        content.Reading.ShouldBeNull();
        content.Unread.ShouldBe([new UnreadPart("the cluster", "the list changes faster than it can be read")]);
    }

    [Fact]
    public async Task The_server_reads_whole_lists_from_the_cache()
    {
        for (var i = 0; i < 1200; i++)
        {
            _cluster.With(Pod($"web-{i}"));
        }

        var content = await Read(new ReadingScope { Mode = ListMode.Cache });

        content.Reading!.Objects.Count.ShouldBe(1200);
        _cluster.Calls.ShouldAllBe(c => c.Query == "?resourceVersion=0");
    }

    [Fact]
    public async Task Events_are_read_only_where_something_is_wrong()
    {
        _cluster.With(Pod("fine", space: "quiet")).With(CrashingPod("web-1")).With(Event("web-1"));

        var content = await Read();

        _cluster.Calls.Where(c => c.Resource == "events").ShouldHaveSingleItem().Namespace.ShouldBe("shop");
        content.Reading!.Objects.Count(o => o.Kind == "Event").ShouldBe(1);
    }

    [Fact]
    public async Task Events_that_may_not_be_read_make_causes_probable()
    {
        _cluster.With(CrashingPod("web-1"));
        _cluster.Grants = [.. Everything.Where(g => g.Resource != "events")];

        var content = await Read();

        content.Reading!.WithoutEvents.ShouldBe(["shop"]);
        content.Unread.ShouldBe([new UnreadPart("events in namespace shop", "no permission to list them")]);
        content.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task What_may_not_be_listed_is_named_and_the_rest_is_read()
    {
        _cluster.With(Pod("web-1")).With(Deployment("web"));
        _cluster.Grants = [.. Everything.Where(g => g.Resource is not ("deployments" or "ingresses"))];

        var content = await Read();

        content.Reading!.Objects.ShouldHaveSingleItem().Kind.ShouldBe("Pod");
        content.Unread.ShouldBe(
        [
            new UnreadPart("deployments", "no permission to list them in all namespaces"),
            new UnreadPart("ingresses", "no permission to list them in all namespaces"),
        ]);
    }

    [Fact]
    public async Task Without_permission_for_all_namespaces_the_known_ones_are_read()
    {
        _cluster.With(Pod("web-1")).With(Pod("secret-1", space: "bank"));
        _cluster.Grants = [.. Everything.Select(g => g with { Namespace = "shop" })];

        var content = await Read(new ReadingScope { KnownNamespaces = ["bank", "shop"] });

        content.Reading!.Objects.Select(o => o.Name).ShouldBe(["web-1"]);
        content.Unread.ShouldContain(new UnreadPart("pods in namespace bank", "no permission to list them"));
        content.Unread.ShouldNotContain(u => u.What.Contains("shop"));

        // The server said what it permits: nothing else was tried in the other namespace.
        _cluster.Calls.ShouldNotContain(c => c.Namespace == "bank" && c.Resource == "pods");
    }

    [Fact]
    public async Task Where_the_review_is_incomplete_lists_are_tried()
    {
        _cluster.With(Pod("web-1"));
        (_cluster.Grants, _cluster.IsReviewIncomplete) = ([.. Everything.Select(g => g with { Namespace = "shop" })], true);

        var content = await Read(new ReadingScope { KnownNamespaces = ["shop"] });

        content.Reading!.Objects.ShouldHaveSingleItem().Name.ShouldBe("web-1");
    }

    [Fact]
    public async Task Applications_are_read_in_the_namespace_of_Argo_CD_only()
    {
        _cluster.With("""{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"web","namespace":"argocd"}}""")
            .With("""{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"other","namespace":"team"}}""");

        (await Read()).Applications.ShouldHaveSingleItem().Name.ShouldBe("web");
    }

    [Fact]
    public async Task A_cluster_without_Argo_CD_lacks_nothing()
    {
        _cluster.With(Pod("web-1"));

        (await Read()).Unread.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_that_fails_makes_the_reading_incomplete()
    {
        _cluster.With(Pod("web-1"));
        _cluster.Faults["replicasets"] = 500;

        var content = await Read();

        content.Reading.ShouldNotBeNull();
        content.IsComplete.ShouldBeFalse();
        content.Unread.ShouldBe([new UnreadPart("replicasets", "it answered 500")]);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _cluster.Faults["*"] = 302;

        (await Read()).Unread.ShouldBe([new UnreadPart("the cluster", "it answered 302")]);
    }

    [Fact]
    public async Task Of_20_clusters_the_5_that_fail_are_named_and_15_are_complete()
    {
        var clusters = new List<FakeCluster>();
        var accesses = new List<ClusterAccess>();
        for (var i = 0; i < 20; i++)
        {
            var cluster = await FakeCluster.StartAsync();
            clusters.Add(cluster.With(Pod("web-1")).With(Deployment("web")));
            accesses.Add(Access(cluster, $"c{i:00}", token: i == 0 ? "wrong" : null));
        }

        clusters[1].Grants = [];
        clusters[2].Faults["*"] = 0;
        clusters[3].Faults["*"] = -1;
        await clusters[4].DisposeAsync();
        var read = await Task.WhenAll(accesses.Select(a => new ReadCluster(a, new ReadingScope { Limit = TimeSpan.FromSeconds(5) }, TimeProvider.System).Run(TestContext.Current.CancellationToken)));

        read.Skip(5).ShouldAllBe(c => c.Reading!.Objects.Count == 2 && c.Unread.Count == 0);
        read[0].Unread.ShouldBe([new UnreadPart("the cluster", "it refuses the credentials (401)")]);
        read[1].Unread.ShouldContain(new UnreadPart("pods", "no permission to list them in all namespaces"));
        read[2].Unread.ShouldBe([new UnreadPart("the rest of the cluster", "it took longer than 5 s")]);
        read[3].Unread.ShouldBe([new UnreadPart("the cluster", "it cut the connection")]);
        read[4].Unread.ShouldBe([new UnreadPart("the cluster", "it cannot be reached")]);
        read.Take(5).ShouldAllBe(c => c.Reading == null);
        foreach (var cluster in clusters.Where((_, i) => i != 4))
        {
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task Credentials_come_from_the_program_that_the_kubeconfig_names()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A script is the program.");
        _cluster.With(Pod("web-1"));
        _folder.With("token.sh", $$$"""
            #!/bin/sh
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"{{{_cluster.Token}}}"}}'

            """);
        var script = Path.Combine(_folder.Path, "token.sh");
        var config = _cluster.Kubeconfig("arn:aws:eks:eu-west-1:123456789012:cluster/prod-eu").Replace(
            "{ token: reader-token }",
            $"{{ exec: {{ apiVersion: client.authentication.k8s.io/v1, command: /bin/sh, args: [{script}], interactiveMode: Never }} }}",
            StringComparison.Ordinal);
        _folder.With("config", config);

        var context = ClusterAccess.ContextsOf([Path.Combine(_folder.Path, "config")]).ShouldHaveSingleItem();
        var content = await new ReadCluster(ClusterAccess.OfContext(context), new ReadingScope(), TimeProvider.System).Run(TestContext.Current.CancellationToken);

        content.Cluster.ShouldBe("prod-eu");
        content.Reading!.Objects.ShouldHaveSingleItem().Name.ShouldBe("web-1");
    }

    [Fact]
    public async Task What_a_credentials_program_prints_is_in_no_report()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A script is the program.");
        _folder.With("token.sh", "#!/bin/sh\necho 'hunter2-s3cr3t'\nexit 1\n");
        var script = Path.Combine(_folder.Path, "token.sh");
        _folder.With("config", _cluster.Kubeconfig("prod").Replace(
            "{ token: reader-token }",
            $"{{ exec: {{ apiVersion: client.authentication.k8s.io/v1, command: /bin/sh, args: [{script}], interactiveMode: Never }} }}",
            StringComparison.Ordinal));

        var context = ClusterAccess.ContextsOf([Path.Combine(_folder.Path, "config")]).ShouldHaveSingleItem();
        var unread = (await new ReadCluster(ClusterAccess.OfContext(context), new ReadingScope(), TimeProvider.System).Run(TestContext.Current.CancellationToken)).Unread.ShouldHaveSingleItem();

        unread.What.ShouldBe("the cluster");
        unread.Why.ShouldStartWith("its credentials could not be read");
        unread.Why.ShouldNotContain("hunter2");
    }

    internal static IReadOnlyList<Grant> Everything =>
        [.. ResourceKind.Workloads.Append(ResourceKind.Events).Append(ResourceKind.Applications).Select(k => new Grant(k.Group, k.Resource, "list"))];

    private Task<ClusterContent> Read(ReadingScope? scope = null) =>
        new ReadCluster(Access(_cluster, "prod"), scope ?? new ReadingScope(), TimeProvider.System).Run(TestContext.Current.CancellationToken);

    private ClusterAccess Access(FakeCluster cluster, string name, string? token = null)
    {
        _folder.With($"{name}.config", cluster.Kubeconfig(name, token));
        return ClusterAccess.OfContext(new KubeContext(Path.Combine(_folder.Path, $"{name}.config"), name, IsCurrent: true));
    }

    internal static string Pod(string name, string space = "shop") => $$$$$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{{{name}}}}}}","namespace":"{{{{{{space}}}}}}"},"spec":{"restartPolicy":"Always","containers":[{"name":"app","image":"web:1"}]},
        "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"name":"app","ready":true,"restartCount":0,"state":{"running":{}}}]}}
        """;

    internal static string CrashingPod(string name) => $$$$$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{{{name}}}}}}","namespace":"shop","uid":"u-{{{{{{name}}}}}}"},"spec":{"restartPolicy":"Always","containers":[{"name":"app","image":"web:1"}]},
        "status":{"phase":"Running","conditions":[{"type":"Ready","status":"False"}],"containerStatuses":[{"name":"app","ready":false,"restartCount":7,
        "state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off"}},"lastState":{"terminated":{"exitCode":1,"reason":"Error"}}}]}}
        """;

    private static string Event(string pod) => $$$$$$"""
        {"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"shop"},"involvedObject":{"kind":"Pod","name":"{{{{{{pod}}}}}}","namespace":"shop","uid":"u-{{{{{{pod}}}}}}"},"reason":"BackOff","message":"Back-off"}
        """;

    internal static string Deployment(string name) => $$$$$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{{{{name}}}}}}","namespace":"shop"},"spec":{"replicas":1},"status":{"replicas":1,"updatedReplicas":1,"availableReplicas":1}}
        """;
}
