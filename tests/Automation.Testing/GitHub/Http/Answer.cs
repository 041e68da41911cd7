using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Automation.Testing.GitHub.Http;

/// <summary>What an endpoint says.</summary>
internal sealed record Answer(int Status, JsonNode? Body = null)
{
    public ImmutableList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A body that is not JSON: a file as it is.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>What that body is.</summary>
    public string RawType { get; init; } = "application/vnd.github.raw; charset=utf-8";

    public static Answer NoContent { get; } = new(204);

    public static Answer Ok(JsonNode body) => new(200, body);

    public static Answer Created(JsonNode body) => new(201, body);
}
