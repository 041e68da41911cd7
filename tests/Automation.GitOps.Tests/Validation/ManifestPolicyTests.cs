using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Settings;
using Automation.GitOps.Validation;

namespace Automation.GitOps.Tests.Validation;

/// <summary>What the policy of a GitOps repository asks for, and nothing where it asks for nothing.</summary>
public sealed class ManifestPolicyTests
{
    private static readonly GitOpsSettings Strict = new()
    {
        Repositories = ["https://github.com/acme/gitops"],
        Environments =
        [
            new DeploymentEnvironment { Name = "staging", Clusters = ["staging"] },
            new DeploymentEnvironment { Name = "production", Clusters = ["production-eu"] },
        ],
        Clusters = new Dictionary<string, ClusterFacts>(StringComparer.Ordinal)
        {
            ["production-eu"] = new()
            {
                Server = "https://eu.example",
                Labels = new Dictionary<string, string> { ["environment"] = "production" },
                Annotations = new Dictionary<string, string> { ["addons_repo_url"] = "x" },
            },
        },
        Policy = new ManifestPolicy
        {
            Projects = [new Glob("shop"), new Glob("team-*")],
            PinnedSources = true,
            ProtectGenerated = true,
            NoPrune = ["production"],
            NoSelfHeal = ["production"],
        },
    };

    [Theory]
    [InlineData("project: shop", "")]
    [InlineData("project: team-a", "")]
    [InlineData("project: default", "policy-project")]
    [InlineData("project: ''", "policy-project")]
    [InlineData("project: '{{ .project }}'", "")]
    [InlineData("source: { repoURL: 'https://github.com/acme/gitops.git', path: x, targetRevision: HEAD }", "")]
    [InlineData("source: { repoURL: 'https://github.com/acme/other', path: x, targetRevision: main }", "policy-pinned")]
    [InlineData("source: { repoURL: 'https://github.com/acme/other', path: x }", "policy-pinned")]
    [InlineData("source: { repoURL: 'https://github.com/acme/other', path: x, targetRevision: v1.2.3 }", "")]
    [InlineData("source: { repoURL: 'https://github.com/acme/other', path: x, targetRevision: 103b724a6a0f4dbb0e21e3e2d1c9a7a0c7c2a111 }", "")]
    [InlineData("source: { repoURL: 'https://charts.example', chart: web, targetRevision: 1.2.3 }", "")]
    [InlineData("source: { repoURL: 'https://charts.example', chart: web, targetRevision: ^1.2.0 }", "policy-pinned")]
    [InlineData("source: { repoURL: 'https://charts.example', chart: web, targetRevision: '1.2' }", "policy-pinned")]
    [InlineData("sources: [{ repoURL: 'https://github.com/acme/other', ref: values, targetRevision: main }]", "policy-pinned")]
    [InlineData("destination: { name: staging }\n  syncPolicy: { automated: { prune: true, selfHeal: true } }", "")]
    [InlineData("destination: { name: production-eu }\n  syncPolicy: { automated: { prune: true } }", "policy-prune")]
    [InlineData("destination: { server: 'https://eu.example' }\n  syncPolicy: { automated: { selfHeal: true } }", "policy-self-heal")]
    [InlineData("destination: { name: production-eu }\n  syncPolicy: { automated: { prune: false } }", "")]
    public void Applications(string spec, string rule) =>
        Rules($"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: orders }}\nspec:\n  {spec}\n").ShouldBe(rule);

    [Theory]
    [InlineData("generators: []", "policy-generated")]
    [InlineData("syncPolicy: { applicationsSync: create-delete }", "policy-generated")]
    [InlineData("syncPolicy: { applicationsSync: create-update }", "")]
    [InlineData("syncPolicy: { preserveResourcesOnDeletion: true }", "")]
    [InlineData("syncPolicy: { preserveResourcesOnDeletion: true }\n  template: { spec: { project: default } }", "policy-project")]
    [InlineData(Safe + "{ selector: { matchLabels: { environment: production } } }", "")]
    [InlineData(Safe + "{ selector: { matchLabels: { enviroment: production } } }", "policy-cluster-fact")]
    [InlineData(Safe + "{ values: { a: '{{ .metadata.annotations.addons_repo_url }}' } }", "")]
    [InlineData(Safe + "{ values: { a: '{{ .metadata.annotations.addon_repo_url }}' } }", "policy-cluster-fact")]
    [InlineData(Safe + "{ values: { a: '{{ index .metadata.labels \"argocd.argoproj.io/secret-type\" }}' } }", "")]
    [InlineData(Safe + "{ values: { a: '{{metadata.labels.tier}}' } }", "policy-cluster-fact")]
    public void Sets(string spec, string rule) =>
        Rules($"apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {{ name: orders }}\nspec:\n  {spec}\n").ShouldBe(rule);

    [Theory]
    [InlineData("../base", "")]
    [InlineData("https://github.com/acme/bases//web?ref=v1.4.0", "")]
    [InlineData("https://github.com/acme/bases//web?ref=main", "policy-pinned")]
    [InlineData("github.com/acme/bases//web", "policy-pinned")]
    public void Remote_bases(string resource, string rule) =>
        Rules($"apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: ['{resource}']\n").ShouldBe(rule);

    [Fact]
    public void Without_a_policy_nothing_is_refused() =>
        new ManifestPolicyCheck(GitOpsSettings.Default).Run(Read("apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: { generators: [] }\n"))
            .ShouldBeEmpty();

    private const string Safe = "syncPolicy: { preserveResourcesOnDeletion: true }\n  generators:\n    - clusters: ";

    private static string Rules(string text) =>
        string.Join(' ', new ManifestPolicyCheck(Strict).Run(Read(text)).Select(f => f.Rule.Id.Split('/')[1]).Distinct());

    private static Manifest Read(string text) => ManifestFile.Read(SourceText.Of("a.yaml", text)).Documents[0].Manifest!;
}
