using System.Globalization;
using System.Text;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Repositories;

/// <summary>Where default branches are now, a hundred repositories a call (GraphQL): what has not moved costs a hundredth of a call.</summary>
/// <param name="access">The installation.</param>
public sealed class RepositoryHeads(InstallationAccess access)
{
    /// <summary>How many repositories are asked for in one call.</summary>
    private const int AtOnce = 100;

    /// <summary>The heads of those that can be seen and have a commit; others are not among them.</summary>
    /// <exception cref="ApiException">GitHub did not answer for another reason than that it does not show a repository.</exception>
    public async Task<IReadOnlyDictionary<RepositoryName, string>> ReadAsync(IReadOnlyCollection<RepositoryName> repositories, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<RepositoryName, string>();
        foreach (var some in repositories.Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ReadAsync(some, heads);
        }

        return heads;
    }

    private async Task ReadAsync(RepositoryName[] repositories, Dictionary<RepositoryName, string> heads)
    {
        var (data, errors) = await GraphQl.AskAsync(access.Client.Connection, Query(repositories.Length), Variables(repositories));

        // A repository that is not shown is null, beside an error that says so; an answer that is incomplete for another reason says nothing of any.
        if (data is null || (errors is not null && !errors.Contains("NOT_FOUND", StringComparison.Ordinal)))
        {
            throw new ApiException($"GitHub did not say where branches are: {errors}", System.Net.HttpStatusCode.OK);
        }

        for (var i = 0; i < repositories.Length; i++)
        {
            if (GraphQl.Map(data.GetValueOrDefault(Alias(i))) is { } found && found.GetValueOrDefault("isArchived") is false
                && GraphQl.Map(found.GetValueOrDefault("defaultBranchRef")) is { } branch && GraphQl.Map(branch.GetValueOrDefault("target"))?.GetValueOrDefault("oid") is string sha)
            {
                heads[repositories[i]] = sha;
            }
        }
    }

    // A repository that was renamed is another one here: its former name leads nowhere.
    private static string Query(int count)
    {
        var query = new StringBuilder("query defaultBranches(");
        query.AppendJoin(", ", Enumerable.Range(0, count).Select(i => $"$o{i}: String!, $n{i}: String!")).Append(") {");
        for (var i = 0; i < count; i++)
        {
            query.Append(CultureInfo.InvariantCulture, $" {Alias(i)}: repository(owner: $o{i}, name: $n{i}, followRenames: false) {{ isArchived defaultBranchRef {{ name target {{ oid }} }} }}");
        }

        return query.Append(" }").ToString();
    }

    private static Dictionary<string, object> Variables(RepositoryName[] repositories)
    {
        var variables = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < repositories.Length; i++)
        {
            variables[$"o{i}"] = repositories[i].Owner;
            variables[$"n{i}"] = repositories[i].Name;
        }

        return variables;
    }

    private static string Alias(int index) => string.Create(CultureInfo.InvariantCulture, $"r{index}");
}
