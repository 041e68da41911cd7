using Automation.Core.Findings;

namespace Automation.GitOps.Rendering;

/// <summary>The rules about the objects of applications: what no file shows alone.</summary>
public static class RenderedRules
{
    private static readonly RuleSource Removed = new(
        "Kubernetes, \"Deprecated API Migration Guide\"", "https://kubernetes.io/docs/reference/using-api/deprecation-guide/");
    private static readonly RuleSource Generators = new(
        "Argo CD, \"Generating Applications with ApplicationSet\"", "https://argo-cd.readthedocs.io/en/stable/user-guide/application-set/");

    /// <summary>An API version that the cluster no longer serves.</summary>
    public static readonly Rule ApiRemoved = Error("gitops/api-removed", "Use the API version that replaces it.") with
    {
        Detects = "An object whose API version the Kubernetes version of its cluster no longer serves, if `.automation/gitops.yml` declares that version.",
        Why = "Argo CD cannot apply the object: the synchronization of the whole application fails.",
        Bad = "# clusters: { dev: { kubernetes-version: '1.33' } }\napiVersion: batch/v1beta1\nkind: CronJob",
        Good = "apiVersion: batch/v1\nkind: CronJob",
        Sources = [Removed],
    };

    /// <summary>An API version that a later Kubernetes no longer serves.</summary>
    public static readonly Rule ApiDeprecated = new(
        "gitops/api-deprecated", Severity.Warning, Responsible.PlatformTeam, "Use the API version that replaces it.")
    {
        Detects = "An object whose API version is deprecated in the Kubernetes version of its cluster, and removed in a later one.",
        Why = "The next upgrade of the cluster stops its synchronization.",
        Bad = "# clusters: { dev: { kubernetes-version: '1.31' } }\napiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema",
        Good = "apiVersion: flowcontrol.apiserver.k8s.io/v1\nkind: FlowSchema",
        Sources = [Removed],
    };

    /// <summary>Two objects with one key.</summary>
    public static readonly Rule DuplicateObject = Error("gitops/duplicate-object", "Remove one of the objects, or rename it.") with
    {
        Detects = "An application with two objects of the same group, kind, namespace and name.",
        Why = "Argo CD applies only the last one, and which that is depends on the order of files.",
        Bad = "kind: ConfigMap\nmetadata: { name: settings }\n---\nkind: ConfigMap\nmetadata: { name: settings }",
        Good = "kind: ConfigMap\nmetadata: { name: settings }",
        Sources = [RuleSource.Own],
    };

    /// <summary>An object without a name.</summary>
    public static readonly Rule UnnamedObject = Error("gitops/unnamed-object", "Give the object a name.") with
    {
        Detects = "An object of an application that has neither `name` nor `generateName`.",
        Why = "The API server rejects it.",
        Bad = "kind: ConfigMap\nmetadata: {}",
        Good = "kind: ConfigMap\nmetadata: { name: settings }",
        Sources = [RuleSource.Own],
    };

    /// <summary>An ApplicationSet whose applications have no names of their own.</summary>
    public static readonly Rule GeneratedName = Error("gitops/generated-name", "Use parameters in the name that differ between the applications.") with
    {
        Detects = "An ApplicationSet that generates the same name more than once, or an empty one.",
        Why = "Argo CD refuses the ApplicationSet, and none of its applications is created or updated.",
        Bad = "name: orders",
        Good = "name: 'orders-{{ .name }}'",
        Sources = [Generators],
    };

    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } = [ApiRemoved, ApiDeprecated, DuplicateObject, UnnamedObject, GeneratedName];

    private static Rule Error(string id, string title) => new(id, Severity.Error, Responsible.PlatformTeam, title);
}

/// <summary>A mistake in what an application consists of.</summary>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Text">What is wrong, as a sentence.</param>
public sealed record RenderProblem(Rule Rule, string Text);
