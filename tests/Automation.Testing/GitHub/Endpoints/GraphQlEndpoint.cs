using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>
/// The mutations that REST has no counterpart of, and what REST cannot ask in one call. They are known by their names; the fields that are asked for are
/// not looked at.
/// </summary>
internal static class GraphQlEndpoint
{
    private static readonly string[] Mutations = ["createCommitOnBranch", "minimizeComment", "enablePullRequestAutoMerge"];

    public static ImmutableList<Route> Routes { get; } = [new("POST", "/graphql", Needs.Token, Mutate) { DescribedAs = null }];

    /// <summary>The answer to a query that took too long, or that GitHub failed at.</summary>
    public static Answer NoData() =>
        Answer.Ok(new JsonObject
        {
            ["data"] = null,
            ["errors"] = new JsonArray(new JsonObject
            {
                ["message"] = "Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.",
            }),
        });

    private static Answer Mutate(ApiCall call)
    {
        var query = call.Text("query") ?? "";
        if (RepositoriesQueries.Answer(call, query) is { } shown)
        {
            return shown;
        }

        if (query.StartsWith("query openPullRequests", StringComparison.Ordinal))
        {
            return OpenPullRequestsQuery.Answer(call);
        }

        if (OrganisationQueries.Answer(call, query, call.Body["variables"] as JsonObject ?? []) is { } said)
        {
            return Answer.Ok(said);
        }

        var input = call.Body["variables"]?["input"] as JsonObject;
        var name = Array.Find(Mutations, n => query.Contains(n, StringComparison.Ordinal));
        if (name is null || input is null)
        {
            return Answer.Ok(new JsonObject
            {
                ["errors"] = new JsonArray(new JsonObject
                {
                    ["message"] = $"The fake knows {string.Join(", ", Mutations)}, with their input in the variable 'input'.",
                }),
            });
        }

        try
        {
            return Answer.Ok(new JsonObject
            {
                ["data"] = new JsonObject
                {
                    [name] = name switch
                    {
                        "createCommitOnBranch" => CreateCommit(call, input),
                        "minimizeComment" => Minimize(call, input),
                        _ => AutoMerge(call, input),
                    }
                },
            });
        }
        catch (Refusal refusal)
        {
            return Answer.Ok(new JsonObject
            {
                ["data"] = new JsonObject { [name] = null },
                ["errors"] = new JsonArray(new JsonObject { ["type"] = refusal.Type, ["path"] = new JsonArray(name), ["message"] = refusal.Message }),
            });
        }
    }

    private static JsonObject AutoMerge(ApiCall call, JsonObject input)
    {
        var id = ApiCall.TextOf(input, "pullRequestId");
        var pull = call.State.Repositories.SelectMany(r => r.PullRequests).FirstOrDefault(p => PullRequestJson.NodeIdOf(p) == id)
            ?? throw new Refusal("NOT_FOUND", "Could not resolve to a node with the global id.");
        if (!call.State.Options.AllowsAutoMerge)
        {
            throw new Refusal("UNPROCESSABLE", "Auto merge is not allowed for this repository");
        }

        pull.IsAutoMerged = true;
        return new JsonObject { ["clientMutationId"] = null };
    }

    private static JsonObject CreateCommit(ApiCall call, JsonObject input)
    {
        var branch = input["branch"] as JsonObject ?? [];
        var name = ApiCall.TextOf(branch, "branchName") ?? "";
        if (ApiCall.TextOf(branch, "repositoryNameWithOwner")?.Split('/') is not [var owner, var repo]
            || call.State.RepositoryNow(owner, repo) is not { } repository || !Permissions.Sees(call.Caller, repository)
            || !repository.Refs.TryGetValue($"refs/heads/{name}", out var head))
        {
            throw new Refusal("NOT_FOUND", "Could not resolve to a Ref with that name in the repository.");
        }

        try
        {
            Permissions.CheckPermission(call.Caller, "contents:write", repository);
        }
        catch (ApiProblem problem)
        {
            throw new Refusal("FORBIDDEN", problem.Message);
        }

        if (ApiCall.TextOf(input, "expectedHeadOid") is var expected && expected != head)
        {
            throw new Refusal("STALE_DATA", $"Expected branch to point to \"{head}\" but it did not. Pull and try again.");
        }

        var changes = input["fileChanges"] as JsonObject ?? [];
        var files = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        foreach (var deletion in (changes["deletions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            files[ApiCall.TextOf(deletion, "path") ?? ""] = null;
        }

        foreach (var addition in (changes["additions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            files[ApiCall.TextOf(addition, "path") ?? ""] = Convert.FromBase64String(ApiCall.TextOf(addition, "contents") ?? "");
        }

        var message = input["message"] as JsonObject ?? [];
        var text = ApiCall.TextOf(message, "headline") + (ApiCall.TextOf(message, "body") is { Length: > 0 } body ? $"\n\n{body}" : "");
        var sha = Revisions.Commit(call.State, repository, name, files, text, call.Actor);
        RefChanges.Move(call.State, repository, $"refs/heads/{name}", sha, call.Actor);
        return new JsonObject
        {
            ["commit"] = new JsonObject { ["oid"] = sha, ["url"] = $"{call.Urls.Page(repository)}/commit/{sha}" },
            ["clientMutationId"] = input["clientMutationId"]?.DeepClone(),
        };
    }

    private static JsonObject Minimize(ApiCall call, JsonObject input)
    {
        var (subject, classifier) = (ApiCall.TextOf(input, "subjectId"), ApiCall.TextOf(input, "classifier") ?? "");
        foreach (var repository in call.State.Repositories.Where(r => Permissions.Sees(call.Caller, r)))
        {
            if (repository.Comments.Find(c => c.NodeId == subject) is { } comment)
            {
                repository.Comments = repository.Comments.Replace(comment, comment with { MinimizedBecause = classifier });
                call.State.Signal();
                return new JsonObject { ["minimizedComment"] = new JsonObject { ["isMinimized"] = true, ["minimizedReason"] = classifier.ToLowerInvariant() } };
            }
        }

        throw new Refusal("NOT_FOUND", $"Could not resolve to a node with the global id of '{subject}'");
    }

    private sealed class Refusal(string type, string message) : Exception(message)
    {
        public string Type => type;
    }
}
