using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>
/// Queries about many repositories by owner and name (the variables <c>o0</c>, <c>n0</c>, …), each under its alias <c>r0</c>, …: where branches are, and what
/// files and trees hold (<c>id0</c>, …).
/// </summary>
internal static class RepositoriesQueries
{
    private const int MostNodes = 100;

    // What is longer is cut off.
    private const int LongestText = 512_000;

    /// <summary>The answer; null where it is another query.</summary>
    public static Answer? Answer(ApiCall call, string query) =>
        query.StartsWith("query defaultBranches", StringComparison.Ordinal) ? Answer(call, (repository, _) => Branch(repository))
        : query.StartsWith("query blobs", StringComparison.Ordinal) ? Answer(call, File)
        : query.StartsWith("query trees", StringComparison.Ordinal) ? Answer(call, Tree)
        : query.StartsWith("query branchTips", StringComparison.Ordinal) ? Answer(call, Tips)
        : null;

    private static Answer Answer(ApiCall call, Func<HostedRepository, string, JsonObject> of)
    {
        var variables = call.Body["variables"] as JsonObject ?? [];
        var (data, errors) = (new JsonObject(), new JsonArray());
        for (var i = 0; variables.ContainsKey(Name("o", i)); i++)
        {
            var alias = Name("r", i);
            if (i >= MostNodes)
            {
                throw new ApiProblem(502, "Something went wrong while executing your query.");
            }

            var (owner, name) = (ApiCall.TextOf(variables, Name("o", i)) ?? "", ApiCall.TextOf(variables, Name("n", i)) ?? "");
            if (call.State.RepositoryNow(owner, name) is not { } repository || !Permissions.Sees(call.Caller, repository))
            {
                Refuse(alias, "NOT_FOUND", $"Could not resolve to a Repository with the name '{owner}/{name}'.");
                continue;
            }

            if (repository.IsBlocked)
            {
                Refuse(alias, "FORBIDDEN", "Repository access blocked");
                continue;
            }

            data[alias] = of(repository, ApiCall.TextOf(variables, Name("id", i)) ?? "");
        }

        var answer = new JsonObject { ["data"] = data };
        if (errors.Count > 0)
        {
            answer["errors"] = errors;
        }

        return Http.Answer.Ok(answer);

        void Refuse(string alias, string type, string message)
        {
            data[alias] = null;
            errors.Add(new JsonObject { ["type"] = type, ["path"] = new JsonArray(alias), ["message"] = message });
        }
    }

    private static JsonObject Branch(HostedRepository repository) => new()
    {
        ["isArchived"] = repository.IsArchived,
        ["defaultBranchRef"] = repository.Refs.TryGetValue($"refs/heads/{repository.DefaultBranch}", out var head)
            ? new JsonObject { ["name"] = repository.DefaultBranch, ["target"] = new JsonObject { ["oid"] = head } }
            : null,
    };

    private static JsonObject Tips(HostedRepository repository, string branch) => new()
    {
        ["defaultBranchRef"] = Target(repository, $"refs/heads/{repository.DefaultBranch}"),
        ["ref"] = Target(repository, branch),
    };

    private static JsonObject? Target(HostedRepository repository, string name) =>
        repository.Refs.TryGetValue(name, out var head) ? new JsonObject { ["target"] = new JsonObject { ["oid"] = head } } : null;

    private static JsonObject File(HostedRepository repository, string sha) =>
        new() { ["object"] = repository.Objects.Blob(sha) is { } content ? new JsonObject { ["text"] = Text(content) } : null };

    private static JsonObject Tree(HostedRepository repository, string sha) => new()
    {
        ["object"] = repository.Objects.Tree(sha) is not { } entries ? null : new JsonObject
        {
            ["entries"] = new JsonArray([.. entries.Select(e => new JsonObject
            {
                ["name"] = e.Name,
                ["mode"] = Convert.ToInt32(e.Mode, 8),
                ["oid"] = e.Sha,
                ["size"] = repository.Objects.Blob(e.Sha)?.Length ?? 0,
            })]),
        },
    };

    // Binary content has no text; content that is not UTF-8 is returned with other bytes.
    private static string? Text(byte[] content) =>
        content.Contains((byte)0) ? null : Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, LongestText)));

    private static string Name(string letter, int index) => string.Create(CultureInfo.InvariantCulture, $"{letter}{index}");
}
