using Automation.Core.Text;
using Automation.Kubernetes.Access;
using Automation.Kubernetes.Reading;
using Automation.Testing;
using Automation.Testing.Clusters;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Kubernetes.Tests;

/// <summary>The permissions that are shipped are what the reader calls, and nothing else.</summary>
public sealed class PermissionTests
{
    // Every authenticated caller may ask for its own rules (system:basic-user).
    private static readonly Grant OwnRules = new("authorization.k8s.io", "selfsubjectrulesreviews", "create");

    [Fact]
    public async Task Every_call_is_granted_and_every_grant_is_called()
    {
        Grant[] grants = [.. GrantsOf("workload-reader.yaml"), .. GrantsOf("argocd-reader.yaml"), .. GrantsOf("volume-reader.yaml")];
        using var folder = new TemporaryFolder();
        await using var cluster = await FakeCluster.StartAsync();
        cluster.With(ReadClusterTests.CrashingPod("web-1")).With(ReadClusterTests.Deployment("web")).Having("argoproj.io", "rollouts").Having("argoproj.io", "applications");
        cluster.Grants = grants;
        folder.With("config", cluster.Kubeconfig("prod"));

        var access = ClusterAccess.OfContext(new KubeContext(Path.Combine(folder.Path, "config"), "prod", IsCurrent: true));
        foreach (var scope in (ReadingScope[])[new() { WithOptional = true }, new() { Mode = ListMode.Cache }, new() { Namespaces = ["shop"], WithOptional = true }])
        {
            var content = await new ReadCluster(access, scope, TimeProvider.System).Run(TestContext.Current.CancellationToken);
            content.Unread.ShouldBeEmpty();
        }

        var called = cluster.Calls.Select(c => new Grant(c.Group, c.Resource, c.Verb)).Where(c => c != OwnRules).Distinct();
        called.Order(Comparer).ShouldBe(grants.Select(g => g with { Namespace = null }).Order(Comparer));
    }

    [Fact]
    public async Task Without_the_optional_permissions_volumes_are_not_asked_for()
    {
        using var folder = new TemporaryFolder();
        await using var cluster = await FakeCluster.StartAsync();
        cluster.With(ReadClusterTests.Pod("web-1"));
        cluster.Grants = [.. GrantsOf("workload-reader.yaml")];
        folder.With("config", cluster.Kubeconfig("prod"));

        var access = ClusterAccess.OfContext(new KubeContext(Path.Combine(folder.Path, "config"), "prod", IsCurrent: true));
        var content = await new ReadCluster(access, new ReadingScope(), TimeProvider.System).Run(TestContext.Current.CancellationToken);

        content.Unread.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("workload-reader.yaml")]
    [InlineData("argocd-reader.yaml")]
    [InlineData("volume-reader.yaml")]
    public void Nothing_but_lists_is_granted_and_nothing_that_holds_secrets(string file)
    {
        var grants = GrantsOf(file);

        grants.ShouldNotBeEmpty();
        grants.ShouldAllBe(g => g.Verb == "list");
        grants.ShouldNotContain(g => g.Resource == "secrets" || g.Resource == "configmaps" || g.Resource.Contains('*') || g.Resource.Contains('/') || g.Group == "*");
    }

    private static Comparer<Grant> Comparer => Comparer<Grant>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private static IReadOnlyList<Grant> GrantsOf(string file)
    {
        var path = Path.Combine(Repository.Root, "deploy/rbac", file);
        var grants = new List<Grant>();
        foreach (var document in YamlFile.Read(SourceText.Decode(file, File.ReadAllBytes(path)), new YamlLimits(1 << 20, 100)).Documents)
        {
            var root = document.Root.ShouldBeOfType<YamlMapping>();
            var space = (((YamlMapping)root["metadata"]!)["namespace"] as YamlScalar)?.Text;
            foreach (var rule in ((root["rules"] as YamlSequence)?.Items ?? []).Cast<YamlMapping>())
            {
                grants.AddRange(
                    from verb in Texts(rule["verbs"])
                    from grp in Texts(rule["apiGroups"])
                    from resource in Texts(rule["resources"])
                    select new Grant(grp, resource, verb, space));
            }
        }

        return grants;
    }

    private static IEnumerable<string> Texts(YamlNode? node) => ((YamlSequence)node!).Items.Select(i => ((YamlScalar)i).Text);
}
