using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Model;

/// <summary>An Application of Argo CD: a typed view of its content, which keeps the fields that it does not know.</summary>
/// <param name="Content">The whole object.</param>
public sealed record Application(KubernetesObject Content)
{
    /// <summary>The API version of Argo CD's kinds.</summary>
    public const string ApiVersion = "argoproj.io/v1alpha1";

    /// <summary>The finalizer that deletes the workload with the Application; <c>/background</c> may follow.</summary>
    public const string ResourcesFinalizer = "resources-finalizer.argocd.argoproj.io";

    public string Name => Content.Name;

    /// <summary>The namespace that it is in itself; empty if the file leaves it to Argo CD.</summary>
    public string Namespace => Content.Namespace;

    /// <summary>The specification; null if there is none.</summary>
    public JsonObject? Spec => Content.Root.Object("spec");

    /// <summary>The project; Argo CD reads an empty one as <c>default</c>.</summary>
    public string Project => Spec.Text("project") ?? "default";

    public Destination Destination => new(Spec.Object("destination") ?? []);

    /// <summary>The sources in order: Argo CD ignores <c>source</c> where there are <c>sources</c>.</summary>
    public IReadOnlyList<ApplicationSource> Sources
    {
        get
        {
            var several = Spec.Objects("sources").Select(s => new ApplicationSource(s)).ToList();
            return several.Count > 0 ? several : Spec.Object("source") is { } one ? [new ApplicationSource(one)] : [];
        }
    }

    /// <summary>The sync policy; null if there is none.</summary>
    public JsonObject? SyncPolicy => Spec.Object("syncPolicy");

    /// <summary>Whether deleting it deletes its workload.</summary>
    public bool DeletesResources => Content.Metadata.Texts("finalizers")
        .Any(f => f == ResourcesFinalizer || f.StartsWith(ResourcesFinalizer + "/", StringComparison.Ordinal));
}

/// <summary>The destination of an Application.</summary>
public sealed record Destination(JsonObject Json)
{
    /// <summary>The name of the cluster; null if its address is given.</summary>
    public string? Name => Json.Text("name");

    /// <summary>The address of the cluster; null if its name is given.</summary>
    public string? Server => Json.Text("server");

    /// <summary>The namespace; empty if objects bring their own.</summary>
    public string Namespace => Json.Text("namespace") ?? "";

    /// <summary>The cluster as people name it.</summary>
    public string Cluster => Name ?? Server ?? "";
}
