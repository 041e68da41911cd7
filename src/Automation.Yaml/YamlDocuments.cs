using Automation.Core.Text;
using Automation.Yaml.Nodes;
using Automation.Yaml.Reading;

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

    private YamlDocuments(SourceText source, YamlLimits limits)
    {
        _limits = limits;
        _text = source.Content;
        _slices = [.. DocumentSlices.Of(_text).Take(limits.Documents + 1)];
    }

    /// <summary>The number of documents; one more than the limit if there are more.</summary>
    public int Count => _slices.Count;

    /// <summary>Splits a text that is known to be within the byte limit.</summary>
    /// <remarks>
    /// YAML as <c>yaml</c> 2.x reads it, which is what Backstage uses: YAML 1.2 core types, and 1.1 after <c>%YAML 1.1</c> (specs, descriptors §1).
    /// </remarks>
    public static YamlDocuments Of(SourceText source, YamlLimits limits) => new(source, limits);

    /// <param name="index">Its number, from 0.</param>
    public YamlDocument Read(int index)
    {
        var slice = _slices[index];
        return index == _limits.Documents
            ? new YamlDocument(index, slice.Start, null, [TooMany(slice)])
            : DocumentReader.Read(_text, slice, index);
    }

    private YamlProblem TooMany(DocumentSlice slice) => new(
        YamlProblemKind.TooManyDocuments,
        $"The file has more than {_limits.Documents:N0} documents; nothing after this line was read. Split the file.",
        slice.Start,
        slice.Start);
}
