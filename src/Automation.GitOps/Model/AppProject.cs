using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Model;

/// <summary>An AppProject of Argo CD: a typed view of its content.</summary>
/// <param name="Content">The whole object.</param>
public sealed record AppProject(KubernetesObject Content)
{
    public string Name => Content.Name;

    /// <summary>The specification; null if there is none.</summary>
    public JsonObject? Spec => Content.Root.Object("spec");

    /// <summary>The repositories that its applications may use, as patterns.</summary>
    public IEnumerable<string> SourceRepos => Spec.Texts("sourceRepos");

    /// <summary>The destinations that its applications may use.</summary>
    public IEnumerable<Destination> Destinations => Spec.Objects("destinations").Select(d => new Destination(d));
}
