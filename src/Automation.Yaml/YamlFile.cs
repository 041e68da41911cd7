using Automation.Core.Text;
using Automation.Yaml.Reading;

namespace Automation.Yaml;

/// <summary>A file read as YAML, document by document: one that is broken does not hide the others.</summary>
/// <param name="Source">The file's text.</param>
/// <param name="Documents">Its documents in order.</param>
public sealed record YamlFile(SourceText Source, IReadOnlyList<YamlDocument> Documents)
{
    /// <summary>Reads a text that is known to keep the byte limit.</summary>
    /// <remarks>YAML as <c>yaml</c> 2.x reads it, which is what Backstage uses: YAML 1.2 core types, and 1.1 after <c>%YAML 1.1</c> (specs, descriptors §1).</remarks>
    public static YamlFile Read(SourceText source, YamlLimits limits, CancellationToken cancellationToken = default)
    {
        var alphabet = Alphabet.For(source.Content);
        var text = alphabet.Encode(source.Content);
        var documents = new List<YamlDocument>();
        foreach (var slice in DocumentSlices.Of(text))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (documents.Count == limits.Documents)
            {
                documents.Add(new YamlDocument(documents.Count, slice.Start, null, [TooManyDocuments(slice, limits)]));
                break;
            }

            documents.Add(new DocumentReader(text, alphabet, slice.Version).Read(slice, documents.Count));
        }

        return new YamlFile(source, documents);
    }

    private static YamlProblem TooManyDocuments(DocumentSlice slice, YamlLimits limits) => new(
        YamlProblemKind.TooManyDocuments,
        $"The file holds more than {limits.Documents:N0} documents; nothing after this line was read. Split the file.",
        slice.Start,
        slice.Start);
}
