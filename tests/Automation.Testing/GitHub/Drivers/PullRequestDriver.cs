using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.Drivers;

/// <summary>What people do with a pull request, and what is to be seen on it. Each act returns the delivery that tells of it.</summary>
public sealed class PullRequestDriver
{
    private readonly FakeGitHub _gitHub;
    private readonly Delivery? _opened;

    internal PullRequestDriver(FakeGitHub gitHub, PullRequest pull, Delivery? opened) => (_gitHub, Pull, _opened) = (gitHub, pull, opened);

    /// <summary>The pull request as GitHub knows it.</summary>
    public PullRequest Pull { get; }

    /// <summary>Its number.</summary>
    public int Number => Pull.Number;

    /// <summary>The newest commit.</summary>
    public string HeadSha => Pull.HeadSha;

    /// <summary>The delivery of its opening.</summary>
    public Delivery Opened => _opened ?? throw new InvalidOperationException("Somebody else opened it.");

    /// <summary>The check runs of the newest commit: the latest of each name.</summary>
    public IReadOnlyList<CheckRun> CheckRuns => CheckJson.LatestOf(Pull.Repository.CheckRuns.Where(r => r.HeadSha == Pull.HeadSha));

    /// <summary>The comments below it.</summary>
    public ImmutableList<IssueComment> Comments => [.. Pull.Repository.Comments.Where(c => c.IssueNumber == Pull.Number)];

    /// <summary>The reviews.</summary>
    public ImmutableList<Review> Reviews => Pull.Reviews;

    /// <summary>The comments on lines.</summary>
    public ImmutableList<ReviewComment> ReviewComments => Pull.ReviewComments;

    /// <summary>The author pushes one more commit.</summary>
    public Delivery Push(params (string Path, string? Text)[] files) =>
        Act(
            () =>
                new RepositoryDriver(_gitHub, Pull.HeadRepository).Commit(
                    Pull.HeadRef, files.ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal), by: Pull.Author.Login));

    /// <summary>Somebody closes it.</summary>
    public Delivery Close(string? by = null) => Act(() => PullRequestChanges.Close(_gitHub.State, Pull, Who(by)));

    /// <summary>Somebody opens it again.</summary>
    public Delivery Reopen(string? by = null) => Act(() => PullRequestChanges.Reopen(_gitHub.State, Pull, Who(by)));

    /// <summary>Somebody merges it.</summary>
    public Delivery Merge(string? by = null) => Act(() => PullRequestChanges.Merge(_gitHub.State, Pull, Who(by)).ShouldBeTrue("There is a conflict."));

    /// <summary>The draft is done.</summary>
    public Delivery MarkReady(string? by = null) => Act(() => PullRequestChanges.SetDraft(_gitHub.State, Pull, isDraft: false, Who(by)));

    /// <summary>It becomes a draft.</summary>
    public Delivery ConvertToDraft(string? by = null) => Act(() => PullRequestChanges.SetDraft(_gitHub.State, Pull, isDraft: true, Who(by)));

    /// <summary>It is to go to another branch.</summary>
    public Delivery ChangeBase(string branch, string? by = null) => Act(() => PullRequestChanges.Edit(_gitHub.State, Pull, null, null, branch, Who(by)));

    /// <summary>Somebody writes another title.</summary>
    public Delivery Retitle(string title, string? by = null) => Act(() => PullRequestChanges.Edit(_gitHub.State, Pull, title, null, null, Who(by)));

    /// <summary>Somebody edits its text, such as by checking a box.</summary>
    public Delivery Edit(string body, string? by = null) => Act(() => PullRequestChanges.Edit(_gitHub.State, Pull, null, body, null, Who(by)));

    /// <summary>Somebody comments.</summary>
    public Delivery Comment(string body, string? by = null) =>
        _gitHub.State.During("issue_comment", () => CommentChanges.Add(_gitHub.State, Pull.Repository, Number, body, Who(by), null));

    /// <summary>Somebody edits a comment, perhaps one of ours.</summary>
    public Delivery EditComment(IssueComment comment, string body, string? by = null) =>
        _gitHub.State.During("issue_comment", () => CommentChanges.Edit(_gitHub.State, Pull.Repository, comment, body, Who(by)));

    /// <summary>Somebody deletes a comment, perhaps one of ours.</summary>
    public Delivery DeleteComment(IssueComment comment, string? by = null) =>
        _gitHub.State.During("issue_comment", () => CommentChanges.Delete(_gitHub.State, Pull.Repository, comment, Who(by)));

    /// <summary>The pull request enters the merge queue: GitHub merges it on a branch of its own and asks for checks.</summary>
    public Delivery Queue(string? by = null) => _gitHub.State.During("merge_group", () =>
    {
        var (state, repository) = (_gitHub.State, Pull.Repository);
        var tip = repository.Refs[$"refs/heads/{Pull.BaseRef}"];
        var sha = RefChanges.MergeCommit(state, Pull, tip, $"Merge pull request #{Number} from {Pull.HeadRef}", Who(by))
            ?? throw new InvalidOperationException("There is a conflict.");
        var name = $"refs/heads/gh-readonly-queue/{Pull.BaseRef}/pr-{Number}-{tip}";
        RefChanges.Move(state, repository, name, sha, Who(by));
        Announcement.Of(state, "merge_group", "checks_requested", repository, Who(by), new JsonObject
        {
            ["merge_group"] = new JsonObject
            {
                ["head_sha"] = sha,
                ["head_ref"] = name,
                ["base_sha"] = tip,
                ["base_ref"] = $"refs/heads/{Pull.BaseRef}",
                ["head_commit"] = GitJson.SimpleCommit(repository, sha),
            },
        });
    });

    private Delivery Act(Action act) => _gitHub.State.During("pull_request", act);

    private Account Who(string? by) => by is null ? Pull.Author : _gitHub.State.Account(by);
}
