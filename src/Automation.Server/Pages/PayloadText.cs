using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Automation.Server.Operations;

namespace Automation.Server.Pages;

/// <summary>A payload for people: indented, without secrets, and with a limited length.</summary>
internal sealed class PayloadText(Redactor redactor)
{
    private const int Longest = 64 * 1024;

    /// <summary>Larger ones are shown as received, up to the limit.</summary>
    private const int LargestParsed = 1024 * 1024;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, and whether it is complete.</summary>
    public (string Text, bool IsAll) Of(byte[] body)
    {
        var text = body.Length <= LargestParsed && TryIndent(body) is { } indented
            ? indented
            : redactor.Redact(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LargestParsed))));
        return text.Length <= Longest && body.Length <= LargestParsed ? (text, true) : (text[..Math.Min(text.Length, Longest)], false);
    }

    private string? TryIndent(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var text = new ArrayBufferWriter<byte>(body.Length * 2);
            using (var json = new Utf8JsonWriter(text, Indented))
            {
                Write(json, document.RootElement);
            }

            // A secret that is split between values is found in the complete text.
            return redactor.Redact(Encoding.UTF8.GetString(text.WrittenSpan));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Each text is checked by itself: a long document is assumed to contain examples.
    private void Write(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(redactor.Redact(member.Name));
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(redactor.Redact(element.GetString()!));
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
