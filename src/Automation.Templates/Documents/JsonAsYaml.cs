using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;

namespace Automation.Templates.Documents;

/// <summary>JSON objects as YAML, and back.</summary>
public static class JsonAsYaml
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object as YAML; null if it is nested too deeply, or too large.</summary>
    public static string? Write(JsonObject value)
    {
        // JSON is YAML: read as such, it is written in the usual form.
        var source = SourceText.Of("", value.ToJsonString(Readable));
        return YamlFile.Read(source, YamlLimits.Descriptor).Documents is [{ Problems: [], Root: YamlMapping root }] ? CanonicalYaml.Write(root) : null;
    }

    /// <summary>The object of a YAML file; null if it is not one map.</summary>
    public static JsonObject? Read(SourceText source) =>
        YamlFile.Read(source, YamlLimits.Descriptor).Documents is [{ Problems: [], Root: YamlMapping root }] ? Of(root).AsObject() : null;

    public static JsonNode Of(YamlNode node) => YamlAsJson.Node(node)!;
}
