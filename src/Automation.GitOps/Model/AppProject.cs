using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Model;

/// <summary>An AppProject of Argo CD: a typed view of its content.</summary>
/// <param name="Content">The whole object.</param>
public sealed record AppProject(KubernetesObject Content)
{
    /// <summary>Its name.</summary>
    public string Name => Content.Name;

    /// <summary>Its specification; null where it has none.</summary>
    public JsonObject? Spec => Content.Root.Object("spec");

    /// <summary>The repositories that its applications may use, as patterns.</summary>
    public IEnumerable<string> SourceRepos => Spec.Texts("sourceRepos");

    /// <summary>Where its applications may deploy.</summary>
    public IEnumerable<Destination> Destinations => Spec.Objects("destinations").Select(d => new Destination(d));
}
