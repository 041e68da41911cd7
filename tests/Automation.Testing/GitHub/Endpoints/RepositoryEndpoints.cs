using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Repositories, their branches, and what people may do in them.</summary>
internal static class RepositoryEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}", "metadata:read", call => Answer.Ok(RepositoryJson.Full(call.Urls, call.Repository))),
        new("POST", "/repos/{owner}/{repo}/forks", "contents:read", Fork),
        new("GET", "/repos/{owner}/{repo}/branches", "contents:read", Branches),
        new("GET", "/repos/{owner}/{repo}/branches/{branch}", "contents:read", Branch),
        new("GET", "/repos/{owner}/{repo}/collaborators/{username}/permission", "metadata:read", Permission),
    ];

    // The one there is, if there is one.
    private static Answer Fork(ApiCall call)
    {
        if (call.App is not null)
        {
            throw ApiProblem.NotAccessible("contents:read");
        }

        var own = call.State.Repositories.Find(r => r.Owner == call.Actor && r.Objects == call.Repository.Objects);
        return new Answer(202, RepositoryJson.Full(call.Urls, own ?? FakeGitHubState.Fork(call.State, call.Repository, call.Actor)));
    }

    private static Answer Branches(ApiCall call) =>
        call.Page(call.Repository.Refs.Where(r => r.Key.StartsWith("refs/heads/", StringComparison.Ordinal)), r => new JsonObject
        {
            ["name"] = r.Key["refs/heads/".Length..],
            ["commit"] = new JsonObject { ["sha"] = r.Value, ["url"] = $"{call.Urls.Of(call.Repository)}/commits/{r.Value}" },
            ["protected"] = false,
        });

    private static Answer Branch(ApiCall call) => Answer.Ok(BranchJson(call, call.Values["branch"]));

    /// <summary>A branch by itself.</summary>
    public static JsonObject BranchJson(ApiCall call, string name)
    {
        if (!call.Repository.Refs.TryGetValue($"refs/heads/{name}", out var sha))
        {
            throw new ApiProblem(404, "Branch not found");
        }

        var url = $"{call.Urls.Of(call.Repository)}/branches/{name}";
        return new JsonObject
        {
            ["name"] = name,
            ["commit"] = GitJson.Commit(call.State, call.Repository, sha),
            ["_links"] = new JsonObject { ["self"] = url, ["html"] = $"{call.Urls.Page(call.Repository)}/tree/{name}" },
            ["protected"] = false,
            ["protection"] = new JsonObject
            {
                ["enabled"] = false,
                ["required_status_checks"] = new JsonObject { ["enforcement_level"] = "off", ["contexts"] = new JsonArray(), ["checks"] = new JsonArray() },
            },
            ["protection_url"] = $"{url}/protection",
        };
    }

    private static Answer Permission(ApiCall call)
    {
        if (!call.State.Accounts.TryGetValue(call.Values["username"], out var account))
        {
            throw ApiProblem.NotFound();
        }

        var permission = FakeGitHubState.PermissionOf(account, call.Repository);
        var user = AccountJson.Simple(call.Urls, account);
        user["role_name"] = permission;
        user["permissions"] = RepositoryJson.Permissions(permission);
        return Answer.Ok(new JsonObject { ["permission"] = permission, ["role_name"] = permission, ["user"] = user });
    }
}
