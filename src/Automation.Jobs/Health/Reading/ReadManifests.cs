using System.Buffers;
using System.Text.Json;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Health.Objects;
using Automation.Yaml;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.Jobs.Health.Reading;

/// <summary>A file with resources as a cluster returns them, with their status.</summary>
/// <param name="File">The path as it is shown.</param>
/// <param name="TreePath">The path in its tree.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Cluster">The cluster that it is of.</param>
public sealed record StateFile(string File, string TreePath, FileTree Tree, string Cluster);

/// <summary>A resource with its place.</summary>
/// <param name="File">The file.</param>
/// <param name="Document">The number of the document in the file, from 0.</param>
/// <param name="Resource">The resource.</param>
public sealed record StateResource(StateFile File, int Document, ClusterObject Resource);

/// <summary>Reads resources from files of YAML or JSON: one or more documents each, and lists as <c>kubectl get -o yaml</c> writes them.</summary>
public sealed class ReadManifests
{
    // A list of all pods of a large cluster.
    private const long LargestFile = 64L * 1024 * 1024;
    private const int MostNodes = 5_000_000;

    private static readonly YamlLimits Limits = new(LargestFile, 100_000) { NodesOfDocument = MostNodes };

    private readonly List<NotChecked> _notChecked = [];

    /// <summary>What could not be read so far.</summary>
    public IReadOnlyList<NotChecked> NotChecked => _notChecked;

    /// <summary>The resources, in file order.</summary>
    public IEnumerable<StateResource> Read(IEnumerable<StateFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            switch (file.Tree.Read(file.TreePath, LargestFile, cancellationToken))
            {
                case FileContent.Whole whole:
                    foreach (var resource in Documents(file, SourceText.Decode(file.File, whole.Bytes.Span), cancellationToken))
                    {
                        yield return resource;
                    }

                    break;
                case FileContent.TooLarge:
                    _notChecked.Add(new NotChecked(file.File, $"it is larger than {LargestFile >> 20} MiB"));
                    break;
                case FileContent.Unreadable unreadable:
                    _notChecked.Add(new NotChecked(file.File, unreadable.Reason));
                    break;
                default:
                    _notChecked.Add(new NotChecked(file.File, "it cannot be read"));
                    break;
            }
        }
    }

    private IEnumerable<StateResource> Documents(StateFile file, SourceText source, CancellationToken cancellationToken)
    {
        foreach (var document in YamlFile.Read(source, Limits, YamlDialect.Kubernetes, cancellationToken).Documents)
        {
            if (document.Root is not YamlMapping root)
            {
                if (!document.IsEmpty)
                {
                    _notChecked.Add(new NotChecked($"document {document.Index} of {file.File}", document.Problems.Count > 0
                        ? document.Problems[0].Message : "it is no resource"));
                }

                continue;
            }

            foreach (var resource in Resources(AsJson(root)))
            {
                yield return new StateResource(file, document.Index, resource);
            }
        }
    }

    private static IEnumerable<ClusterObject> Resources(JsonElement root)
    {
        var whole = new ClusterObject(root);
        if (!whole.Kind.EndsWith("List", StringComparison.Ordinal) || !root.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            return [whole];
        }

        // "PodList" of "v1": what an API server returns, and 'kubectl get --raw' prints.
        var (version, kind) = (new ResourceField(root)["apiVersion"].TextOrEmpty, whole.Kind[..^"List".Length]);
        return items.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object).Select(i => new ClusterObject(i, version, kind));
    }

    private static JsonElement AsJson(YamlMapping root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            YamlAsJson.Write(root, json);
        }

        // A document is as deep as the limit of the reader allows, and one more for its root.
        return JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = YamlLimits.Depth + 2 }).RootElement;
    }
}
