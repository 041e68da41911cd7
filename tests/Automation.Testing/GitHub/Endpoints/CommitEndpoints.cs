using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Commits, what lies between two, and the pull requests they are in.</summary>
internal static class CommitEndpoints
{
    // GitHub's documentation: 250 commits where no page is asked for.
    private const int MostCommits = 250;

    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}/commits", "contents:read", List),
        new("GET", "/repos/{owner}/{repo}/commits/{ref}", "contents:read", Get),
        new("GET", "/repos/{owner}/{repo}/compare/{basehead}", "contents:read", Compare),
        new("GET", "/repos/{owner}/{repo}/commits/{commit_sha}/pulls", "pull_requests:read", PullRequests),
    ];

    /// <summary>The commit of a name, or GitHub's word that there is none.</summary>
    public static string Existing(ApiCall call, string name) =>
        Revisions.Find(call.State, call.Repository, name) ?? throw new ApiProblem(422, $"No commit found for SHA: {name}");

    private static Answer List(ApiCall call)
    {
        var from = Revisions.Find(call.State, call.Repository, call.Asked("sha") ?? "HEAD") ?? throw ApiProblem.NotFound();
        return call.Page(GitHistory.Between(call.Repository.Objects, null, from).Reverse(), c => GitJson.Commit(call.State, call.Repository, c));
    }

    private static Answer Get(ApiCall call)
    {
        var sha = Existing(call, call.Values["ref"]);
        if (call.Accept.Contains("sha", StringComparison.Ordinal))
        {
            return new Answer(200) { Raw = [System.Text.Encoding.ASCII.GetBytes(sha)] };
        }

        var commit = call.Repository.Objects.Commit(sha)!;
        var before = commit.Parents.Count == 0 ? null : call.Repository.Objects.Commit(commit.Parents[0])!.Tree;
        var files = GitDiff.Compare(call.Repository.Objects, before, commit.Tree);
        var json = GitJson.Commit(call.State, call.Repository, sha);
        var (additions, deletions) = (files.Sum(f => f.Additions), files.Sum(f => f.Deletions));
        json["stats"] = new JsonObject { ["total"] = additions + deletions, ["additions"] = additions, ["deletions"] = deletions };
        json["files"] = new JsonArray([.. files.Take(call.State.Options.MostComparedFiles).Select(f => GitJson.File(call.Urls, call.Repository, sha, f))]);
        return Answer.Ok(json);
    }

    private static Answer Compare(ApiCall call)
    {
        if (call.Values["basehead"].Split("...") is not [var left, var right]
            || Revisions.Find(call.State, call.Repository, left) is not { } from || Revisions.Find(call.State, call.Repository, right) is not { } to)
        {
            throw ApiProblem.NotFound();
        }

        var objects = call.Repository.Objects;
        var shared = GitHistory.MergeBase(objects, from, to) ?? throw new ApiProblem(404, $"No common ancestor between {left} and {right}.");
        var (ahead, behind) = (GitHistory.Between(objects, from, to), GitHistory.Between(objects, to, from));
        var files = GitDiff.Compare(objects, objects.Commit(shared)!.Tree, objects.Commit(to)!.Tree);
        var isPaged = call.Asked("page") is not null || call.Asked("per_page") is not null;
        var page = isPaged
            ? call.Page(ahead, c => GitJson.Commit(call.State, call.Repository, c))
            : Answer.Ok(new JsonArray([.. ahead.TakeLast(MostCommits).Select(c => GitJson.Commit(call.State, call.Repository, c))]));
        var address = $"{call.Urls.Page(call.Repository)}/compare/{left}...{right}";
        return page with
        {
            Body = new JsonObject
            {
                ["url"] = $"{call.Urls.Of(call.Repository)}/compare/{left}...{right}",
                ["html_url"] = address,
                ["permalink_url"] = address,
                ["diff_url"] = $"{address}.diff",
                ["patch_url"] = $"{address}.patch",
                ["base_commit"] = GitJson.Commit(call.State, call.Repository, from),
                ["merge_base_commit"] = GitJson.Commit(call.State, call.Repository, shared),
                ["status"] = (ahead.Count, behind.Count) switch { (0, 0) => "identical", ( > 0, 0) => "ahead", (0, > 0) => "behind", _ => "diverged" },
                ["ahead_by"] = ahead.Count,
                ["behind_by"] = behind.Count,
                ["total_commits"] = ahead.Count,
                ["commits"] = page.Body,
                // The files come with the first page only, and never more than 300 of them.
                ["files"] = new JsonArray([
                    .. files.Take(call.Asked("page") is null or "1" ? call.State.Options.MostComparedFiles : 0)
                        .Select(f => GitJson.File(call.Urls, call.Repository, to, f)),
                ]),
            },
        };
    }

    private static Answer PullRequests(ApiCall call)
    {
        var sha = Existing(call, call.Values["commit_sha"]);
        var pulls = call.Repository.PullRequests.Where(
            p => p.HeadSha == sha || p.MergeCommitSha == sha && p.MergedAt is not null || PullRequestJson.CommitsOf(p).Contains(sha));
        return call.Page(pulls.Reverse(), p => PullRequestJson.Simple(call.Urls, p));
    }
}
