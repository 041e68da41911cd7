using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Manifests;

/// <summary>A Kubernetes resource in a file.</summary>
/// <param name="Document">The number of its document in the file, from 0.</param>
public sealed record Manifest(SourceText Source, int Document, YamlMapping Root)
{
    /// <summary>The group and version; empty if there is none.</summary>
    public string ApiVersion { get; } = TextOf(Root["apiVersion"]) ?? "";

    /// <summary>The kind; empty if there is none.</summary>
    public string Kind { get; } = TextOf(Root["kind"]) ?? "";

    /// <summary>The metadata; null if there is none.</summary>
    public YamlMapping? Metadata => Root["metadata"] as YamlMapping;

    /// <summary>The name; null if there is none.</summary>
    public string? Name => TextOf(Metadata?["name"]);

    /// <summary>The namespace; null if there is none.</summary>
    public string? Namespace => TextOf(Metadata?["namespace"]);

    /// <summary>The specification; null if there is none.</summary>
    public YamlMapping? Spec => Root["spec"] as YamlMapping;

    /// <summary>Whether it is a kind of Argo CD.</summary>
    public bool IsOfArgo => ApiVersion.StartsWith("argoproj.io/", StringComparison.Ordinal);

    /// <summary>The text of a scalar that is a text; null for everything else.</summary>
    public static string? TextOf(YamlNode? node) => node is YamlScalar { Type: YamlType.String } scalar ? scalar.Text : null;
}
