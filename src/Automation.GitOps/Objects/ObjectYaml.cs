using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.GitOps.Objects;

/// <summary>Objects as the YAML that a person would write: the same bytes for the same object, with fields in the customary order.</summary>
public static class ObjectYaml
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What comes first, at any level; the rest keeps its order.
    private static readonly string[] First = ["apiVersion", "kind", "metadata", "name", "namespace"];

    /// <summary>The object in YAML, with a line feed at its end; null if it is nested too deeply, or too large.</summary>
    public static string? Write(JsonObject value)
    {
        // JSON is YAML: read as such, it is written in the usual form.
        var source = SourceText.Of("", Ordered(value).ToJsonString(Readable));
        return YamlFile.Read(source, YamlLimits.Source, YamlDialect.Kubernetes).Documents is [{ Problems: [], Root: YamlMapping root }]
            ? CanonicalYaml.Write(root, keepsDigits: true)
            : null;
    }

    private static JsonNode Ordered(JsonNode value) => value switch
    {
        JsonObject map => new JsonObject(First.Where(map.ContainsKey).Concat(map.Select(p => p.Key).Where(k => !First.Contains(k, StringComparer.Ordinal)))
            .Select(k => KeyValuePair.Create(k, map[k] is { } item ? Ordered(item) : null))),
        JsonArray list => new JsonArray([.. list.Select(i => i is null ? null : Ordered(i))]),
        _ => value.DeepClone(),
    };
}
