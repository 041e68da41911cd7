using System.Text.Json;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.References;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Sources;

/// <summary>
/// Reads the content of placeholders from the descriptor's own tree (specs, descriptors §4). A URL is replaced for validation and written out unchanged:
/// Backstage resolves it, nothing here fetches it.
/// </summary>
/// <param name="path">The descriptor's path.</param>
/// <param name="repository">The repository; null if it is not known.</param>
internal sealed class PlaceholderContent(FileTree tree, string path, RepositorySlug? repository)
{
    private const long LargestFile = 4L << 20;
    private const int DeepestJson = YamlLimits.Depth;

    /// <summary>A placeholder whose file has invalid content.</summary>
    public static readonly Rule Unreadable = new(
        "reference/placeholder-content", Severity.Error, Responsible.ApplicationTeam, "Refer to a file that the placeholder can read.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "A `$json` file that is not JSON, a `$yaml` file that is not exactly one YAML document, or a file of more than 4 MiB.",
        Why = "Backstage cannot process the entity: a new one never appears, and an existing one keeps its last valid version. The limit of 4 MiB "
            + "is Automation's own.",
        Bad = "definition:\n  $yaml: ./two-documents.yaml",
        Good = "definition:\n  $text: ./openapi.yaml",
        Sources =
        [
            RuleSource.Backstage("PlaceholderProcessor.ts", "plugins/catalog-backend/src/processors/PlaceholderProcessor.ts"),
            RuleSource.BackstageDocs("Substitutions in the descriptor format", "descriptor-format#substitutions-in-the-descriptor-format"),
        ],
    };

    private readonly Dictionary<string, string> _reads = new(StringComparer.Ordinal);

    /// <summary>The files that were read, with their blob ids; an empty id if the file does not exist.</summary>
    public IReadOnlyDictionary<string, string> Reads => _reads;

    /// <summary>The value that replaces a placeholder.</summary>
    public YamlNode Of(YamlMapping placeholder, FindingCollector findings)
    {
        var (resolver, name) = (placeholder.Entries[0].Key, placeholder.Entries[0].Value);
        if (name is not YamlScalar { Type: YamlType.String, Text: { Length: > 0 } text })
        {
            return Placeholders.StandInFor(placeholder);
        }

        switch (TreeTarget.Resolve(text, path, repository, isPattern: false))
        {
            case TreeTarget.Inside(var file):
                return Read(placeholder, resolver, file, findings);
            case TreeTarget.Outside:
                Report(placeholder, $"{DescriptorWording.Quote(text)} points outside the repository.", findings);
                return Placeholders.StandInFor(placeholder);
            default:
                return Placeholders.StandInFor(placeholder);
        }
    }

    private YamlNode Read(YamlMapping placeholder, string resolver, string file, FindingCollector findings)
    {
        var content = tree.Read(file, LargestFile);
        var blob = content is FileContent.Whole { Bytes: var read } ? BlobId.Of(read.Span) : "";
        _reads[file] = blob;
        if (content.LinkTarget is { } target)
        {
            _reads[target] = blob;
        }

        if (content is FileContent.Whole { Bytes: var bytes })
        {
            var text = SourceText.Decode(file, bytes.Span).Content;
            var value = resolver switch
            {
                "$text" => new YamlScalar(text, YamlType.String, YamlScalarStyle.Block, placeholder.Start, placeholder.End),
                "$json" => OfJson(text, placeholder),
                _ => OfYaml(text, placeholder),
            };
            if (value is not null)
            {
                return value;
            }
        }

        Report(placeholder, content switch
        {
            FileContent.Whole => $"{DescriptorWording.Quote(file)} is not {(resolver == "$json" ? "JSON" : "a file with one YAML document")}.",
            FileContent.TooLarge { Size: var size } => $"{DescriptorWording.Quote(file)} has {size:N0} bytes; a placeholder reads at most {LargestFile:N0}.",
            FileContent.Unreadable { Reason: var reason } => $"{DescriptorWording.Quote(file)} could not be read: {reason}.",
            _ => $"There is no file {DescriptorWording.Quote(file)} in the repository; Backstage cannot read the entity without it.",
        }, findings);
        return Placeholders.StandInFor(placeholder);
    }

    private static void Report(YamlMapping placeholder, string message, FindingCollector findings) =>
        findings.Add(Unreadable, placeholder.Start, placeholder.End, "", message);

    private static YamlNode? OfYaml(string text, YamlMapping placeholder)
    {
        var documents = YamlDocuments.Of(SourceText.Of("", text), YamlLimits.Descriptor);
        return documents.Count == 1 && documents.Read(0) is { Problems.Count: 0, Root: { } root } ? Moved(root, placeholder) : null;
    }

    private static YamlNode? OfJson(string text, YamlMapping placeholder)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestJson });
            return OfJson(json.RootElement, placeholder);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A text with half of a surrogate pair is valid JSON, but not valid text here.
            return null;
        }
    }

    private static YamlNode OfJson(JsonElement value, YamlMapping at) => value.ValueKind switch
    {
        // For a duplicate name, JavaScript uses the last value.
        JsonValueKind.Object =>
            new YamlMapping(
                [
                    .. value.EnumerateObject()
                        .GroupBy(p => p.Name, StringComparer.Ordinal)
                        .Select(p => new YamlEntry(p.Key, Text(p.Key, at), OfJson(p.Last().Value, at))),
                ],
                at.Start,
                at.End),
        JsonValueKind.Array => new YamlSequence([.. value.EnumerateArray().Select(item => OfJson(item, at))], at.Start, at.End),
        JsonValueKind.String => Text(value.GetString()!, at),
        JsonValueKind.Number => new YamlScalar(value.GetRawText(), YamlType.Number, YamlScalarStyle.Plain, at.Start, at.End) { Number = value.GetDouble() },
        JsonValueKind.True or JsonValueKind.False => new YamlScalar(value.GetRawText(), YamlType.Boolean, YamlScalarStyle.Plain, at.Start, at.End),
        _ => new YamlScalar("null", YamlType.Null, YamlScalarStyle.Plain, at.Start, at.End),
    };

    // Content of another file is reported at the place of the placeholder.
    private static YamlNode Moved(YamlNode node, YamlMapping at) => node switch
    {
        YamlMapping map => new YamlMapping([.. map.Entries.Select(e => new YamlEntry(e.Key, Text(e.Key, at), Moved(e.Value, at)))], at.Start, at.End),
        YamlSequence list => new YamlSequence([.. list.Items.Select(i => Moved(i, at))], at.Start, at.End),
        YamlScalar scalar => new YamlScalar(scalar.Text, scalar.Type, scalar.Style, at.Start, at.End) { Number = scalar.Number },
        _ => node,
    };

    private static YamlScalar Text(string text, YamlMapping at) => new(text, YamlType.String, YamlScalarStyle.Plain, at.Start, at.End);
}
