using Automation.Core.Text;
using Octokit;

namespace Automation.GitHub.Access;

/// <summary>GitHub's GraphQL, for what REST cannot do, or not in one call.</summary>
internal static class GraphQl
{
    // GraphQL returns errors with status 200.
    private const string Call = "POST /graphql: 200";

    private static readonly TimeSpan WhenLimited = TimeSpan.FromMinutes(1);

    /// <summary>Sends a query; returns the data and the errors.</summary>
    /// <exception cref="GitHubBusyException">A rate limit is exhausted.</exception>
    public static async Task<GraphQlAnswer> AskAsync(
        IConnection connection, string query, IReadOnlyDictionary<string, object> variables, CancellationToken cancellationToken = default)
    {
        var body = new Dictionary<string, object> { ["query"] = query, ["variables"] = variables };
        var answer = await connection.Post<UnreadAnswer>(
            Address(connection.BaseAddress), body, "application/json", "application/json", new Dictionary<string, string>(), cancellationToken);
        var said = UnreadAnswer.Of(answer);
        List<GraphQlError> errors =
        [
            .. said["errors"].Items.Select(e => new GraphQlError(e["type"].Text, e["path"].First.Text, e["message"].Text ?? "an error without a message")),
        ];

        // Unlike REST, GraphQL reports this in a response with status 200.
        return errors.Exists(e => e.Type == "RATE_LIMITED")
            ? throw new GitHubBusyException(WhenLimited, "the GraphQL rate limit is exhausted")
            : new GraphQlAnswer(said["data"], errors);
    }

    /// <summary>Sends a query that is useful only as a whole: any error is an exception.</summary>
    /// <exception cref="GitHubRefusalException">GitHub returns nothing, or not everything; the message has the reason.</exception>
    /// <exception cref="GitHubBusyException">A rate limit is exhausted.</exception>
    public static async Task<JsonPart> ReadAsync(
        IConnection connection, string query, IReadOnlyDictionary<string, object> variables, CancellationToken cancellationToken) =>
        await AskAsync(connection, query, variables, cancellationToken) switch
        {
            { Errors: [var first, ..] } => throw new GitHubRefusalException($"{Call}: {first.Message}"),
            { Data: { Exists: true } data } => data,
            _ => throw new GitHubRefusalException($"{Call}: a response without data"),
        };

    /// <summary>The most pages of one list that are read: far more than any organisation has.</summary>
    public const int MostPages = 2_000;

    /// <summary>Where the next page of a connection begins; null on the last page.</summary>
    public static string? NextPage(JsonPart connection) =>
        connection["pageInfo"] is var info && info["hasNextPage"].IsTrue ? info["endCursor"].Text : null;

    /// <summary>The same for a list that is read to its end.</summary>
    /// <param name="read">How many pages were read, with this one.</param>
    /// <param name="current">Where this one begins.</param>
    /// <exception cref="GitHubRefusalException">The list has no end.</exception>
    public static string? NextPage(JsonPart connection, int read, string? current) =>
        NextPage(connection) is not { } next ? null
        : next == current ? throw new GitHubRefusalException($"{Call}: a list whose next page is the same one")
        : read < MostPages ? next
        : throw new GitHubRefusalException($"{Call}: a list of more than {MostPages:N0} pages");

    // https://api.github.com/graphql, https://HOST/api/graphql
    private static Uri Address(Uri api) => new(api, api.AbsolutePath.EndsWith("/v3/", StringComparison.Ordinal) ? "../graphql" : "graphql");
}

/// <summary>A GraphQL response, which can have both data and errors.</summary>
/// <param name="Data">The requested data; members that failed are null.</param>
/// <param name="Errors">GitHub's errors.</param>
internal sealed record GraphQlAnswer(JsonPart Data, IReadOnlyList<GraphQlError> Errors)
{
    public string Said => string.Join("; ", Errors.Select(e => e.Message));
}

/// <summary>A GraphQL error.</summary>
/// <param name="Type">Such as <c>NOT_FOUND</c>.</param>
/// <param name="Member">The member of the data that it is about, or about something in it; null if it is about the response as a whole.</param>
/// <param name="Message">GitHub's message.</param>
internal sealed record GraphQlError(string? Type, string? Member, string Message);
