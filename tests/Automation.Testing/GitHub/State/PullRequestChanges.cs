using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.State;

/// <summary>What can happen to a pull request, with the event that tells of it.</summary>
internal static class PullRequestChanges
{
    /// <summary>Opens one; both branches exist.</summary>
    public static PullRequest Open(
        FakeGitHubState state,
        HostedRepository repository,
        HostedRepository head,
        string headRef,
        string baseRef,
        string title,
        string? body,
        bool isDraft,
        Account author)
    {
        var pull = new PullRequest(state.NextId(), repository.NextNumber++, repository, author, state.Now)
        {
            HeadRepository = head,
            HeadRef = headRef,
            HeadSha = head.Refs[$"refs/heads/{headRef}"],
            BaseRef = baseRef,
            BaseSha = repository.Refs[$"refs/heads/{baseRef}"],
            Title = title,
            Body = body,
            IsDraft = isDraft,
        };
        repository.PullRequests = repository.PullRequests.Add(pull);
        RefChanges.MergeOnTrial(state, pull);
        Announce(state, pull, "opened", author);
        return pull;
    }

    public static void Synchronize(FakeGitHubState state, PullRequest pull, string head, Account sender)
    {
        var before = pull.HeadSha;
        pull.HeadSha = head;
        pull.BaseSha = pull.Repository.Refs.GetValueOrDefault($"refs/heads/{pull.BaseRef}", pull.BaseSha);
        RefChanges.MergeOnTrial(state, pull);
        Announce(state, pull, "synchronize", sender, new JsonObject { ["before"] = before, ["after"] = head });
    }

    public static void Close(FakeGitHubState state, PullRequest pull, Account sender)
    {
        pull.ClosedAt = state.Now;
        Announce(state, pull, "closed", sender);
    }

    public static void Reopen(FakeGitHubState state, PullRequest pull, Account sender)
    {
        pull.ClosedAt = null;
        pull.HeadSha = pull.HeadRepository.Refs.GetValueOrDefault($"refs/heads/{pull.HeadRef}", pull.HeadSha);
        RefChanges.MergeOnTrial(state, pull);
        Announce(state, pull, "reopened", sender);
    }

    public static void SetDraft(FakeGitHubState state, PullRequest pull, bool isDraft, Account sender)
    {
        pull.IsDraft = isDraft;
        Announce(state, pull, isDraft ? "converted_to_draft" : "ready_for_review", sender);
    }

    public static void Edit(FakeGitHubState state, PullRequest pull, string? title, string? body, string? baseRef, Account sender)
    {
        var changes = new JsonObject();
        if (title is not null && title != pull.Title)
        {
            changes["title"] = new JsonObject { ["from"] = pull.Title };
            pull.Title = title;
        }

        if (body is not null && body != pull.Body)
        {
            changes["body"] = new JsonObject { ["from"] = pull.Body ?? "" };
            pull.Body = body;
        }

        if (baseRef is not null && baseRef != pull.BaseRef)
        {
            changes["base"] = new JsonObject { ["ref"] = new JsonObject { ["from"] = pull.BaseRef }, ["sha"] = new JsonObject { ["from"] = pull.BaseSha } };
            pull.BaseRef = baseRef;
            pull.BaseSha = pull.Repository.Refs[$"refs/heads/{baseRef}"];
            RefChanges.MergeOnTrial(state, pull);
        }

        if (changes.Count > 0)
        {
            Announce(state, pull, "edited", sender, new JsonObject { ["changes"] = changes });
        }
    }

    /// <summary>Merges one that has no conflict; returns whether it could.</summary>
    public static bool Merge(FakeGitHubState state, PullRequest pull, Account sender)
    {
        var branch = $"refs/heads/{pull.BaseRef}";
        if (RefChanges.MergeCommit(
            state,
            pull,
            pull.Repository.Refs[branch],
            $"Merge pull request #{pull.Number} from {pull.HeadRepository.Owner.Login}/{pull.HeadRef}\n\n{pull.Title}",
            sender) is not { } sha)
        {
            return false;
        }

        (pull.MergeCommitSha, pull.MergedAt, pull.ClosedAt, pull.MergedBy) = (sha, state.Now, state.Now, sender);
        RefChanges.Move(state, pull.Repository, branch, sha, sender);
        Announce(state, pull, "closed", sender);
        return true;
    }

    private static void Announce(FakeGitHubState state, PullRequest pull, string action, Account sender, JsonObject? more = null)
    {
        pull.UpdatedAt = state.Now;
        state.Signal();
        PullRequestEvent.Announce(state, pull, action, sender, more);
    }
}
