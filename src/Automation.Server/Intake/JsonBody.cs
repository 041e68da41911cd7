using System.Net.Http.Headers;
using System.Text.Json;

namespace Automation.Server.Intake;

/// <summary>Whether a body is JSON, by its content type and its syntax.</summary>
internal static class JsonBody
{
    private const string UsualType = "application/json";

    /// <summary>Whether the content type is that of JSON. Without one, the body decides.</summary>
    public static bool IsDeclared(string? contentType) =>
        contentType is null or UsualType
        || (MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType is { } name
            && (name.Equals(UsualType, StringComparison.OrdinalIgnoreCase)
                || (name.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && name.EndsWith("+json", StringComparison.OrdinalIgnoreCase))));

    /// <summary>Whether the bytes are one JSON value within the depth that the analysis reads. Keeps nothing.</summary>
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
