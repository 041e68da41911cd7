using Automation.Core.Text;
using Automation.Yaml.Nodes;
using Automation.Yaml.Reading;
using Automation.Yaml.Typing;

namespace Automation.Yaml;

/// <summary>
/// The documents of a file, separated but not yet read: each is read when it is requested. A caller that needs one after the other does
/// not have to keep them all, and several threads may read different ones.
/// </summary>
public sealed class YamlDocuments
{
    private readonly string _text;
    private readonly List<DocumentSlice> _slices;
    private readonly YamlLimits _limits;

    private YamlDocuments(SourceText source, YamlLimits limits, YamlDialect dialect)
    {
        _limits = limits;
        _text = source.Content;
        var slices = DocumentSlices.Of(_text).Take(limits.Documents + 1);
        _slices = [.. dialect == YamlDialect.Kubernetes ? slices.Select(s => s with { Version = YamlVersion.Go }) : slices];
    }

    /// <summary>The number of documents; one more than the limit if there are more.</summary>
    public int Count => _slices.Count;

    /// <summary>Splits a text that is known to be within the byte limit.</summary>
    public static YamlDocuments Of(SourceText source, YamlLimits limits, YamlDialect dialect = YamlDialect.Backstage) => new(source, limits, dialect);

    /// <param name="index">The number, from 0.</param>
    public YamlDocument Read(int index)
    {
        var slice = _slices[index];
        return index == _limits.Documents
            ? new YamlDocument(index, slice.Start, null, [TooMany(slice)])
            : DocumentReader.Read(_text, slice, index, _limits.NodesOfDocument);
    }

    private YamlProblem TooMany(DocumentSlice slice) => new(
        YamlProblemKind.TooManyDocuments,
        $"The file has more than {_limits.Documents:N0} documents; nothing after this line was read. Split the file.",
        slice.Start,
        slice.Start);
}
