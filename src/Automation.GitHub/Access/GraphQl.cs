using System.Text.Json;
using Octokit;

namespace Automation.GitHub.Access;

/// <summary>Asks what REST has no counterpart of, or would need many calls for (https://docs.github.com/en/graphql).</summary>
internal static class GraphQl
{
    private static readonly TimeSpan WhenLimited = TimeSpan.FromMinutes(1);

    /// <summary>The address: <c>https://api.github.com/graphql</c>, <c>https://HOST/api/graphql</c>.</summary>
    public static Uri Address(Uri api) => new(api, api.AbsolutePath.EndsWith("/v3/", StringComparison.Ordinal) ? "../graphql" : "graphql");

    /// <summary>The data that a query asks for.</summary>
    /// <exception cref="GitHubRefusalException">GitHub gives none, or not all of it; the message says why.</exception>
    /// <exception cref="GitHubBusyException">A limit is used up.</exception>
    public static async Task<JsonElement> AskAsync(IConnection connection, string query, Dictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
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

    private static string? Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
