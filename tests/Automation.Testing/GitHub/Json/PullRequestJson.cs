using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Json;

/// <summary>Pull requests, reviews and their comments as GitHub writes them.</summary>
internal static class PullRequestJson
{
    /// <summary>A pull request as lists carry it.</summary>
    public static JsonObject Simple(Urls urls, PullRequest pull)
    {
        var (url, page, repository) = (urls.Of(pull), urls.Page(pull), urls.Of(pull.Repository));
        var issue = $"{repository}/issues/{pull.Number}";
        return new JsonObject
        {
            ["url"] = url,
            ["id"] = pull.Id,
            ["node_id"] = NodeIdOf(pull),
            ["html_url"] = page,
            ["diff_url"] = $"{page}.diff",
            ["patch_url"] = $"{page}.patch",
            ["issue_url"] = issue,
            ["number"] = pull.Number,
            ["state"] = pull.State,
            ["locked"] = false,
            ["title"] = pull.Title,
            ["user"] = AccountJson.Simple(urls, pull.Author),
            ["body"] = pull.Body,
            ["created_at"] = Time.Text(pull.CreatedAt),
            ["updated_at"] = Time.Text(pull.UpdatedAt),
            ["closed_at"] = Time.Text(pull.ClosedAt),
            ["merged_at"] = Time.Text(pull.MergedAt),
            ["merge_commit_sha"] = pull.MergeCommitSha,
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["requested_reviewers"] = new JsonArray(),
            ["requested_teams"] = new JsonArray(),
            ["labels"] = LabelJson.Of(urls, pull.Repository, pull.Number),
            ["milestone"] = null,
            ["draft"] = pull.IsDraft,
            ["commits_url"] = $"{url}/commits",
            ["review_comments_url"] = $"{url}/comments",
            ["review_comment_url"] = $"{repository}/pulls/comments{{/number}}",
            ["comments_url"] = $"{issue}/comments",
            ["statuses_url"] = $"{repository}/statuses/{pull.HeadSha}",
            ["head"] = Side(urls, pull.HeadRepository, pull.HeadRef, pull.HeadSha),
            ["base"] = Side(urls, pull.Repository, pull.BaseRef, pull.BaseSha),
            ["_links"] = new JsonObject
            {
                ["self"] = Link(url),
                ["html"] = Link(page),
                ["issue"] = Link(issue),
                ["comments"] = Link($"{issue}/comments"),
                ["review_comments"] = Link($"{url}/comments"),
                ["review_comment"] = Link($"{repository}/pulls/comments{{/number}}"),
                ["commits"] = Link($"{url}/commits"),
                ["statuses"] = Link($"{repository}/statuses/{pull.HeadSha}"),
            },
            ["author_association"] = RepositoryJson.Association(pull.Repository, pull.Author),
            ["auto_merge"] = pull.IsAutoMerged ? new JsonObject
            {
                ["enabled_by"] = AccountJson.Simple(urls, pull.Author),
                ["merge_method"] = "merge",
                ["commit_title"] = null,
                ["commit_message"] = null,
            } : null,
            ["active_lock_reason"] = null,
        };
    }

    /// <summary>What GraphQL calls it by.</summary>
    public static string NodeIdOf(PullRequest pull) => $"PR_{pull.Id}";

    /// <summary>A pull request by itself.</summary>
    public static JsonObject Full(Urls urls, PullRequest pull)
    {
        var json = Simple(urls, pull);
        var files = FilesOf(pull);
        json["merged"] = pull.MergedAt is not null;
        json["mergeable"] = pull.ClosedAt is null ? pull.IsMergeable : null;
        json["rebaseable"] = pull.ClosedAt is null ? pull.IsMergeable : null;
        json["mergeable_state"] = pull.ClosedAt is not null ? "unknown" : pull.IsDraft ? "draft" : pull.IsMergeable ? "clean" : "dirty";
        json["merged_by"] = pull.MergedBy is { } merger ? AccountJson.Simple(urls, merger) : null;
        json["comments"] = pull.Repository.Comments.Count(c => c.IssueNumber == pull.Number);
        json["review_comments"] = pull.ReviewComments.Count;
        json["maintainer_can_modify"] = false;
        json["commits"] = CommitsOf(pull).Count;
        json["additions"] = files.Sum(f => f.Additions);
        json["deletions"] = files.Sum(f => f.Deletions);
        json["changed_files"] = files.Count;
        return json;
    }

