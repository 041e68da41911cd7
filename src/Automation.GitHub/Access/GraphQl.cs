using Octokit;

namespace Automation.GitHub.Access;

/// <summary>GitHub's GraphQL, for what REST cannot do, or not in one call.</summary>
internal static class GraphQl
{
    /// <summary>Asks; the answer's <c>data</c> and <c>errors</c>, as they came.</summary>
    public static async Task<(IReadOnlyDictionary<string, object>? Data, string? Errors)> AskAsync(IConnection connection, string query, IReadOnlyDictionary<string, object> variables)
    {
        var body = new Dictionary<string, object> { ["query"] = query, ["variables"] = variables };
        var answer = await connection.Post<Dictionary<string, object>>(Address(connection.BaseAddress), body, "application/json", "application/json");
        return (Map(answer.Body.GetValueOrDefault("data")), answer.Body.GetValueOrDefault("errors")?.ToString());
    }

    /// <summary>An object of the answer; null where it is something else.</summary>
    public static IReadOnlyDictionary<string, object>? Map(object? value) =>
        value is IDictionary<string, object> map ? new Dictionary<string, object>(map, StringComparer.Ordinal) : null;

    // https://api.github.com/graphql, https://HOST/api/graphql
    private static Uri Address(Uri api) => new(api, api.AbsolutePath.EndsWith("/v3/", StringComparison.Ordinal) ? "../graphql" : "graphql");
}
