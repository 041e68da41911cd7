using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>The query <c>blobs</c>: a file each of many repositories (the variables <c>o0</c>, <c>n0</c>, <c>b0</c>, …), under the aliases <c>r0</c>, …, as text.</summary>
internal static class BlobsQuery
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

            var (owner, name, sha) = (ApiCall.TextOf(variables, Name('o', i)) ?? "", ApiCall.TextOf(variables, Name('n', i)) ?? "", ApiCall.TextOf(variables, Name('b', i)) ?? "");
            if (call.State.RepositoryNow(owner, name) is not { } repository || !Permissions.Sees(call.Caller, repository))
            {
                data[alias] = null;
                errors.Add(new JsonObject { ["type"] = "NOT_FOUND", ["path"] = new JsonArray(alias), ["message"] = $"Could not resolve to a Repository with the name '{owner}/{name}'." });
                continue;
            }

            data[alias] = new JsonObject { ["object"] = repository.Objects.Blob(sha) is { } content ? new JsonObject { ["text"] = Text(content) } : null };
        }

        var answer = new JsonObject { ["data"] = data };
        if (errors.Count > 0)
        {
            answer["errors"] = errors;
        }

        return Http.Answer.Ok(answer);
    }

    // What GitHub takes for binary has no text; what is no UTF-8 is told in other bytes than it has.
    private static string? Text(byte[] content) => content.Contains((byte)0) ? null : Encoding.UTF8.GetString(content);

    private static string Name(char letter, int index) => string.Create(CultureInfo.InvariantCulture, $"{letter}{index}");
}
