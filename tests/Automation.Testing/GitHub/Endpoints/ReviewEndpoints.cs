using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Reviews, and comments on lines.</summary>
internal static class ReviewEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews", "pull_requests:read", call => List(call, p => p.Reviews, PullRequestJson.Review)),
        new("POST", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews", "pull_requests:write", Review),
        new(
            "GET",
            "/repos/{owner}/{repo}/pulls/{pull_number}/comments",
            "pull_requests:read",
            call => List(call, p => p.ReviewComments, PullRequestJson.ReviewComment)),
        new("POST", "/repos/{owner}/{repo}/pulls/{pull_number}/comments", "pull_requests:write", Comment),
    ];

    private static Answer List<T>(ApiCall call, Func<PullRequest, IEnumerable<T>> items, Func<Urls, PullRequest, T, JsonNode> write)
    {
        var pull = PullRequestEndpoints.Named(call);
        return call.Page(items(pull), i => write(call.Urls, pull, i));
    }

    private static Answer Review(ApiCall call)
    {
        var pull = PullRequestEndpoints.Named(call);
        var (body, @event) = (call.Text("body") ?? "", call.Text("event"));
        var comments = (call.Body["comments"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        if (@event == "APPROVE" && call.Actor == pull.Author)
        {
            throw Unprocessable("Can not approve your own pull request");
        }

        if (@event is "COMMENT" or "REQUEST_CHANGES" && body.Length == 0 && comments.Count == 0)
        {
            throw Unprocessable("Pull request review body can't be blank");
        }

        TooLong(body, "PullRequestReview");
        var state = @event switch { "APPROVE" => "APPROVED", "REQUEST_CHANGES" => "CHANGES_REQUESTED", "COMMENT" => "COMMENTED", _ => "PENDING" };
        var review = new Review(call.State.NextId(), call.Actor, state, body, call.Text("commit_id") ?? pull.HeadSha, call.State.Now);
        var placed = comments.Select(c => Place(call, pull, c, review.CommitId, review.Id, why => Unprocessable($"{why} could not be resolved"))).ToList();
        pull.Reviews = pull.Reviews.Add(review);
        pull.ReviewComments = pull.ReviewComments.AddRange(placed);
        call.State.Signal();
        return Answer.Ok(PullRequestJson.Review(call.Urls, pull, review));
    }

    private static Answer Comment(ApiCall call)
    {
        var pull = PullRequestEndpoints.Named(call);
        call.RequiredText("body");
        var comment = Place(call, pull, call.Body, call.Text("commit_id")
            ?? throw ApiProblem.Failed("PullRequestReviewComment", "commit_id", "missing_field"), null, why =>
            ApiProblem.Failed(
                "PullRequestReviewComment",
                $"pull_request_review_thread.{why.ToLowerInvariant()}",
                "custom",
                $"pull_request_review_thread.{why.ToLowerInvariant()} must be part of the diff"));
        pull.ReviewComments = pull.ReviewComments.Add(comment);
        call.State.Signal();
        return Answer.Created(PullRequestJson.ReviewComment(call.Urls, pull, comment));
    }

    // Lines outside the difference take no comments.
    private static ReviewComment Place(ApiCall call, PullRequest pull, JsonObject json, string commit, long? review, Func<string, ApiProblem> refuse)
    {
        var (path, body, side) = (ApiCall.TextOf(json, "path") ?? "", ApiCall.TextOf(json, "body") ?? "", ApiCall.TextOf(json, "side") ?? "RIGHT");
        var (line, start) = (ApiCall.IntegerOf(json, "line"), ApiCall.IntegerOf(json, "start_line"));
        TooLong(body, "PullRequestReviewComment");
        var file = PullRequestJson.FilesOf(pull).FirstOrDefault(f => f.Path == path) ?? throw refuse("Path");
        if (ApiCall.TextOf(json, "subject_type") != "file" && ApiCall.IntegerOf(json, "position") is null
            && (line is null || !IsShown(file, line.Value, side) || (start is { } first && !IsShown(file, first, side))))
        {
            throw refuse("Line");
        }

        return new ReviewComment(call.State.NextId(), review, call.Actor, path, body, commit, file.Patch ?? "", call.State.Now)
        {
            Line = line,
            StartLine = start,
            Side = side,
            InReplyTo = ApiCall.IntegerOf(json, "in_reply_to"),
        };
    }

    private static bool IsShown(GitFileChange file, int line, string side)
    {
        var (old, @new) = (0, 0);
        foreach (var text in (file.Patch ?? "").Split('\n'))
        {
            if (text.StartsWith("@@", StringComparison.Ordinal))
            {
                var numbers = text.Split(' ').Skip(1).Take(2).Select(n => int.Parse(n[1..].Split(',')[0], CultureInfo.InvariantCulture)).ToList();
                (old, @new) = (numbers[0], numbers[1]);
                continue;
            }

            var isOld = text.Length == 0 || text[0] != '+';
            var isNew = text.Length == 0 || text[0] != '-';
            if (side == "LEFT" ? isOld && old == line : isNew && @new == line)
            {
                return true;
            }

            (old, @new) = (old + (isOld ? 1 : 0), @new + (isNew ? 1 : 0));
        }

        return false;
    }

    private static ApiProblem Unprocessable(string why) => new(422, "Unprocessable Entity", [JsonValue.Create(why)]);

    private static void TooLong(string body, string resource)
    {
        if (IssueCommentEndpoints.Length(body) > IssueCommentEndpoints.LongestBody)
        {
            throw ApiProblem.Failed(resource, "body", "custom", "body is too long (maximum is 65536 characters)");
        }
    }
}