    /// <summary>A pull request as check runs name it.</summary>
    public static JsonObject Minimal(Urls urls, PullRequest pull) => new()
    {
        ["url"] = urls.Of(pull),
        ["id"] = pull.Id,
        ["number"] = pull.Number,
        ["head"] = MinimalSide(urls, pull.HeadRepository, pull.HeadRef, pull.HeadSha),
        ["base"] = MinimalSide(urls, pull.Repository, pull.BaseRef, pull.BaseSha),
    };

    /// <summary>What a pull request changes since it left its base branch.</summary>
    public static IReadOnlyList<GitFileChange> FilesOf(PullRequest pull)
    {
        var objects = pull.Repository.Objects;
        var from = GitHistory.MergeBase(objects, pull.BaseSha, pull.HeadSha);
        return GitDiff.Compare(objects, from is null ? null : objects.Commit(from)!.Tree, objects.Commit(pull.HeadSha)!.Tree);
    }

    public static IReadOnlyList<string> CommitsOf(PullRequest pull) => GitHistory.Between(pull.Repository.Objects, pull.BaseSha, pull.HeadSha);

    public static JsonObject Review(Urls urls, PullRequest pull, Review review)
    {
        var page = $"{urls.Page(pull)}#pullrequestreview-{review.Id}";
        return new JsonObject
        {
            ["id"] = review.Id,
            ["node_id"] = $"PRR_{review.Id}",
            ["user"] = AccountJson.Simple(urls, review.Author),
            ["body"] = review.Body,
            ["state"] = review.State,
            ["html_url"] = page,
            ["pull_request_url"] = urls.Of(pull),
            ["author_association"] = RepositoryJson.Association(pull.Repository, review.Author),
            ["_links"] = new JsonObject { ["html"] = Link(page), ["pull_request"] = Link(urls.Of(pull)) },
            ["submitted_at"] = Time.Text(review.SubmittedAt),
            ["commit_id"] = review.CommitId,
        };
    }

    public static JsonObject ReviewComment(Urls urls, PullRequest pull, ReviewComment comment)
    {
        var url = $"{urls.Of(pull.Repository)}/pulls/comments/{comment.Id}";
        var page = $"{urls.Page(pull)}#discussion_r{comment.Id}";
        var json = new JsonObject
        {
            ["url"] = url,
            ["pull_request_review_id"] = comment.ReviewId,
            ["id"] = comment.Id,
            ["node_id"] = $"PRRC_{comment.Id}",
            ["diff_hunk"] = comment.DiffHunk,
            ["path"] = comment.Path,
            ["commit_id"] = comment.CommitId,
            ["original_commit_id"] = comment.CommitId,
            ["user"] = AccountJson.Simple(urls, comment.Author),
            ["body"] = comment.Body,
            ["created_at"] = Time.Text(comment.CreatedAt),
            ["updated_at"] = Time.Text(comment.CreatedAt),
            ["html_url"] = page,
            ["pull_request_url"] = urls.Of(pull),
            ["author_association"] = RepositoryJson.Association(pull.Repository, comment.Author),
            ["_links"] = new JsonObject { ["self"] = Link(url), ["html"] = Link(page), ["pull_request"] = Link(urls.Of(pull)) },
            ["reactions"] = IssueCommentJson.Reactions(url, []),
            ["start_line"] = comment.StartLine,
            ["original_start_line"] = comment.StartLine,
            ["start_side"] = comment.StartLine is null ? null : comment.Side,
            ["line"] = comment.Line,
            ["original_line"] = comment.Line,
            ["side"] = comment.Side,
            ["subject_type"] = comment.Line is null ? "file" : "line",
            ["original_position"] = 1,
            ["position"] = 1,
        };
        if (comment.InReplyTo is { } other)
        {
            json["in_reply_to_id"] = other;
        }

        return json;
    }

    public static JsonObject Link(string address) => new() { ["href"] = address };

    private static JsonObject Side(Urls urls, HostedRepository repository, string branch, string sha) => new()
    {
        ["label"] = $"{repository.Owner.Login}:{branch}",
        ["ref"] = branch,
        ["sha"] = sha,
        ["user"] = AccountJson.Simple(urls, repository.Owner),
        ["repo"] = RepositoryJson.Of(urls, repository),
    };

    private static JsonObject MinimalSide(Urls urls, HostedRepository repository, string branch, string sha) => new()
    {
        ["ref"] = branch,
        ["sha"] = sha,
        ["repo"] = new JsonObject { ["id"] = repository.Id, ["url"] = urls.Of(repository), ["name"] = repository.Name },
    };
}
