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
        var on = repository.PullRequests.FirstOrDefault(p => p.Number == comment.IssueNumber) is { } pull ? IssueCommentJson.IssueOf(state.Urls, pull)
            : repository.Settings.Issues.Find(i => i.Number == comment.IssueNumber) is { } issue ? IssueCommentJson.IssueOf(state.Urls, repository, issue)
            : null;
        if (on is null)
        {
            return;
        }

        var payload = new JsonObject
        {
            ["issue"] = on,
            ["comment"] = IssueCommentJson.Of(state.Urls, repository, comment),
        };
        if (action == "edited")
        {
            payload["changes"] = new JsonObject { ["body"] = new JsonObject { ["from"] = before ?? "" } };
        }

        Announcement.Of(state, "issue_comment", action, repository, sender, payload);
    }
}
