using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Statuses of commits, which a token of a person may write, too.</summary>
internal static class StatusEndpoints
{
    // GitHub's OpenAPI description.
    private static readonly string[] States = ["error", "failure", "pending", "success"];

    public static ImmutableList<Route> Routes { get; } =
    [
        new("POST", "/repos/{owner}/{repo}/statuses/{sha}", "statuses:write", Create),
        new("GET", "/repos/{owner}/{repo}/commits/{ref}/status", "statuses:read", OfCommit),
    ];

    private static Answer Create(ApiCall call)
    {
        var state = call.RequiredText("state");
        if (!States.Contains(state, StringComparer.Ordinal))
        {
            throw ApiProblem.Invalid("state is not included in the list");
        }

        var sha = CommitEndpoints.Existing(call, call.Values["sha"]);
        var status = new CommitStatus(sha, call.Text("context") ?? "default", state, call.Text("description"), call.Actor);
        call.Repository.Settings.Statuses = call.Repository.Settings.Statuses.Add(status);
        return Answer.Created(Json(call, status));
    }

    private static Answer OfCommit(ApiCall call)
    {
        var sha = CommitEndpoints.Existing(call, call.Values["ref"]);
        List<CommitStatus> latest = [.. call.Repository.Settings.Statuses.Where(s => s.Sha == sha).Reverse().DistinctBy(s => s.Context)];
        var state = latest.Any(s => s.State is "failure" or "error") ? "failure" : latest.Count == 0 || latest.Any(s => s.State == "pending") ? "pending" : "success";
        var url = $"{call.Urls.Of(call.Repository)}/commits/{sha}";
        return Answer.Ok(new JsonObject
        {
            ["state"] = state,
            ["statuses"] = new JsonArray([.. latest.Select(s => Json(call, s))]),
            ["sha"] = sha,
            ["total_count"] = latest.Count,
            ["repository"] = RepositoryJson.Minimal(call.Urls, call.Repository),
            ["commit_url"] = url,
            ["url"] = $"{url}/status",
        });
    }

    private static JsonObject Json(ApiCall call, CommitStatus status) => new()
    {
        ["url"] = $"{call.Urls.Of(call.Repository)}/statuses/{status.Sha}",
        ["avatar_url"] = null,
        ["id"] = 1,
        ["node_id"] = $"SC_{status.Sha}",
        ["state"] = status.State,
        ["description"] = status.Description,
        ["target_url"] = null,
        ["context"] = status.Context,
        ["created_at"] = Time.Text(call.State.Now),
        ["updated_at"] = Time.Text(call.State.Now),
        ["creator"] = AccountJson.Simple(call.Urls, status.Author),
    };
}
