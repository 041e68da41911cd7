using System.Text.Json.Nodes;

namespace Automation.GitOps.Objects;

/// <summary>An object of Kubernetes as data: rendered, expanded or generated. <see cref="Manifests.Manifest"/> is one with its place in a file.</summary>
/// <param name="Root">The content; never changed once it is in here.</param>
public sealed record KubernetesObject(JsonObject Root)
{
    /// <summary>The group and version; empty if there is none.</summary>
    public string ApiVersion => Root.Text("apiVersion") ?? "";

    /// <summary>The kind; empty if there is none.</summary>
    public string Kind => Root.Text("kind") ?? "";

    /// <summary>The API group; empty for the core group.</summary>
    public string Group => ApiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? ApiVersion[..slash] : "";

    /// <summary>The metadata; null if there is none.</summary>
    public JsonObject? Metadata => Root.Object("metadata");

    /// <summary>The name; empty if there is none.</summary>
    public string Name => Metadata.Text("name") ?? "";

    /// <summary>The namespace; empty if there is none.</summary>
    public string Namespace => Metadata.Text("namespace") ?? "";

    /// <summary>Identifies the object in a cluster.</summary>
    public ObjectKey Key => new(Group, Kind, Namespace, Name);
}
