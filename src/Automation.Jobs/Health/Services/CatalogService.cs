using Automation.Core;
using Automation.Health.Diagnosis;
using Automation.Health.Objects;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Health.Services;

/// <summary>An entity of the catalog. Its workloads and Applications are found as Backstage finds them: by the annotations of the entity.</summary>
public sealed class CatalogService
{
    internal const string IdLabel = "backstage.io/kubernetes-id";

    // What Argo CD marks its resources with, in both of its ways.
    internal const string ArgoLabel = "app.kubernetes.io/instance";
    internal const string ArgoTracking = "argocd.argoproj.io/tracking-id";

    private const string Selector = "backstage.io/kubernetes-label-selector";
    private const string NamespaceOf = "backstage.io/kubernetes-namespace";
    private const string ClusterOf = "backstage.io/kubernetes-cluster";
    private const string ArgoName = "argocd/app-name";
    private const string ArgoSelector = "argocd/app-selector";
    private const string ArgoNamespace = "argocd/app-namespace";
    private const string GitHubSlug = "github.com/project-slug";

    private readonly LabelSelector _selector;
    private readonly LabelSelector? _applications;
    private readonly string? _applicationSpace;
    private readonly string? _cluster;

    /// <param name="reference">The entity.</param>
    /// <param name="entity">The entity as the catalog has it.</param>
    /// <exception cref="FormatException">The entity has an annotation that cannot be used.</exception>
    public CatalogService(EntityRef reference, YamlMapping entity)
    {
        Ref = reference;
        Owner = Text((entity["spec"] as YamlMapping)?["owner"]);
        var annotations = (entity["metadata"] as YamlMapping)?["annotations"] as YamlMapping;
        string? Annotation(string name) => Text(annotations?[name]);

        (Space, _cluster, Application, _applicationSpace) =
            (Annotation(NamespaceOf), Annotation(ClusterOf), Annotation(ArgoName), Annotation(ArgoNamespace));
        Repository = Annotation(GitHubSlug);
        _applications = Annotation(ArgoSelector) is { } applications ? SelectorOf(ArgoSelector, applications) : null;
        var text = Annotation(Selector);
        Id = text is not null ? null : Annotation(IdLabel) ?? reference.Name;
        _selector = text is not null ? SelectorOf(Selector, text) : LabelSelector.Equal(IdLabel, Id!);
        FoundBy = text is not null ? $"the labels '{text}'" : $"the label '{IdLabel}={Id}'";
    }

    public EntityRef Ref { get; }

    /// <summary>Its owner as the entity names it; null if it has none.</summary>
    public string? Owner { get; }

    /// <summary>Its repository on GitHub, OWNER/REPO; null if the entity does not name one.</summary>
    public string? Repository { get; }

    /// <summary>How its workloads are found, for people.</summary>
    public string FoundBy { get; }

    /// <summary>The value of the label of its workloads; null if it has a selector instead.</summary>
    public string? Id { get; }

    /// <summary>The name of its Application; null if it does not name one.</summary>
    public string? Application { get; }

    /// <summary>Whether its Applications are selected by labels.</summary>
    public bool SelectsApplications => _applications is not null;

    /// <summary>The only namespace of its workloads; null for all.</summary>
    public string? Space { get; }

    /// <summary>Whether it can run in a cluster.</summary>
    public bool IsIn(string cluster) => _cluster is null || _cluster == cluster;

    /// <summary>Whether a resource of a cluster belongs to it.</summary>
    public bool Has(ClusterObject one, string cluster) =>
        IsIn(cluster) && IsInSpace(one.Namespace) && (_selector.Matches(one.Metadata["labels"]) || IsOfApplication(one));

    /// <summary>Whether a workload of a cluster belongs to it; where only its pods were read, they decide.</summary>
    public bool Has(RunningWorkload running) => running.Object is { } one
        ? Has(one, running.Workload.Cluster)
        : IsIn(running.Workload.Cluster) && IsInSpace(running.Workload.Namespace) && _selector.Matches(running.PodLabels);

    /// <summary>Whether an Application of Argo CD is its own.</summary>
    public bool HasApplication(ClusterObject application) =>
        (_applicationSpace is null || application.Namespace == _applicationSpace)
        && (_applications?.Matches(application.Metadata["labels"])
            ?? (Application is { } name ? application.Name == name : Id is { } id && application.Label(IdLabel) == id));

    private bool IsInSpace(string? space) => Space is null || Space == space;

    private bool IsOfApplication(ClusterObject one) => Application is { } application
        && (one.Label(ArgoLabel) == application || one.Annotation(ArgoTracking)?.StartsWith($"{application}:", StringComparison.Ordinal) == true);

    private LabelSelector SelectorOf(string annotation, string text) =>
        LabelSelector.Parse(text) ?? throw new FormatException($"The annotation '{annotation}' of {Ref} is not a label selector.");

    private static string? Text(YamlNode? node) => node is YamlScalar { Type: YamlType.String, Text.Length: > 0 } scalar ? scalar.Text : null;
}
