using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Manifests;

/// <summary>A resource of Kubernetes as a file has it.</summary>
/// <param name="Source">The file.</param>
/// <param name="Document">The number of its document in the file, from 0.</param>
/// <param name="Root">Its value.</param>
public sealed record Manifest(SourceText Source, int Document, YamlMapping Root)
{
    /// <summary>Its group and version; empty where it has none.</summary>
    public string ApiVersion { get; } = TextOf(Root["apiVersion"]) ?? "";

    /// <summary>Its kind; empty where it has none.</summary>
    public string Kind { get; } = TextOf(Root["kind"]) ?? "";

    /// <summary>Its metadata; null where it has none.</summary>
    public YamlMapping? Metadata => Root["metadata"] as YamlMapping;

    /// <summary>Its name; null where it has none.</summary>
    public string? Name => TextOf(Metadata?["name"]);

    /// <summary>Its namespace; null where it has none.</summary>
    public string? Namespace => TextOf(Metadata?["namespace"]);

    /// <summary>Its specification; null where it has none.</summary>
    public YamlMapping? Spec => Root["spec"] as YamlMapping;

    /// <summary>Whether it is a kind of Argo CD.</summary>
    public bool IsOfArgo => ApiVersion.StartsWith("argoproj.io/", StringComparison.Ordinal);

    /// <summary>The text of a scalar that is a text; null for everything else.</summary>
    public static string? TextOf(YamlNode? node) => node is YamlScalar { Type: YamlType.String } scalar ? scalar.Text : null;
}
