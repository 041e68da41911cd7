using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Branches and tags as refs.</summary>
internal static class GitRefEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}/git/ref/{ref}", "contents:read", Get),
        new("GET", "/repos/{owner}/{repo}/git/refs/{ref}", "contents:read", Get) { DescribedAs = "/repos/{owner}/{repo}/git/ref/{ref}" },
        new("GET", "/repos/{owner}/{repo}/git/matching-refs/{ref}", "contents:read", Matching),
        new("POST", "/repos/{owner}/{repo}/git/refs", "contents:write", Create),
        new("PATCH", "/repos/{owner}/{repo}/git/refs/{ref}", "contents:write", Update),
        new("DELETE", "/repos/{owner}/{repo}/git/refs/{ref}", "contents:write", Delete),
    ];

    private static Answer Get(ApiCall call)
    {
        if (call.Repository.Refs.Count == 0)
        {
            throw new ApiProblem(409, "Git Repository is empty.");
        }

        var name = NameOf(call);
        return call.Repository.Refs.TryGetValue(name, out var sha)
            ? Answer.Ok(GitJson.Ref(call.Urls, call.Repository, name, sha))
            : throw ApiProblem.NotFound();
    }

    private static Answer Matching(ApiCall call)
    {
        var prefix = NameOf(call);
        return Answer.Ok(new JsonArray([
            .. call.Repository.Refs.Where(r => r.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(r => GitJson.Ref(call.Urls, call.Repository, r.Key, r.Value)),
        ]));
    }

    private static Answer Create(ApiCall call)
    {
        var (name, sha) = (call.RequiredText("ref"), call.RequiredText("sha"));
        if (name.Split('/') is not ["refs", _, _, ..])
        {
            throw new ApiProblem(422, "Reference name must start with 'refs/' and contain at least three components.");
        }

        Existing(call, sha);
        if (call.Repository.Refs.ContainsKey(name))
        {
            throw new ApiProblem(422, "Reference already exists");
        }

        RefChanges.Move(call.State, call.Repository, name, sha, call.Actor);
        return Answer.Created(GitJson.Ref(call.Urls, call.Repository, name, sha));
    }

    private static Answer Update(ApiCall call)
    {
        var (name, sha) = (NameOf(call), call.RequiredText("sha"));
        if (!call.Repository.Refs.TryGetValue(name, out var old))
        {
            throw new ApiProblem(422, "Reference does not exist");
        }

        Existing(call, sha);
        if (ApiCall.FlagOf(call.Body, "force") != true && !GitHistory.IsFastForward(call.Repository.Objects, old, sha))
        {
            throw new ApiProblem(422, "Update is not a fast forward");
        }

        RefChanges.Move(call.State, call.Repository, name, sha, call.Actor);
        return Answer.Ok(GitJson.Ref(call.Urls, call.Repository, name, sha));
    }

    private static Answer Delete(ApiCall call)
    {
        var name = NameOf(call);
        if (!call.Repository.Refs.ContainsKey(name))
        {
            throw new ApiProblem(422, "Reference does not exist");
        }

        RefChanges.Move(call.State, call.Repository, name, null, call.Actor);
        return Answer.NoContent;
    }

    private static string NameOf(ApiCall call) => $"refs/{call.Values["ref"]}";

    private static void Existing(ApiCall call, string sha)
    {
        if (call.Repository.Objects.TypeOf(sha) is null)
        {
            throw new ApiProblem(422, "Object does not exist");
        }
    }
}
