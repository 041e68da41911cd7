using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Model;

/// <summary>An ApplicationSet of Argo CD: a typed view of its content.</summary>
/// <param name="Content">The whole object.</param>
public sealed record ApplicationSet(KubernetesObject Content)
{
    public string Name => Content.Name;

    /// <summary>The specification; null if there is none.</summary>
    public JsonObject? Spec => Content.Root.Object("spec");

    public IEnumerable<JsonObject> Generators => Spec.Objects("generators");

    /// <summary>The Application that each set of parameters gives; null if there is none.</summary>
    public JsonObject? Template => Spec.Object("template");

    public bool UsesGoTemplates => Spec.IsTrue("goTemplate");

    /// <summary>Whether applications that it no longer generates keep their workload.</summary>
    public bool PreservesResources => Spec.Object("syncPolicy").IsTrue("preserveResourcesOnDeletion");

    /// <summary>What the controller may do to applications; <c>sync</c> by default.</summary>
    public string ApplicationsSync => Spec.Object("syncPolicy").Text("applicationsSync") ?? "sync";
}
