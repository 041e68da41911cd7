using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Objects;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Reading;

/// <summary>YAML files of a repository as JSON, for the fields in which they name other files.</summary>
internal static class RepositoryYaml
{
    private const long LargestFile = 1024 * 1024;

    /// <summary>The first map of a file; null if there is none, or it cannot be read: the tool says why.</summary>
    public static JsonObject? Read(Checkout checkout, string path, CancellationToken cancellationToken) => All(checkout, path, cancellationToken).FirstOrDefault();

    /// <summary>The maps of a file.</summary>
    public static IEnumerable<JsonObject> All(Checkout checkout, string path, CancellationToken cancellationToken) =>
        checkout.Read(path, LargestFile, cancellationToken) is { } bytes ? Parse(SourceText.Decode(path, bytes.Span), cancellationToken) : [];

    /// <summary>The maps of a text.</summary>
    public static IEnumerable<JsonObject> Parse(SourceText text, CancellationToken cancellationToken) =>
        YamlFile.Read(text, YamlLimits.Descriptor, YamlDialect.Kubernetes, cancellationToken).Documents
            .Where(d => d.Problems.Count == 0)
            .Select(d => d.Root is YamlMapping root ? JsonFields.Of(root) as JsonObject : null)
            .OfType<JsonObject>();
}
