using Automation.GitOps.Settings;
using Automation.Jobs.Configuration;
using Automation.Jobs.Configuration.Reading;

namespace Automation.Jobs.GitOps.Settings;

/// <summary>The keys of <c>.automation/gitops.yml</c>: the one place that ties them to the properties of <see cref="GitOpsSettings"/>.</summary>
internal static class GitOpsKeys
{
    public static readonly RecordReader<DeploymentEnvironment> Environment = new(new DeploymentEnvironment { Name = "" })
    {
        Required = [("name", "the name of the environment, such as 'staging'")],
        ["name"] = (e, v) => e with { Name = Name(v) ?? e.Name },
        ["clusters"] = (e, v) => e with { Clusters = v.Some(Name) ?? e.Clusters },
        ["namespace"] = (e, v) => e with { Namespace = v.Text("a namespace such as '{service}-{environment}'", GitOpsWords.Namespace) ?? e.Namespace },
        ["automated"] = (e, v) => e with { Automated = v.Switch() ?? e.Automated },
        ["prune"] = (e, v) => e with { Prune = v.Switch() ?? e.Prune },
        ["self-heal"] = (e, v) => e with { SelfHeal = v.Switch() ?? e.SelfHeal },
        ["merge"] = (e, v) => e with { Merge = v.Word<MergePolicy>() ?? e.Merge },
    };

    public static readonly RecordReader<ClusterFacts> Cluster = new(new ClusterFacts())
    {
        ["server"] = (c, v) => c with { Server = v.Text("the address of the cluster, or its ARN") ?? c.Server },
        ["kubernetes-version"] = (c, v) => c with { KubernetesVersion = v.Text("a version such as '1.33'", GitOpsWords.Version) ?? c.KubernetesVersion },
        ["api-versions"] = (c, v) => c with
        {
            ApiVersions = v.List(a => a.Text("an API version such as 'monitoring.coreos.com/v1'",
            GitOpsWords.ApiVersion)) ?? c.ApiVersions
        },
        ["labels"] = (c, v) => c with { Labels = Texts(v, c.Labels) ?? c.Labels },
        ["annotations"] = (c, v) => c with { Annotations = Texts(v, c.Annotations) ?? c.Annotations },
    };

    public static readonly RecordReader<ManifestPolicy> Policy = new(ManifestPolicy.Default)
    {
        ["projects"] = (p, v) => p with { Projects = v.Some(g => g.Text("a project, with '*' for any characters", SettingsWords.Glob)) ?? p.Projects },
        ["pinned-sources"] = (p, v) => p with { PinnedSources = v.Switch() ?? p.PinnedSources },
        ["protect-generated"] = (p, v) => p with { ProtectGenerated = v.Switch() ?? p.ProtectGenerated },
        ["no-prune"] = (p, v) => p with { NoPrune = v.List(Name) ?? p.NoPrune },
        ["no-self-heal"] = (p, v) => p with { NoSelfHeal = v.List(Name) ?? p.NoSelfHeal },
    };

    public static readonly RecordReader<GitOpsSettings> Settings = new(GitOpsSettings.Default)
    {
        ["repositories"] = (s, v) => s with { Repositories = v.List(r => r.Text("the address of a git repository", GitOpsWords.Repository)) ?? s.Repositories },
        ["topology"] = (s, v) => s with { Topology = v.Word<Topology>() ?? s.Topology },
        ["layout"] = (s, v) => s with { Layout = v.Word<Layout>() ?? s.Layout },
        ["services"] = (s, v) => s with { Services = Folder(v) ?? s.Services },
        ["applications"] = (s, v) => s with { Applications = Folder(v) ?? s.Applications },
        ["argo-namespace"] = (s, v) => s with { ArgoNamespace = Name(v) ?? s.ArgoNamespace },
        ["project-per"] = (s, v) => s with { ProjectPer = v.Word<ProjectScope>() ?? s.ProjectPer },
        ["deployable"] = (s, v) => s with { Deployable = v.Some(t => t.Text("a type of component such as 'service'")) ?? s.Deployable },
        ["template"] = (s, v) => s with { Template = Folder(v) ?? s.Template },
        ["environments"] = (s, v) => s with { Environments = v.List(e => Environment.Read(e)) ?? s.Environments },
        ["waves"] = (s, v) => s with { Waves = v.List(w => w.Text("a selector such as 'lifecycle=experimental'", GitOpsWords.Wave)) ?? s.Waves },
        ["clusters"] = (s, v) => s with { Clusters = v.Map(s.Clusters, StringComparer.Ordinal, c => Cluster.Read(c)) ?? s.Clusters },
        ["kustomize-options"] = (s, v) => s with
        {
            KustomizeOptions = v.List(o => o.Text("an option of 'kustomize build'",
            GitOpsWords.Option)) ?? s.KustomizeOptions
        },
        ["chart-repositories"] = (s, v) => s with
        {
            ChartRepositories = v.List(r => r.Text("the address of a chart repository",
            GitOpsWords.Charts)) ?? s.ChartRepositories
        },
        ["other-repositories"] = (s, v) => s with
        {
            OtherRepositories = v.List(r => r.Text("the address of a git repository",
            GitOpsWords.Repository)) ?? s.OtherRepositories
        },
        ["old-globbing"] = (s, v) => s with { OldGlobbing = v.Switch() ?? s.OldGlobbing },
        ["policy"] = (s, v) => s with { Policy = Policy.Read(v, s.Policy) ?? s.Policy },
    };

    private static string? Name(SettingNode node) => node.Text("a name of lower case letters, digits and '-'", GitOpsWords.Name);

    private static string? Folder(SettingNode node) => node.Text("a path from the root of the repository", GitOpsWords.Folder);

    private static IReadOnlyDictionary<string, string>? Texts(SettingNode node, IReadOnlyDictionary<string, string> inherited) =>
        node.Map(inherited, StringComparer.Ordinal, v => v.Text("the text of a label or an annotation"));
}
