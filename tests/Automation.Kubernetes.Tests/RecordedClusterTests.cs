using Automation.Health.Diagnosis;
using Automation.Kubernetes.Access;
using Automation.Kubernetes.Reading;
using Automation.Testing;

namespace Automation.Kubernetes.Tests;

/// <summary>The reader against the recorded answers of a real API server.</summary>
public sealed class RecordedClusterTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private RecordedCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RecordedCluster.Exists, Conformance.Absent);
        _cluster = await RecordedCluster.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Theory]
    [InlineData(ListMode.Pages, "limit=500")]
    [InlineData(ListMode.Cache, "resourceVersion=0")]
    public async Task Lists_are_read_and_what_is_wrong_is_found(ListMode mode, string query)
    {
        var content = await Read(new ReadingScope { Mode = mode });

        content.Reading!.Objects.Select(o => $"{o.Kind} {o.Namespace}/{o.Name}").ShouldBe(
            ["Pod shop/web-1", "Pod shop/web-2", "Pod shop/web-3", "Deployment shop/web"], ignoreOrder: true);
        content.Applications.ShouldHaveSingleItem().Name.ShouldBe("web-dev");
        content.Unread.ShouldBeEmpty();
        _cluster.Requests.Where(r => !r.Contains("/events")).ShouldAllBe(r => r.EndsWith(query));
        _cluster.Requests.ShouldContain("GET /api/v1/namespaces/shop/events?limit=500");
        new DiagnoseCluster(content.Reading).Run(TestContext.Current.CancellationToken).Findings.Select(f => $"{f.Workload.Name} {f.Cause}").ShouldContain("web-2 memory/node");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_are_followed_and_an_expired_token_goes_on_with_the_one_in_the_answer(bool compacts)
    {
        _cluster.Compacts = compacts;

        var list = await Pods(pageSize: 1);

        list.Items.Select(o => o.Name).ShouldBe(["web-1", "web-2", "web-3"]);
        _cluster.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_token_is_refused()
    {
        (await Read(new ReadingScope(), token: "wrong")).Unread.ShouldBe([new UnreadPart("the cluster", "it refuses the credentials (401)")]);
        _cluster.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_may_not_be_listed_in_all_namespaces_is_read_where_the_review_of_rules_permits_it()
    {
        _cluster.Forbidden.UnionWith(["pods", "deployments"]);

        var content = await Read(new ReadingScope { KnownNamespaces = ["shop"] });

        content.Reading!.Objects.Count.ShouldBe(4);
        content.Unread.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_namespace_is_read_alone_with_what_the_review_of_rules_permits()
    {
        var content = await Read(new ReadingScope { Namespaces = ["shop"] });

        content.Reading!.Objects.Count.ShouldBe(4);

        // The recorded reader may not list them, and is not asked to.
        content.Unread.ShouldBe([new UnreadPart("rollouts in namespace shop", "no permission to list them")]);
        _cluster.Requests.ShouldNotContain(r => r.Contains("rollouts"));
    }

    [Fact]
    public async Task A_kind_that_the_cluster_does_not_have_is_answered_with_text_and_lacks_nothing()
    {
        var content = await Read(new ReadingScope());

        _cluster.Requests.ShouldContain("GET /apis/argoproj.io/v1alpha1/rollouts?limit=500");
        content.IsComplete.ShouldBeTrue();
        content.Unread.ShouldBeEmpty();
    }

    private async Task<ListResult.Whole> Pods(int pageSize)
    {
        using var connection = new ClusterConnection(Access().Configuration());
        var result = await new ListQuery(connection, ListMode.Pages) { PageSize = pageSize }.Run(
            ResourceKind.Workloads[0], "shop", TestContext.Current.CancellationToken);
        return result.ShouldBeOfType<ListResult.Whole>();
    }

    private Task<ClusterContent> Read(ReadingScope scope, string? token = null) =>
        new ReadCluster(Access(token), scope, TimeProvider.System).Run(TestContext.Current.CancellationToken);

    private ClusterAccess Access(string? token = null)
    {
        _folder.With("config", token is null ? _cluster.Kubeconfig() : _cluster.Kubeconfig(token));
        return ClusterAccess.OfContext(new KubeContext(Path.Combine(_folder.Path, "config"), "recorded", IsCurrent: true));
    }
}
