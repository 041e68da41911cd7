using System.Text.RegularExpressions;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Settings;
using Automation.Jobs.GitOps.Settings;
using Automation.Jobs.Tests.Configuration;
using Automation.Testing;
using NJsonSchema;

namespace Automation.Jobs.Tests.GitOps;

/// <summary><c>.automation/gitops.yml</c>: its reader, and the JSON Schema that editors use, say the same.</summary>
public sealed class GitOpsSettingsTests
{
    private const string SchemaPath = "schemas/gitops.schema.json";

    private static readonly JsonSchema Schema = GeneratedSchema.Of(typeof(GitOpsSettings), schema =>
        schema.Definitions[nameof(DeploymentEnvironment)].RequiredProperties.Add("name"));

    [Fact]
    public void The_committed_schema_is_current() => GeneratedSchema.ShouldBeCommitted(SchemaPath, Schema);

    [Fact]
    public void Schema_and_reader_have_the_same_keys()
    {
        GeneratedSchema.Keys(Schema).ShouldBe(GitOpsKeys.Settings.Names);
        GeneratedSchema.Keys(Schema.Definitions[nameof(DeploymentEnvironment)]).ShouldBe(GitOpsKeys.Environment.Names);
        GeneratedSchema.Keys(Schema.Definitions[nameof(ClusterFacts)]).ShouldBe(GitOpsKeys.Cluster.Names);
        GeneratedSchema.Keys(Schema.Definitions[nameof(ManifestPolicy)]).ShouldBe(GitOpsKeys.Policy.Names);
    }

    [Fact]
    public void The_guides_example_is_accepted_by_both()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/gitops.md"));
        var example = Regex.Match(guide, "```yaml\n(?<file># .automation/gitops.yml\n.*?)```", RegexOptions.Singleline).Groups["file"].Value;

        Problems(example).ShouldBeEmpty();
        GeneratedSchema.Errors(Schema, example).ShouldBeEmpty();
        var settings = Read(example).Settings;
        settings.Environments.Select(e => e.Name).ShouldBe(["dev", "staging", "production"]);
        settings.Clusters["production-eu"].KubernetesVersion.ShouldBe("1.33");
        settings.Policy.NoPrune.ShouldBe(["production"]);
    }

    [Fact]
    public void Without_the_file_the_defaults_apply()
    {
        var reading = GitOpsSettingsReader.In(InMemoryTree.Of(), p => p, TestContext.Current.CancellationToken);

        reading.Settings.ShouldBe(GitOpsSettings.Default);
        reading.Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("topologi: per-cluster", "'topologi' is not a key of the configuration. Did you mean 'topology'?")]
    [InlineData("topology: hub", "'topology' must be 'hub-and-spoke', 'per-cluster' or 'eks-managed', not 'hub'.")]
    [InlineData("environments: [{clusters: [a]}]\nclusters: {a: {}}",
        "'environments[0]' has no 'name'. Add it: the name of the environment, such as 'staging'.")]
    [InlineData("environments: [{name: dev, clusters: [dev]}]\nclusters: {dev-eu: {}}", "There is no cluster 'dev' under 'clusters'. Add it there.")]
    [InlineData("environments: [{name: dev}, {name: dev}]", "There are two environments 'dev'. Give each a name of its own.")]
    [InlineData("policy: {no-prune: [prod]}", "There is no environment 'prod' under 'environments'. Add it there.")]
    [InlineData("environments: [{name: dev, namespace: '{team}'}]", "'{team}' has an unknown placeholder: use {service}, {system}, {environment}.")]
    [InlineData("clusters: {a: {kubernetes-version: 1.30}}", "'clusters.a.kubernetes-version' must be text, a version such as '1.33', but is a "
        + "number: put it in quotes if it is meant as text.")]
    [InlineData("clusters: {a: {kubernetes-version: latest}}", "'latest' is not a version of Kubernetes: write it such as '1.33'.")]
    [InlineData("services: ../apps", "'../apps' points outside the repository: write it from the root of the repository, without '..'.")]
    [InlineData("kustomize-options: [--enable-exec]", "'--enable-exec' is not an option that can be used here: use '--enable-helm' or "
        + "'--load-restrictor=LoadRestrictionsNone'. Leave out options that run programs or open connections; applications that need them are listed "
        + "as not rendered.")]
    [InlineData("chart-repositories: ['http://charts.example']",
        "'http://charts.example' is not the address of a chart repository: write 'https://' or 'oci://' and a host; '*' may stand for parts of the "
        + "path, not of the host.")]
    [InlineData("chart-repositories: ['https://*.example']", "'https://*.example' is not the address of a chart repository: write 'https://' or "
        + "'oci://' and a host; '*' may stand for parts of the path, not of the host.")]
    [InlineData("repositories: ['https://a:b@example.com/x']", "'https://a:b@example.com/x' contains a user with a password: remove it, because the "
        + "file is public to everyone who can read the repository.")]
    public void A_mistake_is_a_finding_with_advice(string yaml, string message) => Problems(yaml).ShouldBe([message]);

    [Theory]
    [InlineData("environments: {name: dev}")]
    [InlineData("environments: [{clusters: []}]")]
    [InlineData("clusters: {a: {labels: {b: 1}}}")]
    [InlineData("old-globbing: 'yes'")]
    [InlineData("merge: review")]
    [InlineData("policy: {prune: false}")]
    [InlineData("- services: apps")]
    public void What_one_refuses_the_other_refuses(string yaml)
    {
        Problems(yaml).ShouldNotBeEmpty();
        GeneratedSchema.Errors(Schema, yaml).ShouldNotBeEmpty();
    }

    private static GitOpsSettingsReading Read(string yaml) => GitOpsSettingsReader.Read(SourceText.Of(GitOpsSettings.Path, yaml));

    private static IEnumerable<string> Problems(string yaml) => Read(yaml).Findings.Select(f => f.Message);
}
