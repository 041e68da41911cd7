using System.Text.Json.Nodes;

namespace Automation.GitOps.Objects;

/// <summary>An object of Kubernetes as data: rendered, expanded or generated. <see cref="Manifests.Manifest"/> is one with its place in a file.</summary>
/// <param name="Root">Its content; never changed once it is in here.</param>
public sealed record KubernetesObject(JsonObject Root)
{
    /// <summary>Its group and version; empty where it has none.</summary>
    public string ApiVersion => Root.Text("apiVersion") ?? "";

    /// <summary>Its kind; empty where it has none.</summary>
    public string Kind => Root.Text("kind") ?? "";

    /// <summary>Its API group; empty for the core group.</summary>
    public string Group => ApiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? ApiVersion[..slash] : "";

    /// <summary>Its metadata; null where it has none.</summary>
    public JsonObject? Metadata => Root.Object("metadata");

    /// <summary>Its name; empty where it has none.</summary>
    public string Name => Metadata.Text("name") ?? "";

    /// <summary>Its namespace; empty where it has none.</summary>
    public string Namespace => Metadata.Text("namespace") ?? "";

    /// <summary>What identifies it.</summary>
    public ObjectKey Key => new(Group, Kind, Namespace, Name);
}
