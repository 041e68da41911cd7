using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub;

/// <summary>When GitHub was told that check runs are completed, from its log of requests.</summary>
internal static class Completions
{
    public static JsonObject Since(FakeGitHub gitHub, int after)
    {
        var log = gitHub.Requests;
        return new JsonObject
        {
            ["next"] = log.Count,
            ["runs"] = new JsonArray([.. log.Skip(after).Select(r => Of(gitHub, r)).OfType<JsonNode>()]),
        };
    }

    private static JsonObject? Of(FakeGitHub gitHub, LoggedRequest request) =>
        request is { Method: "PATCH", Status: 200 } && request.Path.Split('/') is ["", "repos", var owner, var name, "check-runs", var id]
            && long.Parse(id, CultureInfo.InvariantCulture) is var number
            && gitHub.Repository($"{owner}/{name}").CheckRuns.FirstOrDefault(r => r.Id == number) is { Conclusion: "success" or "failure" } run
            ? new JsonObject { ["headSha"] = run.HeadSha, ["at"] = request.Time }
            : null;
}
