using System.Collections.Immutable;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Creating repositories, and changing what they are.</summary>
internal static class NewRepositoryEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/user", Needs.Token, Self),
        new("POST", "/orgs/{org}/repos", "administration:write", CreateInOrganisation),
        new("POST", "/user/repos", Needs.Token, call => Create(call, call.Actor, call.Body["private"]?.GetValue<bool>() == true ? "private" : "public")),
        new("PATCH", "/repos/{owner}/{repo}", "administration:write", Update),
        new("POST", "/repos/{owner}/{repo}/branches/{branch}/rename", "administration:write", Rename),
    ];

    private static Answer Self(ApiCall call) => call.Caller is Caller.OfUser user
        ? Answer.Ok(AccountJson.Public(call.Urls, user.Account))
        : throw new ApiProblem(403, "Resource not accessible by integration");

    private static Answer CreateInOrganisation(ApiCall call)
    {
        var owner = call.State.Accounts.TryGetValue(call.Values["org"], out var account) && account.Kind == AccountKind.Organization
            ? account
            : throw ApiProblem.NotFound();
        return Create(call, owner, call.Text("visibility") ?? (call.Body["private"]?.GetValue<bool>() == true ? "private" : "public"));
    }

    private static Answer Create(ApiCall call, Account owner, string visibility)
    {
        var name = call.RequiredText("name");
        if (call.State.RepositoryNow(owner.Login, name) is not null)
        {
            throw ApiProblem.Failed("Repository", "name", "custom", "name already exists on this account");
        }

        var repository = new HostedRepository(call.State.NextSmallId(), owner, name, call.State.Now, parent: null) { Visibility = visibility };
        repository.Settings.Creation = call.Body.DeepClone().AsObject();
        repository.Collaborators = repository.Collaborators.SetItem(call.Actor.Login, "admin");
        call.State.Repositories.Add(repository);
        if (ApiCall.FlagOf(call.Body, "auto_init") == true)
        {
            var files = new Dictionary<string, byte[]?> { ["README.md"] = System.Text.Encoding.UTF8.GetBytes($"# {name}\n") };
            var sha = Revisions.Commit(call.State, repository, repository.DefaultBranch, files, "Initial commit", call.Actor);
            RefChanges.Move(call.State, repository, $"refs/heads/{repository.DefaultBranch}", sha, call.Actor);
        }

        call.State.Signal();
        return Answer.Created(RepositoryJson.Full(call.Urls, repository));
    }

    private static Answer Update(ApiCall call)
    {
        if (call.Text("default_branch") is { } branch)
        {
            call.Repository.DefaultBranch = branch;
        }

        return Answer.Ok(RepositoryJson.Full(call.Urls, call.Repository));
    }

    private static Answer Rename(ApiCall call)
    {
        var (repository, from, to) = (call.Repository, call.Values["branch"], call.RequiredText("new_name"));
        if (!repository.Refs.TryGetValue($"refs/heads/{from}", out var sha))
        {
            throw ApiProblem.NotFound();
        }

        RefChanges.Move(call.State, repository, $"refs/heads/{to}", sha, call.Actor);
        if (repository.DefaultBranch == from)
        {
            repository.DefaultBranch = to;
        }

        RefChanges.Move(call.State, repository, $"refs/heads/{from}", null, call.Actor);
        return Answer.Created(RepositoryEndpoints.BranchJson(call, to));
    }
}
