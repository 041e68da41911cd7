using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.State;

/// <summary>What can happen to a comment, with the event that tells of it.</summary>
internal static class CommentChanges
{
    public static IssueComment Add(FakeGitHubState state, HostedRepository repository, int issue, string body, Account author, GitHubApp? app)
    {
        var comment = new IssueComment(state.NextId(), issue, author, app, state.Now) { Body = body, UpdatedAt = state.Now };
        repository.Comments = repository.Comments.Add(comment);
        state.Signal();
        IssueCommentEvent.Announce(state, repository, comment, "created", author);
        return comment;
    }

    public static IssueComment Edit(FakeGitHubState state, HostedRepository repository, IssueComment comment, string body, Account sender)
    {
        var edited = comment with { Body = body, UpdatedAt = state.Now };
        repository.Comments = repository.Comments.Replace(comment, edited);
        state.Signal();
        IssueCommentEvent.Announce(state, repository, edited, "edited", sender, comment.Body);
        return edited;
    }

    public static void Delete(FakeGitHubState state, HostedRepository repository, IssueComment comment, Account sender)
    {
        repository.Comments = repository.Comments.Remove(comment);
        state.Signal();
        IssueCommentEvent.Announce(state, repository, comment, "deleted", sender);
    }
}
