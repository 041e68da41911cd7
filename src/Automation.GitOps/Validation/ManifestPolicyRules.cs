using Automation.Core.Findings;

namespace Automation.GitOps.Validation;

/// <summary>The layer policy: what <c>.automation/gitops.yml</c> asks for. Without it, none of these rules applies.</summary>
public static class ManifestPolicyRules
{
    private static readonly RuleSource Automated = new("Argo CD, \"Automated Sync Policy\"", "https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/");
    private static readonly RuleSource Deletion = new(
        "Argo CD, \"Controlling Resource Modification\"",
        "https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/");
    private static readonly RuleSource Tracking =
        new("Argo CD, \"Tracking and Deployment Strategies\"", "https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/");
    private static readonly RuleSource Clusters =
        new("Argo CD, \"Cluster Generator\"", "https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/");

    /// <summary>A project that the policy does not allow.</summary>
    public static readonly Rule Project = Error("gitops/policy-project", "Use a project that the policy allows.") with
    {
        Detects = "An Application, or the template of an ApplicationSet, whose project matches no pattern of `policy.projects`.",
        Why = "A project decides what an application may deploy and where: `default` permits everything.",
        Bad = "# policy: { projects: [payments, shop-*] }\nproject: default",
        Good = "project: payments",
        Sources = [RuleSource.Own],
    };

    /// <summary>A source that moves.</summary>
    public static readonly Rule Pinned = Error("gitops/policy-pinned", "Name a commit, a tag or a version.") with
    {
        Detects = "With `policy.pinned-sources`, a source of another repository, a chart, or a remote base of a kustomization, that names a branch, a range or "
            + "nothing.",
        Why = "A push to the other repository changes every environment at once, without a pull request in this one.",
        Bad = "resources:\n  - https://github.com/acme/bases//web?ref=main",
        Good = "resources:\n  - https://github.com/acme/bases//web?ref=v1.4.0",
        Sources = [Tracking],
    };

    /// <summary>Pruning where it is not wanted.</summary>
    public static readonly Rule Prune = Error("gitops/policy-prune", "Remove 'prune: true'.") with
    {
        Detects = "`prune: true` in an application that deploys to a cluster of an environment in `policy.no-prune`.",
        Why = "If a file is removed by mistake, Argo CD deletes what it deployed.",
        Bad = "automated: { prune: true }",
        Good = "automated: { prune: false }",
        Sources = [Automated],
    };

    /// <summary>Reverting where it is not wanted.</summary>
    public static readonly Rule SelfHeal = Error("gitops/policy-self-heal", "Remove 'selfHeal: true'.") with
    {
        Detects = "`selfHeal: true` in an application that deploys to a cluster of an environment in `policy.no-self-heal`.",
        Why = "Argo CD reverts within seconds what a person changes in the cluster to end an incident.",
        Bad = "automated: { selfHeal: true }",
        Good = "automated: { selfHeal: false }",
        Sources = [Automated],
    };

    /// <summary>A set that deletes.</summary>
    public static readonly Rule Generated = Error(
        "gitops/policy-generated", "Add preserveResourcesOnDeletion, or an applicationsSync that does not delete.") with
    {
        Detects = "With `policy.protect-generated`, an ApplicationSet that may delete its applications with their workload: `applicationsSync` is `sync` or "
            + "`create-delete`, or absent, and `preserveResourcesOnDeletion` is not true.",
        Why = "A mistake in a generator deletes all of its applications.",
        Bad = "spec:\n  generators: []",
        Good = "spec:\n  syncPolicy: { applicationsSync: create-update, preserveResourcesOnDeletion: true }",
        Sources = [Deletion],
    };

    /// <summary>A fact of a cluster that is not declared.</summary>
    public static readonly Rule ClusterFact = new(
        "gitops/policy-cluster-fact", Severity.Warning, Responsible.PlatformTeam, "Declare the label or annotation of the clusters, or correct its name.")
    {
        Detects = "An ApplicationSet with a generator of clusters that uses a label or annotation which no cluster in `.automation/gitops.yml` declares.",
        Why = "Terraform writes these names to the secrets of clusters (GitOps Bridge), which reviewers do not see: with a wrong name, the set generates "
            + "nothing, or fails.",
        Bad = "repoURL: '{{ .metadata.annotations.addon_repo_url }}'",
        Good = "repoURL: '{{ .metadata.annotations.addons_repo_url }}'",
        Sources = [Clusters],
    };

    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Project, Pinned, Prune, SelfHeal, Generated, ClusterFact];

    private static Rule Error(string id, string title) => new(id, Severity.Error, Responsible.PlatformTeam, title);
}
