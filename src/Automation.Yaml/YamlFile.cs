using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Yaml;

/// <summary>A file read as YAML, document by document: an invalid document does not hide the others.</summary>
/// <param name="Source">The file's text.</param>
/// <param name="Documents">The documents in order.</param>
public sealed record YamlFile(SourceText Source, IReadOnlyList<YamlDocument> Documents)
{
    /// <summary>Reads a text that is known to be within the byte limit, as for <see cref="YamlDocuments.Of"/>.</summary>
    public static YamlFile Read(SourceText source, YamlLimits limits, CancellationToken cancellationToken = default) =>
        Read(source, limits, YamlDialect.Backstage, cancellationToken);

    /// <inheritdoc cref="Read(SourceText, YamlLimits, CancellationToken)"/>
    public static YamlFile Read(SourceText source, YamlLimits limits, YamlDialect dialect, CancellationToken cancellationToken = default)
    {
        var cut = YamlDocuments.Of(source, limits, dialect);
        var documents = new List<YamlDocument>(cut.Count);
        for (var i = 0; i < cut.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            documents.Add(cut.Read(i));
        }

        return new YamlFile(source, documents);
    }
}
