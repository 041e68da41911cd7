using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Manifests;

/// <summary>A file of manifests, read as Kubernetes reads it.</summary>
/// <param name="Documents">The documents that are not empty.</param>
public sealed record ManifestFile(SourceText Source, IReadOnlyList<ManifestDocument> Documents)
{
    /// <summary>Reads a text that is known to be within the limit.</summary>
    public static ManifestFile Read(SourceText source, CancellationToken cancellationToken = default)
    {
        var file = YamlFile.Read(source, YamlLimits.Descriptor, YamlDialect.Kubernetes, cancellationToken);
        return new ManifestFile(source, [.. file.Documents.Where(d => !d.IsEmpty).Select(d => ManifestDocument.Of(source, d))]);
    }
}

/// <param name="Index">The number in the file, from 0.</param>
/// <param name="Start">The offset at which its content begins.</param>
/// <param name="Manifest">The resource; null if it is none, or cannot be read.</param>
/// <param name="Problems">Why it cannot be read.</param>
public sealed record ManifestDocument(int Index, int Start, Manifest? Manifest, IReadOnlyList<YamlProblem> Problems)
{
    internal static ManifestDocument Of(SourceText source, YamlDocument document) => new(
        document.Index,
        document.Start,
        document.Root is YamlMapping root ? new Manifest(source, document.Index, root) : null,
        document.Problems);
}
