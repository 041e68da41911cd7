using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>The query <c>openPullRequests</c>: a search with <c>user:</c> and <c>updated:&gt;=</c>, in pages of a hundred, the latest first.</summary>
internal static class OpenPullRequestsQuery
{
    private const int PageSize = 100;

    // GitHub: "Search results are limited to 1,000".
    private const int MostFound = 1000;

    public static Answer Answer(ApiCall call)
    {
        var variables = call.Body["variables"] as JsonObject ?? [];
        var words = (ApiCall.TextOf(variables, "search") ?? "").Split(' ');
        var owner = Value(words, "user:");
        var (since, until) = Touched(Value(words, "updated:"));
        var app = variables["app"]?.GetValue<long>();
        var from = int.Parse(ApiCall.TextOf(variables, "after") ?? "0", CultureInfo.InvariantCulture);
        var found = call.State.Repositories
            .Where(r => string.Equals(r.Owner.Login, owner, StringComparison.OrdinalIgnoreCase) && !r.IsArchived && Permissions.Sees(call.Caller, r))
            .SelectMany(r => r.PullRequests.Where(p => p.ClosedAt is null).Select(p => (Repository: r, Pull: p)))
            .Where(f => f.Pull.UpdatedAt >= since && f.Pull.UpdatedAt < until.AddSeconds(1))
            .OrderByDescending(f => f.Pull.UpdatedAt).Take(MostFound).ToList();
        var nodes = found.Skip(from).Take(PageSize).Select(f => (JsonNode)new JsonObject
        {
            ["number"] = f.Pull.Number,
            ["updatedAt"] = f.Pull.UpdatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["headRefOid"] = f.Pull.HeadSha,
            ["baseRefName"] = f.Pull.BaseRef,
            ["repository"] = new JsonObject { ["nameWithOwner"] = f.Repository.FullName },
            ["commits"] = Nodes(new JsonObject
            {
                ["commit"] = new JsonObject
                {
                    ["checkSuites"] = Nodes(new JsonObject { ["checkRuns"] = new JsonObject { ["nodes"] = CompletedRuns(f.Repository, f.Pull.HeadSha, app) } }),
                },
            }),
        });
        return Http.Answer.Ok(new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["search"] = new JsonObject
                {
                    ["pageInfo"] = new JsonObject
                    {
                        ["hasNextPage"] = found.Count > from + PageSize,
                        ["endCursor"] = string.Create(CultureInfo.InvariantCulture, $"{from + PageSize}"),
                    },
                    ["nodes"] = new JsonArray([.. nodes]),
                },
            },
        });
    }

    private static JsonArray CompletedRuns(HostedRepository repository, string head, long? app) =>
        [.. repository.CheckRuns.Where(c => c.HeadSha == head && c.Suite.App.Id == app && c.Status == "completed")
            .Select(c => (JsonNode)new JsonObject { ["name"] = c.Name, ["conclusion"] = c.Conclusion?.ToUpperInvariant() })];

    // ">=FIRST", "<=LAST" or "FIRST..LAST".
    private static (DateTimeOffset Since, DateTimeOffset Until) Touched(string? words) => words switch
    {
        null => (DateTimeOffset.MinValue, DateTimeOffset.MaxValue.AddDays(-1)),
        ['>', '=', .. var first] => (Parse(first), DateTimeOffset.MaxValue.AddDays(-1)),
        ['<', '=', .. var last] => (DateTimeOffset.MinValue, Parse(last)),
        _ => words.Split("..") is [var from, var to] ? (Parse(from), Parse(to)) : throw new ApiProblem(422, $"updated:{words} is not understood"),
    };

    private static DateTimeOffset Parse(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static JsonObject Nodes(JsonObject node) => new() { ["nodes"] = new JsonArray(node) };

    private static string? Value(string[] words, string prefix) => Array.Find(words, w => w.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
}
