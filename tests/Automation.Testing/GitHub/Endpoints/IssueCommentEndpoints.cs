using System.Collections.Immutable;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Comments below issues and pull requests, and reactions to them.</summary>
internal static class IssueCommentEndpoints
{
    /// <summary>Longer comments are refused (GitHub's answer says so; its description does not).</summary>
    public const int LongestBody = 65_536;

    private const string Read = "issues:read|pull_requests:read";
    private const string Write = "issues:write|pull_requests:write";

    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments", Read, List),
        new("POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments", Write, Create),
        new("GET", "/repos/{owner}/{repo}/issues/comments/{comment_id}", Read, call => Answer.Ok(IssueCommentJson.Of(call.Urls, call.Repository, Named(call)))),
        new("PATCH", "/repos/{owner}/{repo}/issues/comments/{comment_id}", Write, Update),
        new("DELETE", "/repos/{owner}/{repo}/issues/comments/{comment_id}", Write, Delete),
        new("POST", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", Write, React),
    ];

    /// <summary>Characters as GitHub counts them: one outside the first plane is one.</summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    private static IssueComment Named(ApiCall call) => call.Repository.Comments.Find(c => c.Id == call.Number("comment_id")) ?? throw ApiProblem.NotFound();

    private static int IssueOf(ApiCall call) =>
        call.Repository.PullRequests.FirstOrDefault(p => p.Number == call.Number("issue_number"))?.Number
        ?? call.Repository.Settings.Issues.Find(i => i.Number == call.Number("issue_number"))?.Number ?? throw ApiProblem.NotFound();

    private static Answer List(ApiCall call)
    {
        var issue = IssueOf(call);
        return call.Page(call.Repository.Comments.Where(c => c.IssueNumber == issue), c => IssueCommentJson.Of(call.Urls, call.Repository, c));
    }

    private static string BodyOf(ApiCall call)
    {
        var body = call.Text("body");
        return string.IsNullOrWhiteSpace(body) ? throw ApiProblem.Failed("IssueComment", "body", "missing_field")
            : Length(body) > LongestBody ? throw ApiProblem.Failed("IssueComment", "data", "unprocessable", "Body is too long (maximum is 65536 characters)")
            : body;
    }

    private static Answer Create(ApiCall call)
    {
        var comment = CommentChanges.Add(call.State, call.Repository, IssueOf(call), BodyOf(call), call.Actor, call.App);
        return Answer.Created(IssueCommentJson.Of(call.Urls, call.Repository, comment));
    }

    private static Answer Update(ApiCall call) =>
        Answer.Ok(IssueCommentJson.Of(call.Urls, call.Repository, CommentChanges.Edit(call.State, call.Repository, Named(call), BodyOf(call), call.Actor)));

    private static Answer Delete(ApiCall call)
    {
        CommentChanges.Delete(call.State, call.Repository, Named(call), call.Actor);
        return Answer.NoContent;
    }

    private static Answer React(ApiCall call)
    {
        var (comment, content) = (Named(call), call.RequiredText("content"));
        if (comment.Reactions.Find(r => r.Author == call.Actor && r.Content == content) is { } same)
        {
            return Answer.Ok(IssueCommentJson.Reaction(call.Urls, same));
        }

        var reaction = new Reaction(call.State.NextSmallId(), call.Actor, content, call.State.Now);
        call.Repository.Comments = call.Repository.Comments.Replace(comment, comment with { Reactions = comment.Reactions.Add(reaction) });
        call.State.Signal();
        return Answer.Created(IssueCommentJson.Reaction(call.Urls, reaction));
    }
}
