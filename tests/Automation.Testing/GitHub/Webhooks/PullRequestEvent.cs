using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Webhooks;

/// <summary><c>pull_request</c>: opened, synchronize, closed and the like.</summary>
internal static class PullRequestEvent
{
    public static void Announce(FakeGitHubState state, PullRequest pull, string action, Account sender, JsonObject? more = null)
    {
        var payload = new JsonObject { ["number"] = pull.Number, ["pull_request"] = PullRequestJson.Full(state.Urls, pull) };
        foreach (var (name, value) in more ?? [])
        {
            payload[name] = value?.DeepClone();
        }

        // An event's pull request says less than the endpoint: GitHub has not merged on trial yet.
        if (pull.ClosedAt is null)
        {
            payload["pull_request"]!["mergeable"] = null;
            payload["pull_request"]!["rebaseable"] = null;
            payload["pull_request"]!["mergeable_state"] = "unknown";
        }

        foreach (var side in new[] { "head", "base" })
        {
            var repository = payload["pull_request"]![side]!["repo"]!;
            repository["allow_squash_merge"] = true;
            repository["allow_merge_commit"] = true;
            repository["allow_rebase_merge"] = true;
            repository["allow_auto_merge"] = false;
            repository["delete_branch_on_merge"] = false;
        }

        Announcement.Of(state, "pull_request", action, pull.Repository, sender, payload);
    }
}
