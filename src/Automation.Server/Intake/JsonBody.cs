using System.Net.Http.Headers;
using System.Text.Json;

namespace Automation.Server.Intake;

/// <summary>Whether a body is JSON, by what it is declared to be and by its form.</summary>
internal static class JsonBody
{
    private const string UsualType = "application/json";

    /// <summary>Whether the content type is that of JSON. Where none is given, the body itself decides.</summary>
    public static bool IsDeclared(string? contentType) =>
        contentType is null or UsualType
        || (MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType is { } name
            && (name.Equals(UsualType, StringComparison.OrdinalIgnoreCase)
                || (name.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && name.EndsWith("+json", StringComparison.OrdinalIgnoreCase))));

    /// <summary>Whether the bytes are one JSON value, no deeper than the analysis reads it. Nothing is kept of it.</summary>
    public static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
