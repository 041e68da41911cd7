using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Webhooks;

/// <summary><c>issue_comment</c>: created, edited, deleted.</summary>
internal static class IssueCommentEvent
{
    public static void Announce(FakeGitHubState state, HostedRepository repository, IssueComment comment, string action, Account sender, string? before = null)
    {
        if (repository.PullRequests.FirstOrDefault(p => p.Number == comment.IssueNumber) is not { } pull)
        {
            return;
        }

        var payload = new JsonObject
        {
            ["issue"] = IssueCommentJson.IssueOf(state.Urls, pull),
            ["comment"] = IssueCommentJson.Of(state.Urls, repository, comment),
        };
        if (action == "edited")
        {
            payload["changes"] = new JsonObject { ["body"] = new JsonObject { ["from"] = before ?? "" } };
        }

        Announcement.Of(state, "issue_comment", action, repository, sender, payload);
    }
}
