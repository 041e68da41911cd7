using System.Text.Json.Nodes;
using Automation.GitOps.Comparing;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Rendering;
using Automation.GitOps.Secrets;

namespace Automation.GitOps.Tests.Comparing;

/// <summary>The comparison of an application's sides.</summary>
public sealed class ApplicationComparisonTests
{
    private const string Secret = """{ "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "s" }, "FIELD": { "password": "VALUE", "user": "same" } }""";

    [Theory]
    [InlineData("data")]
    [InlineData("stringData")]
    public void A_changed_secret_shows_as_changed_without_its_values(string field)
    {
        var change = Compare([Secret.Replace("FIELD", field, StringComparison.Ordinal).Replace("VALUE", "hunter2", StringComparison.Ordinal)],
            [Secret.Replace("FIELD", field, StringComparison.Ordinal).Replace("VALUE", "hunter3", StringComparison.Ordinal)]);
        var text = Shown(change);
        text.ShouldNotContain("hunter");
        text.ShouldNotContain("same");
        text.ShouldContain(SecretMask.Old);
        text.ShouldContain(SecretMask.New);
        text.ShouldContain($"   user: \"{SecretMask.Same}\"");
    }

    [Fact]
    public void What_was_applied_last_and_tokens_elsewhere_are_covered()
    {
        const string One = """
            { "apiVersion": "v1", "kind": "ConfigMap",
              "metadata": { "name": "c", "annotations": { "kubectl.kubernetes.io/last-applied-configuration": "{secret1}" } },
              "data": { "t": "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } }
            """;
        var text = Shown(Compare([One], [One.Replace("secret1", "secret2", StringComparison.Ordinal).Replace("ghp_a", "ghp_b", StringComparison.Ordinal)]));
        text.ShouldNotContain("secret");
        text.ShouldNotContain("ghp_");
        text.Split('\n').Count(l => l.StartsWith('-')).ShouldBe(2);
    }

    [Fact]
    public void Ignored_fields_are_hidden_and_counted()
    {
        var application = Of("""
            { "spec": { "ignoreDifferences": [{ "group": "apps", "kind": "Deployment", "jsonPointers": ["/spec/replicas"],
              "jqPathExpressions": [".spec.template.containers[] | select(.name == \"a\") | .image", ".spec.x | map(1)"],
              "managedFieldsManagers": ["kcm"] }] } }
            """);
        const string Deployment = """
            { "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "d" },
              "spec": { "replicas": 1, "template": { "containers": [{ "name": "a", "image": "i1" }, { "name": "b", "image": "i1" }] } } }
            """;
        var change = Compare([Deployment], [Deployment.Replace("\"replicas\": 1", "\"replicas\": 2", StringComparison.Ordinal)
            .Replace("\"a\", \"image\": \"i1\"", "\"a\", \"image\": \"i2\"", StringComparison.Ordinal)], application);
        change.Objects.ShouldBeEmpty();
        change.Hidden.ShouldBe(2);
        change.Undecided.ShouldBe(["Not applied: managedFieldsManagers kcm of ignoreDifferences, which only the cluster knows.",
            "Not applied: the jq expression .spec.x | map(1) of ignoreDifferences."]);
    }

    [Fact]
    public void Two_objects_with_one_key_are_named_and_none_is_dropped()
    {
        const string One = """{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "c" }, "data": { "a": "1" } }""";
        var change = Compare([One], [One, One.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)]);
        change.Problems.Select(p => p.Text).ShouldBe(["ConfigMap c is rendered more than once: Argo CD applies only the last one."]);
        change.Objects.Single().Key.Name.ShouldBe("c (2)");
    }

    [Fact]
    public void Fields_of_the_application_come_in_the_order_of_their_weight()
    {
        var before = Of("""{ "metadata": { "name": "a" }, "spec": { "project": "p", "destination": { "name": "dev" }, "source": { "path": "x" } } }""");
        var after = Of("""
            { "metadata": { "name": "a", "labels": { "l": "x" } },
              "spec": { "project": "q", "destination": { "name": "prod" }, "source": { "path": "y" }, "syncPolicy": { "automated": { "prune": true } } } }
            """);
        new ApplicationComparison(before, after).Run(new RenderedApplication(), new RenderedApplication())
            .Fields.Select(f => $"{f.Name}: {f.Before} -> {f.After}").ShouldBe([
            """destination: {"name":"dev"} -> {"name":"prod"}""",
            "project: p -> q",
            """syncPolicy:  -> {"automated":{"prune":true}}""",
            "source.path: x -> y",
            """labels:  -> {"l":"x"}""",
        ]);
    }

    [Fact]
    public void What_could_not_be_rendered_never_counts_as_empty()
    {
        var one = new RenderedApplication { Objects = [new RenderedObject(new KubernetesObject((JsonObject)JsonNode.Parse("""{ "kind": "X" }""")!), null)] };
        var not = new RenderedApplication { NotRendered = [new NotRendered("chart", "helm is not installed")] };
        var change = new ApplicationComparison(Of("{}"), Of("{}")).Run(one, not);
        change.Objects.ShouldBeEmpty();
        change.Undecided.ShouldBe(["Not rendered after the change: chart, because helm is not installed."]);
    }

    [Theory]
    [InlineData("batch/v1beta1", "CronJob", "1.24", "deprecated")]
    [InlineData("batch/v1beta1", "CronJob", "v1.25.3", "does not serve")]
    [InlineData("batch/v1", "CronJob", "1.33", "")]
    [InlineData("batch/v1beta1", "CronJob", "", "")]
    public void Removed_api_versions_are_known(string version, string kind, string kubernetes, string expected) =>
        (ApiVersionTable.Problem(version, kind, kubernetes)?.Text ?? "").ShouldContain(expected);

    private static ApplicationChange Compare(string[] before, string[] after, Application? application = null) =>
        new ApplicationComparison(application ?? Of("{}"), application ?? Of("{}")).Run(Rendered(before), Rendered(after));

    private static RenderedApplication Rendered(string[] objects) => new()
    {
        Objects = [.. objects.Select(o => new RenderedObject(new KubernetesObject((JsonObject)JsonNode.Parse(o)!), null))],
    };

    private static Application Of(string json) => new(new KubernetesObject((JsonObject)JsonNode.Parse(json)!));

    private static string Shown(ApplicationChange change) => string.Concat(change.Objects.SelectMany(o => o.Lines).Select(l => $"{l.Mark}{l.Text}\n"));
}
