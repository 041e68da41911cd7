using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Webhooks;

/// <summary><c>push</c>: a branch or tag was made, moved or deleted.</summary>
internal static class PushEvent
{
    // GitHub's documentation: the array holds at most 2,048 commits.
    private const int MostCommits = 2048;

    public static void Announce(FakeGitHubState state, HostedRepository repository, string name, string? from, string? to, Account sender)
    {
        if (!name.StartsWith("refs/heads/", StringComparison.Ordinal) && !name.StartsWith("refs/tags/", StringComparison.Ordinal))
        {
            return;
        }

        // An annotated tag has no commits of its own to tell of.
        var commits = to is null || repository.Objects.Commit(to) is null ? [] : CommitsOf(repository, name, from, to);
        Announcement.Of(state, "push", null, repository, sender, new JsonObject
        {
            ["ref"] = name,
            ["before"] = from ?? RefChanges.Nowhere,
            ["after"] = to ?? RefChanges.Nowhere,
            ["created"] = from is null,
            ["deleted"] = to is null,
            ["forced"] = from is not null && to is not null && !GitHistory.IsFastForward(repository.Objects, from, to),
            ["base_ref"] = null,
            ["compare"] = $"{state.Urls.Page(repository)}/compare/{(from ?? RefChanges.Nowhere)[..12]}...{(to ?? RefChanges.Nowhere)[..12]}",
            ["commits"] = new JsonArray([.. commits.Take(MostCommits).Select(c => Commit(state, repository, c))]),
            ["head_commit"] = to is null || repository.Objects.Commit(to) is null ? null : Commit(state, repository, to),
            ["pusher"] = new JsonObject { ["name"] = sender.Login, ["email"] = $"{sender.Login}@users.noreply.github.com" },
        });
    }

    private static IReadOnlyList<string> CommitsOf(HostedRepository repository, string name, string? from, string to) =>
        from is not null
            ? GitHistory.Between(repository.Objects, from, to)
            : GitHistory.Between(
                repository.Objects,
                name == $"refs/heads/{repository.DefaultBranch}" ? null : repository.Refs.GetValueOrDefault($"refs/heads/{repository.DefaultBranch}"),
                to);

    private static JsonObject Commit(FakeGitHubState state, HostedRepository repository, string sha)
    {
        var commit = repository.Objects.Commit(sha)!;
        var before = commit.Parents.Count == 0 ? null : repository.Objects.Commit(commit.Parents[0])?.Tree;
        var changes = GitDiff.Compare(repository.Objects, before, commit.Tree);
        var json = GitJson.SimpleCommit(repository, sha);
        json["distinct"] = true;
        json["url"] = $"{state.Urls.Page(repository)}/commit/{sha}";
        json["author"]!["username"] = commit.Author.Name;
        json["committer"]!["username"] = commit.Committer.Name;
        json["added"] = Paths(changes.Where(c => c.Status is "added" or "renamed").Select(c => c.Path));
        json["removed"] = Paths(changes.Where(c => c.Status == "removed")
            .Select(c => c.Path)
            .Concat(changes.Where(c => c.PreviousPath is not null).Select(c => c.PreviousPath!)));
        json["modified"] = Paths(changes.Where(c => c.Status == "modified").Select(c => c.Path));
        return json;
    }

    private static JsonArray Paths(IEnumerable<string> paths) => [.. paths.Select(p => JsonValue.Create(p))];
}
