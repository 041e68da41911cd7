using System.Text.Json;
using Octokit;

namespace Automation.GitHub.Access;

/// <summary>GitHub's GraphQL, for what REST cannot do, or not in one call.</summary>
internal static class GraphQl
{
    private static readonly TimeSpan WhenLimited = TimeSpan.FromMinutes(1);

    /// <summary>Asks; the answer's <c>data</c> and <c>errors</c>, as they came.</summary>
    public static async Task<(IReadOnlyDictionary<string, object>? Data, string? Errors)> AskAsync(IConnection connection, string query, IReadOnlyDictionary<string, object> variables)
    {
        var body = new Dictionary<string, object> { ["query"] = query, ["variables"] = variables };
        var answer = await connection.Post<Dictionary<string, object>>(Address(connection.BaseAddress), body, "application/json", "application/json");
        return (Map(answer.Body.GetValueOrDefault("data")), answer.Body.GetValueOrDefault("errors")?.ToString());
    }

    /// <summary>Asks for what is of use as a whole only: any error is an exception.</summary>
    /// <exception cref="GitHubRefusalException">GitHub gives nothing, or not all of it; the message says why.</exception>
    /// <exception cref="GitHubBusyException">A limit is used up.</exception>
    public static async Task<JsonElement> ReadAsync(IConnection connection, string query, IReadOnlyDictionary<string, object> variables, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, object> { ["query"] = query, ["variables"] = variables };
        var answer = await connection.Post<object>(Address(connection.BaseAddress), body, "application/json", "application/json", new Dictionary<string, string>(), cancellationToken);
        using var document = JsonDocument.Parse(answer.HttpResponse.Body as string ?? "{}");
        if (document.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            // Unlike REST, GraphQL says so in an answer with status 200.
            var first = errors[0];
            throw Text(first, "type") == "RATE_LIMITED" ? new GitHubBusyException(WhenLimited, "the limit of GraphQL is used up") : new GitHubRefusalException(Text(first, "message") ?? "an error without words");
        }

        return document.RootElement.TryGetProperty("data", out var data) ? data.Clone() : throw new GitHubRefusalException("an answer without data");
    }

    /// <summary>An object of the answer; null where it is something else.</summary>
    public static IReadOnlyDictionary<string, object>? Map(object? value) =>
        value is IDictionary<string, object> map ? new Dictionary<string, object>(map, StringComparer.Ordinal) : null;

    /// <summary>The objects of a list of the answer; none where it is something else.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, object>> Items(object? value) =>
        value is IEnumerable<object> list ? list.Select(Map).OfType<IReadOnlyDictionary<string, object>>() : [];

    // https://api.github.com/graphql, https://HOST/api/graphql
    private static Uri Address(Uri api) => new(api, api.AbsolutePath.EndsWith("/v3/", StringComparison.Ordinal) ? "../graphql" : "graphql");

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
