using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Testing.GitHub.Http;

/// <summary>What an endpoint says.</summary>
internal sealed record Answer(int Status, JsonNode? Body = null)
{
    private byte[]? _json;

    public JsonNode? Body
    {
        get;
        init => (field, _json) = (value, null);
    } = Body;

    /// <summary>
    /// The body as it is sent; null where it is none. It is compared with earlier answers, tagged and sent, and written once for all of that.
    /// </summary>
    public byte[]? Json => Body is null ? null : _json ??= JsonSerializer.SerializeToUtf8Bytes(Body);

    public ImmutableList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A body that is not JSON: a file as it is. Or JSON that was written before, in pieces.</summary>
    public IReadOnlyList<byte[]>? Raw { get; init; }

    /// <summary>What that body is.</summary>
    public string RawType { get; init; } = "application/vnd.github.raw; charset=utf-8";

    public static Answer NoContent { get; } = new(204);

    public static Answer Ok(JsonNode body) => new(200, body);

    public static Answer Created(JsonNode body) => new(201, body);
}
