using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Model;

/// <summary>An ApplicationSet of Argo CD: a typed view of its content.</summary>
/// <param name="Content">The whole object.</param>
public sealed record ApplicationSet(KubernetesObject Content)
{
    /// <summary>Its name.</summary>
    public string Name => Content.Name;

    /// <summary>Its specification; null where it has none.</summary>
    public JsonObject? Spec => Content.Root.Object("spec");

    /// <summary>Its generators in order.</summary>
    public IEnumerable<JsonObject> Generators => Spec.Objects("generators");

    /// <summary>The Application that each set of parameters gives; null where it has none.</summary>
    public JsonObject? Template => Spec.Object("template");

    /// <summary>Whether expressions are Go templates.</summary>
    public bool UsesGoTemplates => Spec.IsTrue("goTemplate");

    /// <summary>Whether applications that it no longer generates keep their workload.</summary>
    public bool PreservesResources => Spec.Object("syncPolicy").IsTrue("preserveResourcesOnDeletion");

    /// <summary>What the controller may do to applications: <c>sync</c>, unless it says otherwise.</summary>
    public string ApplicationsSync => Spec.Object("syncPolicy").Text("applicationsSync") ?? "sync";
}
