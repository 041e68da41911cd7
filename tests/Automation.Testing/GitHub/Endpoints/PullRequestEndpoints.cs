using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Pull requests and their files.</summary>
internal static class PullRequestEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}/pulls", "pull_requests:read", List),
        new("POST", "/repos/{owner}/{repo}/pulls", "pull_requests:write", Create),
        new("GET", "/repos/{owner}/{repo}/pulls/{pull_number}", "pull_requests:read", call => Answer.Ok(PullRequestJson.Full(call.Urls, Named(call)))),
        new("PATCH", "/repos/{owner}/{repo}/pulls/{pull_number}", "pull_requests:write", Update),
        new("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", "pull_requests:read", Files),
        new(
            "GET",
            "/repos/{owner}/{repo}/pulls/{pull_number}/commits",
            "pull_requests:read",
            call => call.Page(PullRequestJson.CommitsOf(Named(call)), c => GitJson.Commit(call.State, call.Repository, c))),
        new("PUT", "/repos/{owner}/{repo}/pulls/{pull_number}/merge", "contents:write", Merge),
    ];

    /// <summary>The pull request that the path names.</summary>
    public static PullRequest Named(ApiCall call)
    {
        var number = call.Number("pull_number");
        return call.Repository.PullRequests.FirstOrDefault(p => p.Number == number) ?? throw ApiProblem.NotFound();
    }

    private static Answer List(ApiCall call)
    {
        var (state, head, @base) = (call.Asked("state") ?? "open", call.Asked("head"), call.Asked("base"));
        var pulls = call.Repository.PullRequests.Where(p => (state == "all" || p.State == state)
            && (head is null || string.Equals($"{p.HeadRepository.Owner.Login}:{p.HeadRef}", head, StringComparison.OrdinalIgnoreCase))
            && (@base is null || p.BaseRef == @base));
        pulls = call.Asked("sort") == "updated" ? pulls.OrderBy(p => p.UpdatedAt).ThenBy(p => p.Number) : pulls.OrderBy(p => p.Number);
        var isDescending = (call.Asked("direction") ?? (call.Asked("sort") is null or "created" ? "desc" : "asc")) == "desc";
        return call.Page(isDescending ? pulls.Reverse() : pulls, p => PullRequestJson.Simple(call.Urls, p));
    }

    private static Answer Create(ApiCall call)
    {
        var (head, @base, repository) = (call.RequiredText("head"), call.RequiredText("base"), call.Repository);
        var title = call.Text("title") ?? throw ApiProblem.Failed("PullRequest", "title", "missing_field");
        var (from, branch) = head.Split(':', 2) is [var owner, var name]
            ? (call.State.Repositories.Find(r => r.Objects == repository.Objects && string.Equals(r.Owner.Login, owner, StringComparison.OrdinalIgnoreCase)),
                name)
            : (repository, head);
        if (from?.Refs.ContainsKey($"refs/heads/{branch}") != true)
        {
            throw ApiProblem.Failed("PullRequest", "head", "invalid");
        }

        if (!repository.Refs.TryGetValue($"refs/heads/{@base}", out var to))
        {
            throw ApiProblem.Failed("PullRequest", "base", "invalid");
        }

        if (repository.PullRequests.Any(p => p.ClosedAt is null && p.HeadRepository == from && p.HeadRef == branch && p.BaseRef == @base))
        {
            throw Custom($"A pull request already exists for {from.Owner.Login}:{branch}.");
        }

        if (Git.GitHistory.Between(repository.Objects, to, from.Refs[$"refs/heads/{branch}"]).Count == 0)
        {
            throw Custom($"No commits between {@base} and {branch}");
        }

        var pull = PullRequestChanges.Open(
            call.State, repository, from, branch, @base, title, call.Text("body"), ApiCall.FlagOf(call.Body, "draft") ?? false, call.Actor);
        return Answer.Created(PullRequestJson.Full(call.Urls, pull));
    }

    private static ApiProblem Custom(string message) =>
        new(422, "Validation Failed", [new JsonObject { ["resource"] = "PullRequest", ["code"] = "custom", ["message"] = message }]);

    private static Answer Update(ApiCall call)
    {
        var pull = Named(call);
        if (call.Text("base") is { } @base && !pull.Repository.Refs.ContainsKey($"refs/heads/{@base}"))
        {
            throw ApiProblem.Failed("PullRequest", "base", "invalid");
        }

        PullRequestChanges.Edit(call.State, pull, call.Text("title"), call.Text("body"), call.Text("base"), call.Actor);
        switch (call.Text("state"))
        {
            case "closed" when pull.ClosedAt is null:
                PullRequestChanges.Close(call.State, pull, call.Actor);
                break;
            case "open" when pull.ClosedAt is not null && pull.MergedAt is null:
                PullRequestChanges.Reopen(call.State, pull, call.Actor);
                break;
            default:
                break;
        }

        return Answer.Ok(PullRequestJson.Full(call.Urls, pull));
    }

    private static Answer Files(ApiCall call)
    {
        var pull = Named(call);
        return call.Page(
            PullRequestJson.FilesOf(pull).Take(call.State.Options.MostPullRequestFiles), f => GitJson.File(call.Urls, call.Repository, pull.HeadSha, f));
    }

    private static Answer Merge(ApiCall call)
    {
        var pull = Named(call);
        if (call.Text("sha") is { } expected && expected != pull.HeadSha)
        {
            throw new ApiProblem(409, "Head branch was modified. Review and try the merge again.");
        }

        return pull.ClosedAt is null && PullRequestChanges.Merge(call.State, pull, call.Actor)
            ? Answer.Ok(new JsonObject { ["sha"] = pull.MergeCommitSha, ["merged"] = true, ["message"] = "Pull Request successfully merged" })
            : throw new ApiProblem(405, "Pull Request is not mergeable");
    }
}
