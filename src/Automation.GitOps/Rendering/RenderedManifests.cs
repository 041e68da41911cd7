using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Objects;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Rendering;

/// <summary>Objects in a text: the output of a tool, or a file of manifests.</summary>
internal static class RenderedManifests
{
    private const int DeepestList = 8;

    // A definition of a custom resource has more values than people write.
    private static readonly YamlLimits Limits = new(64L << 20, 10_000) { NodesOfDocument = 1_000_000 };

    /// <summary>The objects of YAML, with lists taken apart; or why there are none.</summary>
    public static TextObjects Yaml(SourceText text, CancellationToken cancellationToken)
    {
        var objects = new List<KubernetesObject>();
        var documents = YamlDocuments.Of(text, Limits, YamlDialect.Kubernetes);
        for (var i = 0; i < documents.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var document = documents.Read(i);
            if (document.IsEmpty)
            {
                continue;
            }

            if (document.Problems is [var problem, ..])
            {
                return new TextObjects([], $"line {text.PositionAt(problem.Start).Line}: {problem.Message}");
            }

            if (document.Root is null or { IsNull: true })
            {
                continue;
            }

            if (document.Root is not YamlMapping root || !Add(objects, (JsonObject)JsonFields.Of(root)!, 0))
            {
                return new TextObjects([], $"the document at line {text.PositionAt(document.Root.Start).Line} is not a resource: it has no "
                    + $"'apiVersion' or no 'kind'");
            }
        }

        return new TextObjects(objects, null);
    }

    /// <summary>The one object of a JSON file.</summary>
    public static TextObjects Json(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var objects = new List<KubernetesObject>();
            return JsonNode.Parse(bytes.Span, documentOptions: new JsonDocumentOptions { MaxDepth = YamlLimits.Depth }) is JsonObject root && Add(objects,
                root, 0)
                ? new TextObjects(objects, null)
                : new TextObjects([], "it is not a resource: it has no 'apiVersion' or no 'kind'");
        }
        catch (JsonException e)
        {
            return new TextObjects([], $"it is not one JSON value (line {e.LineNumber + 1})");
        }
    }

    // Whether it is an object, or a list of some.
    private static bool Add(List<KubernetesObject> objects, JsonObject root, int depth)
    {
        var one = new KubernetesObject(root);
        if (one.Kind.Length == 0 || one.ApiVersion.Length == 0)
        {
            return false;
        }

        if (root["items"] is not JsonArray items || !one.Kind.EndsWith("List", StringComparison.Ordinal) || depth > DeepestList)
        {
            objects.Add(one);
            return true;
        }

        return items.OfType<JsonObject>().All(i => Add(objects, (JsonObject)i.DeepClone(), depth + 1));
    }
}

/// <summary>The objects of a text.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Fault">Why they could not be read; null if they could.</param>
internal sealed record TextObjects(IReadOnlyList<KubernetesObject> Objects, string? Fault);
