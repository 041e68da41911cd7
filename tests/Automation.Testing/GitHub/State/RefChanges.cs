using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.State;

/// <summary>Moves refs, and sees to what follows: pull requests, their trial merges, the events.</summary>
internal static class RefChanges
{
    /// <summary>Where refs that do not exist point, in events.</summary>
    public const string Nowhere = "0000000000000000000000000000000000000000";

    /// <summary>Moves, makes or (with null) deletes a ref.</summary>
    public static void Move(FakeGitHubState state, HostedRepository repository, string name, string? to, Account sender)
    {
        var from = repository.Refs.GetValueOrDefault(name);
        if (from == to)
        {
            return;
        }

        repository.Refs = to is null ? repository.Refs.Remove(name) : repository.Refs.SetItem(name, to);
        repository.PushedAt = state.Now;
        state.Signal();
        PushEvent.Announce(state, repository, name, from, to, sender);
        if (name.StartsWith("refs/heads/", StringComparison.Ordinal))
        {
            var branch = name["refs/heads/".Length..];
            if (to is not null)
            {
                SuiteChanges.Request(state, repository, to, branch, from, sender);
            }

            Follow(state, repository, branch, to, sender);
        }
    }

    /// <summary>Works out a pull request's trial merge again.</summary>
    public static void MergeOnTrial(FakeGitHubState state, PullRequest pull)
    {
        var repository = pull.Repository;
        repository.Refs = repository.Refs.SetItem($"refs/pull/{pull.Number}/head", pull.HeadSha);
        if (pull.ClosedAt is not null || !repository.Refs.TryGetValue($"refs/heads/{pull.BaseRef}", out var tip))
        {
            return;
        }

        pull.MergeCommitSha = MergeCommit(state, pull, tip, $"Merge {pull.HeadSha} into {tip}", pull.Author);
        pull.IsMergeable = pull.MergeCommitSha is not null;
        var merge = $"refs/pull/{pull.Number}/merge";
        repository.Refs = pull.MergeCommitSha is { } sha ? repository.Refs.SetItem(merge, sha) : repository.Refs.Remove(merge);
    }

    /// <summary>A commit that joins a pull request to its base; null where there is a conflict.</summary>
    public static string? MergeCommit(FakeGitHubState state, PullRequest pull, string tip, string message, Account author)
    {
        var objects = pull.Repository.Objects;
        var ancestor = GitHistory.MergeBase(objects, tip, pull.HeadSha);
        var tree = GitMerge.Tree(
            objects, ancestor is null ? null : objects.Commit(ancestor)!.Tree, objects.Commit(tip)!.Tree, objects.Commit(pull.HeadSha)!.Tree);
        var signature = new GitSignature(author.Login, $"{author.Login}@users.noreply.github.com", state.Now);
        return tree is null ? null : objects.AddCommit(new GitCommit(tree, [tip, pull.HeadSha], signature, signature, message));
    }

    private static void Follow(FakeGitHubState state, HostedRepository repository, string branch, string? to, Account sender)
    {
        foreach (var pull in state.Repositories.SelectMany(r => r.PullRequests).Where(p => p.ClosedAt is null).ToList())
        {
            if (pull.HeadRepository == repository && pull.HeadRef == branch)
            {
                if (to is null)
                {
                    PullRequestChanges.Close(state, pull, sender);
                }
                else
                {
                    PullRequestChanges.Synchronize(state, pull, to, sender);
                }
            }
            else if (pull.Repository == repository && pull.BaseRef == branch)
            {
                MergeOnTrial(state, pull);
            }
        }
    }
}
