using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Json;

/// <summary>Comments and reactions as GitHub writes them.</summary>
internal static class IssueCommentJson
{
    private static readonly string[] Contents = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"];

    public static JsonObject Of(Urls urls, HostedRepository repository, IssueComment comment)
    {
        var url = $"{urls.Of(repository)}/issues/comments/{comment.Id}";
        return new JsonObject
        {
            ["url"] = url,
            ["html_url"] = $"{urls.Page(repository)}/pull/{comment.IssueNumber}#issuecomment-{comment.Id}",
            ["issue_url"] = $"{urls.Of(repository)}/issues/{comment.IssueNumber}",
            ["id"] = comment.Id,
            ["node_id"] = comment.NodeId,
            ["user"] = AccountJson.Simple(urls, comment.Author),
            ["created_at"] = Time.Text(comment.CreatedAt),
            ["updated_at"] = Time.Text(comment.UpdatedAt),
            ["author_association"] = RepositoryJson.Association(repository, comment.Author),
            ["body"] = comment.Body,
            ["reactions"] = Reactions(url, comment.Reactions),
            ["performed_via_github_app"] = comment.App is { } app ? AppJson.Of(urls, app) : null,
        };
    }

    public static JsonObject Reaction(Urls urls, Reaction reaction) => new()
    {
        ["id"] = reaction.Id,
        ["node_id"] = $"REA_{reaction.Id}",
        ["user"] = AccountJson.Simple(urls, reaction.Author),
        ["content"] = reaction.Content,
        ["created_at"] = Time.Text(reaction.CreatedAt),
    };

    public static JsonObject Reactions(string url, IReadOnlyCollection<Reaction> reactions)
    {
        var json = new JsonObject { ["url"] = $"{url}/reactions", ["total_count"] = reactions.Count };
        foreach (var content in Contents)
        {
            json[content] = reactions.Count(r => r.Content == content);
        }

        return json;
    }

    /// <summary>The issue that a pull request is too, as events about comments carry it.</summary>
    public static JsonObject IssueOf(Urls urls, PullRequest pull)
    {
        var url = $"{urls.Of(pull.Repository)}/issues/{pull.Number}";
        return new JsonObject
        {
            ["url"] = url,
            ["repository_url"] = urls.Of(pull.Repository),
            ["labels_url"] = $"{url}/labels{{/name}}",
            ["comments_url"] = $"{url}/comments",
            ["events_url"] = $"{url}/events",
            ["html_url"] = urls.Page(pull),
            ["id"] = pull.Id + 1_000_000_000,
            ["node_id"] = $"PR_{pull.Id}",
            ["number"] = pull.Number,
            ["title"] = pull.Title,
            ["user"] = AccountJson.Simple(urls, pull.Author),
            ["labels"] = new JsonArray(),
            ["state"] = pull.State,
            ["locked"] = false,
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["milestone"] = null,
            ["comments"] = pull.Repository.Comments.Count(c => c.IssueNumber == pull.Number),
            ["created_at"] = Time.Text(pull.CreatedAt),
            ["updated_at"] = Time.Text(pull.UpdatedAt),
            ["closed_at"] = Time.Text(pull.ClosedAt),
            ["author_association"] = RepositoryJson.Association(pull.Repository, pull.Author),
            ["active_lock_reason"] = null,
            ["draft"] = pull.IsDraft,
            ["pull_request"] = new JsonObject
            {
                ["url"] = urls.Of(pull),
                ["html_url"] = urls.Page(pull),
                ["diff_url"] = $"{urls.Page(pull)}.diff",
                ["patch_url"] = $"{urls.Page(pull)}.patch",
                ["merged_at"] = Time.Text(pull.MergedAt),
            },
            ["body"] = pull.Body,
            ["reactions"] = Reactions(url, []),
            ["timeline_url"] = $"{url}/timeline",
            ["performed_via_github_app"] = null,
            ["state_reason"] = null,
        };
    }

    /// <summary>An issue, as its events carry it.</summary>
    public static JsonObject IssueOf(Urls urls, HostedRepository repository, HostedIssue issue)
    {
        var url = $"{urls.Of(repository)}/issues/{issue.Number}";
        return new JsonObject
        {
            ["url"] = url,
            ["repository_url"] = urls.Of(repository),
            ["labels_url"] = $"{url}/labels{{/name}}",
            ["comments_url"] = $"{url}/comments",
            ["events_url"] = $"{url}/events",
            ["html_url"] = $"{urls.Page(repository)}/issues/{issue.Number}",
            ["id"] = issue.Number + 2_000_000_000,
            ["node_id"] = $"I_{issue.Number}",
            ["number"] = issue.Number,
            ["title"] = issue.Title,
            ["user"] = AccountJson.Simple(urls, issue.Author),
            ["labels"] = new JsonArray(),
            ["state"] = "open",
            ["locked"] = false,
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["milestone"] = null,
            ["comments"] = repository.Comments.Count(c => c.IssueNumber == issue.Number),
            ["created_at"] = Time.Text(DateTimeOffset.UnixEpoch),
            ["updated_at"] = Time.Text(DateTimeOffset.UnixEpoch),
            ["closed_at"] = null,
            ["author_association"] = RepositoryJson.Association(repository, issue.Author),
            ["active_lock_reason"] = null,
            ["body"] = issue.Body,
            ["reactions"] = Reactions(url, []),
            ["timeline_url"] = $"{url}/timeline",
            ["performed_via_github_app"] = null,
            ["state_reason"] = null,
        };
    }
}
