using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Writing;

/// <summary>Writes a value as the JSON that JavaScript would produce.</summary>
public static class YamlAsJson
{
    /// <summary>A value as JSON in memory; aliases are written out.</summary>
    /// <param name="keepsDigits">Whether large whole numbers keep all digits, as in Kubernetes, where JavaScript would round them.</param>
    public static JsonNode? Node(YamlNode value, bool keepsDigits = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(value, writer, keepsDigits);
        }

        return JsonNode.Parse(stream.ToArray(), documentOptions: new JsonDocumentOptions { MaxDepth = YamlLimits.Depth * 2 });
    }

    /// <summary>Writes a value; aliases are written out.</summary>
    public static void Write(YamlNode value, Utf8JsonWriter json) => Write(value, json, keepsDigits: false);

    private static void Write(YamlNode value, Utf8JsonWriter json, bool keepsDigits)
    {
        switch (value)
        {
            case YamlMapping mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key);
                    Write(entry.Value, json, keepsDigits);
                }

                json.WriteEndObject();
                break;
            case YamlSequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(item, json, keepsDigits);
                }

                json.WriteEndArray();
                break;
            case YamlScalar { Type: YamlType.String } text:
                json.WriteStringValue(text.Text);
                break;
            case YamlScalar { Type: YamlType.Boolean } boolean:
                json.WriteBooleanValue(!boolean.IsFalsy);
                break;
            case YamlScalar { Type: YamlType.Number } number when NumberText.Of(number, keepsDigits) is { } digits:
                json.WriteRawValue(digits);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
