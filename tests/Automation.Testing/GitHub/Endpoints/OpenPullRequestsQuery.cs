using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>The query <c>openPullRequests</c>: a search with <c>user:</c> and <c>updated:&gt;=</c>, in pages of a hundred, the latest first.</summary>
internal static class OpenPullRequestsQuery
{
    private const int PageSize = 100;

    public static Answer Answer(ApiCall call)
    {
        var variables = call.Body["variables"] as JsonObject ?? [];
        var words = (ApiCall.TextOf(variables, "search") ?? "").Split(' ');
        var (owner, since) = (Value(words, "user:"), Value(words, "updated:>="));
        var app = variables["app"]?.GetValue<long>();
        var from = int.Parse(ApiCall.TextOf(variables, "after") ?? "0", CultureInfo.InvariantCulture);
        var found = call.State.Repositories
            .Where(r => string.Equals(r.Owner.Login, owner, StringComparison.OrdinalIgnoreCase) && !r.IsArchived && Permissions.Sees(call.Caller, r))
            .SelectMany(r => r.PullRequests.Where(p => p.ClosedAt is null).Select(p => (Repository: r, Pull: p)))
            .Where(f => since is null || f.Pull.UpdatedAt >= DateTimeOffset.Parse(since, CultureInfo.InvariantCulture))
            .OrderByDescending(f => f.Pull.UpdatedAt).ToList();
        var nodes = found.Skip(from).Take(PageSize).Select(f => (JsonNode)new JsonObject
        {
            ["number"] = f.Pull.Number,
            ["headRefOid"] = f.Pull.HeadSha,
            ["baseRefName"] = f.Pull.BaseRef,
            ["repository"] = new JsonObject { ["nameWithOwner"] = f.Repository.FullName },
            ["commits"] = Nodes(new JsonObject { ["commit"] = new JsonObject { ["checkSuites"] = Nodes(new JsonObject { ["checkRuns"] = new JsonObject { ["nodes"] = CompletedRuns(f.Repository, f.Pull.HeadSha, app) } }) } }),
        });
        return Http.Answer.Ok(new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["search"] = new JsonObject
                {
                    ["pageInfo"] = new JsonObject { ["hasNextPage"] = found.Count > from + PageSize, ["endCursor"] = string.Create(CultureInfo.InvariantCulture, $"{from + PageSize}") },
                    ["nodes"] = new JsonArray([.. nodes]),
                },
            },
        });
    }

    private static JsonArray CompletedRuns(HostedRepository repository, string head, long? app) =>
        [.. repository.CheckRuns.Where(c => c.HeadSha == head && c.Suite.App.Id == app && c.Status == "completed")
            .Select(c => (JsonNode)new JsonObject { ["name"] = c.Name, ["conclusion"] = c.Conclusion?.ToUpperInvariant() })];

    private static JsonObject Nodes(JsonObject node) => new() { ["nodes"] = new JsonArray(node) };

    private static string? Value(string[] words, string prefix) => Array.Find(words, w => w.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
}
