using Automation.Core.Text;

namespace Automation.GitOps.Settings;

/// <summary>The settings in <c>.automation/gitops.yml</c> of a GitOps repository: the platform's rules for deployments, and facts not in git.</summary>
public sealed record GitOpsSettings
{
    /// <summary>The file, from the root of the GitOps repository.</summary>
    public const string Path = ".automation/gitops.yml";

    public static GitOpsSettings Default { get; } = new();

    /// <summary>The addresses under which manifests name this repository; the repository's own on GitHub is always one of them.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary>Where Argo CD runs.</summary>
    public Topology Topology { get; init; } = Topology.HubAndSpoke;

    /// <summary>How a service's files are laid out.</summary>
    public Layout Layout { get; init; } = Layout.Overlays;

    /// <summary>The folder of the services' files.</summary>
    public string Services { get; init; } = "apps";

    /// <summary>The folder of Argo CD's own manifests: Applications, ApplicationSets and AppProjects.</summary>
    public string Applications { get; init; } = "argocd";

    /// <summary>The namespace in which Argo CD expects its manifests.</summary>
    public string ArgoNamespace { get; init; } = "argocd";

    /// <summary>The unit that gets its own AppProject.</summary>
    public ProjectScope ProjectPer { get; init; } = ProjectScope.System;

    /// <summary>The types of components that are deployed.</summary>
    public IReadOnlyList<string> Deployable { get; init; } = ["service", "website"];

    /// <summary>The folder of the deployment template, from the root; null for the built-in one.</summary>
    public string? Template { get; init; }

    /// <summary>The environments, in the order of promotion.</summary>
    public IReadOnlyList<DeploymentEnvironment> Environments { get; init; } = [];

    /// <summary>Which services later renderings reach first: selectors of components, in their order; all others come last.</summary>
    public IReadOnlyList<string> Waves { get; init; } = [];

    /// <summary>The clusters by name: facts of each.</summary>
    public IReadOnlyDictionary<string, ClusterFacts> Clusters { get; init; } = new Dictionary<string, ClusterFacts>(StringComparer.Ordinal);

    /// <summary><c>kustomize.buildOptions</c> of Argo CD.</summary>
    public IReadOnlyList<string> KustomizeOptions { get; init; } = [];

    /// <summary>The repositories from which <c>gitops fetch-charts</c> may fetch: <c>https://</c> and <c>oci://</c>, with <c>*</c> in the path.</summary>
    public IReadOnlyList<string> ChartRepositories { get; init; } = [];

    /// <summary>Other repositories of which a checkout is given, by address.</summary>
    public IReadOnlyList<string> OtherRepositories { get; init; } = [];

    /// <summary>Whether <c>*</c> in the files of a git generator also matches '/', as Argo CD before its new globbing does.</summary>
    public bool OldGlobbing { get; init; }

    /// <summary>What manifests may contain.</summary>
    public ManifestPolicy Policy { get; init; } = ManifestPolicy.Default;
}

/// <summary>Where Argo CD runs, and so how a cluster is named.</summary>
public enum Topology
{
    /// <summary>One Argo CD for all clusters; they are named.</summary>
    HubAndSpoke,

    /// <summary>An Argo CD in each cluster, which deploys to its own.</summary>
    PerCluster,

    /// <summary>Argo CD as AWS manages it for EKS; clusters are named by ARN.</summary>
    EksManaged,
}

/// <summary>How the files of a service are laid out.</summary>
public enum Layout
{
    /// <summary>A base and an overlay for each environment, with an Application for each.</summary>
    Overlays,

    /// <summary>A base and an overlay for each environment, which one ApplicationSet with a git generator picks up.</summary>
    GeneratedFromFolders,
}

/// <summary>The unit that gets its own AppProject.</summary>
public enum ProjectScope
{
    /// <summary>One project for each system of the catalog; a component without a system uses its owner's.</summary>
    System,

    Team,
}

public sealed record DeploymentEnvironment
{
    /// <summary>The name, such as <c>staging</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The clusters that it deploys to, by their names in <see cref="GitOpsSettings.Clusters"/>.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>The namespace of a service; <c>{service}</c>, <c>{system}</c> and <c>{environment}</c> are replaced.</summary>
    public string Namespace { get; init; } = "{service}-{environment}";

    /// <summary>Whether changes are applied without a person.</summary>
    public bool Automated { get; init; } = true;

    /// <summary>Whether objects that are no longer in git are deleted.</summary>
    public bool Prune { get; init; }

    /// <summary>Whether manual changes in the cluster are reverted.</summary>
    public bool SelfHeal { get; init; }

    /// <summary>How the pull request that changes it is merged.</summary>
    public MergePolicy Merge { get; init; } = MergePolicy.Review;
}

/// <summary>How a pull request is merged, from the most permissive to the strictest.</summary>
public enum MergePolicy
{
    /// <summary>By GitHub as soon as its checks pass.</summary>
    Automatic,

    /// <summary>By a person after a review.</summary>
    Review,
}

/// <summary>Facts of a cluster that are not in git.</summary>
public sealed record ClusterFacts
{
    /// <summary>The address, or the ARN of an EKS cluster; null if manifests only name it.</summary>
    public string? Server { get; init; }

    /// <summary>The version of Kubernetes, such as 1.33.</summary>
    public string? KubernetesVersion { get; init; }

    /// <summary>The API versions that it serves besides the built-in ones, as Helm's <c>--api-versions</c>.</summary>
    public IReadOnlyList<string> ApiVersions { get; init; } = [];

    /// <summary>The labels of its secret in Argo CD.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The annotations of its secret in Argo CD; those that Terraform writes (GitOps Bridge) are declared here.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>What manifests of Argo CD may contain.</summary>
public sealed record ManifestPolicy
{
    /// <summary>The defaults: nothing is refused.</summary>
    public static ManifestPolicy Default { get; } = new();

    /// <summary>The projects that applications may be in; null for any.</summary>
    public IReadOnlyList<Glob>? Projects { get; init; }

    /// <summary>Whether remote bases and sources must name a commit, a tag or a version.</summary>
    public bool PinnedSources { get; init; }

    /// <summary>Whether an ApplicationSet must not delete applications, or must preserve their resources.</summary>
    public bool ProtectGenerated { get; init; }

    /// <summary>The environments in which applications must not prune; matched by the cluster of the destination.</summary>
    public IReadOnlyList<string> NoPrune { get; init; } = [];

    /// <summary>The environments in which applications must not revert manual changes.</summary>
    public IReadOnlyList<string> NoSelfHeal { get; init; } = [];
}
