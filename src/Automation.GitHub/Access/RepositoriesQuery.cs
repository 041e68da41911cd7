using System.Globalization;
using System.Text;
using Automation.Core.Text;
using Octokit;

namespace Automation.GitHub.Access;

/// <summary>
/// A query about many repositories at once (GraphQL), each under an alias of its own. Former names are not followed: a repository that was renamed is another
/// one.
/// </summary>
/// <param name="name">The name of the query.</param>
/// <param name="fields">The fields to read of each; <c>$id</c> in it is replaced by the value given with the repository.</param>
/// <param name="idType">The type of the value that is given with each repository; null for no value.</param>
internal sealed class RepositoriesQuery(string name, string fields, string? idType = null)
{
    public const int AtOnce = 100;

    /// <summary>Sends the query; returns the data of each, in the same order, and the whole response.</summary>
    /// <exception cref="GitHubBusyException">A rate limit is exhausted.</exception>
    public async Task<(IReadOnlyList<AskedRepository> Found, GraphQlAnswer Answer)> AskAsync(
        IConnection connection, IReadOnlyList<(RepositoryName Repository, string? Id)> asked, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < asked.Count; i++)
        {
            (variables[$"o{i}"], variables[$"n{i}"]) = (asked[i].Repository.Owner, asked[i].Repository.Name);
            if (asked[i].Id is { } id)
            {
                variables[$"id{i}"] = id;
            }
        }

        var answer = await GraphQl.AskAsync(connection, Text(asked.Count), variables, cancellationToken);
        return ([
            .. Enumerable.Range(0, asked.Count)
                .Select(i => new AskedRepository(answer.Data[Alias(i)], answer.Errors.FirstOrDefault(e => e.Member == Alias(i)))),
        ], answer);
    }

    private string Text(int count)
    {
        var query = new StringBuilder($"query {name}(");
        query.AppendJoin(", ", Enumerable.Range(0, count).Select(i => $"$o{i}: String!, $n{i}: String!{(idType is null ? "" : $", $id{i}: {idType}")}"))
            .Append(") {");
        for (var i = 0; i < count; i++)
        {
            query.Append(
                CultureInfo.InvariantCulture,
                $" {Alias(i)}: repository(owner: $o{i}, name: $n{i}, followRenames: false) {{ {fields.Replace("$id", $"$id{i}", StringComparison.Ordinal)} }}");
        }

        return query.Append(" }").ToString();
    }

    private static string Alias(int index) => string.Create(CultureInfo.InvariantCulture, $"r{index}");
}

/// <summary>The data of one of many repositories.</summary>
/// <param name="Shown">The requested content; absent if nothing is shown.</param>
/// <param name="Error">The error; null if there is none.</param>
internal readonly record struct AskedRepository(JsonPart Shown, GraphQlError? Error);
