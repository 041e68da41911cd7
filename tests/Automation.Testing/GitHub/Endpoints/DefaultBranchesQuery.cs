using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>The query <c>defaultBranches</c>: many repositories by owner and name (the variables <c>o0</c>, <c>n0</c>, …), each under its alias <c>r0</c>, ….</summary>
internal static class DefaultBranchesQuery
{
    private const int MostNodes = 100;

    public static Answer Answer(ApiCall call)
    {
        var variables = call.Body["variables"] as JsonObject ?? [];
        var (data, errors) = (new JsonObject(), new JsonArray());
        for (var i = 0; variables.ContainsKey(Name('o', i)); i++)
        {
            var alias = Name('r', i);
            if (i >= MostNodes)
            {
                throw new ApiProblem(502, "Something went wrong while executing your query.");
            }

            var (owner, name) = (ApiCall.TextOf(variables, Name('o', i)) ?? "", ApiCall.TextOf(variables, Name('n', i)) ?? "");
            if (call.State.RepositoryNow(owner, name) is not { } repository || !Permissions.Sees(call.Caller, repository))
            {
                data[alias] = null;
                errors.Add(new JsonObject { ["type"] = "NOT_FOUND", ["path"] = new JsonArray(alias), ["message"] = $"Could not resolve to a Repository with the name '{owner}/{name}'." });
                continue;
            }

            data[alias] = new JsonObject
            {
                ["isArchived"] = repository.IsArchived,
                ["defaultBranchRef"] = repository.Refs.TryGetValue($"refs/heads/{repository.DefaultBranch}", out var head)
                    ? new JsonObject { ["name"] = repository.DefaultBranch, ["target"] = new JsonObject { ["oid"] = head } }
                    : null,
            };
        }

        var answer = new JsonObject { ["data"] = data };
        if (errors.Count > 0)
        {
            answer["errors"] = errors;
        }

        return Http.Answer.Ok(answer);
    }

    private static string Name(char letter, int index) => string.Create(CultureInfo.InvariantCulture, $"{letter}{index}");
}
