using System.Globalization;
using System.Text;
using System.Text.Json;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Trees;

/// <summary>
/// Reads small files of many repositories, a hundred a call (GraphQL), so that the first look at ten thousand repositories takes half the calls. It may bring less
/// than it was asked for: whoever needs the rest reads it file by file.
/// </summary>
/// <param name="access">The installation.</param>
/// <param name="cache">Keeps what is read.</param>
public sealed class BlobBatches(InstallationAccess access, BlobCache cache)
{
    private const int AtOnce = 100;

    // An answer that takes GitHub longer than ten seconds is not given.
    private const long LargestBlob = 64 * 1024;

    /// <summary>Reads them into the cache.</summary>
    /// <exception cref="GitHubBusyException">A limit is used up.</exception>
    public async Task FetchAsync(IEnumerable<WantedBlob> wanted, CancellationToken cancellationToken)
    {
        foreach (var some in wanted.Where(b => b.Size <= LargestBlob).Chunk(AtOnce))
        {
            // One file is one call either way.
            if (some.Length > 1)
            {
                await FetchAsync(some, cancellationToken);
            }
        }
    }

    private async Task FetchAsync(WantedBlob[] blobs, CancellationToken cancellationToken)
    {
        GraphQlAnswer answer;
        try
        {
            answer = await GraphQl.AskAsync(access.Client.Connection, Query(blobs.Length), Variables(blobs), cancellationToken);
        }
        catch (Exception e) when (e is ApiException or HttpRequestException)
        {
            // It was too much for GitHub, or it fails in passing: file by file it goes on.
            return;
        }

        for (var i = 0; i < blobs.Length; i++)
        {
            if (answer.Data?.Member(Alias(i))?.Member("object") is { } found && Content(found) is { } content && BlobId.Of(content) == blobs[i].Sha)
            {
                cache.Add(blobs[i].Repository, blobs[i].Sha, content);
            }
        }
    }

    // GraphQL gives text, and no bytes: where they are not the same, the name that git gives to the content tells.
    private static byte[]? Content(JsonElement blob)
    {
        try
        {
            return blob.Text("text") is { } text ? Encoding.UTF8.GetBytes(text) : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON allows it, and no string can hold it.
            return null;
        }
    }

    private static string Query(int count)
    {
        var query = new StringBuilder("query blobs(");
        query.AppendJoin(", ", Enumerable.Range(0, count).Select(i => $"$o{i}: String!, $n{i}: String!, $b{i}: GitObjectID!")).Append(") {");
        for (var i = 0; i < count; i++)
        {
            query.Append(CultureInfo.InvariantCulture, $" {Alias(i)}: repository(owner: $o{i}, name: $n{i}, followRenames: false) {{ object(oid: $b{i}) {{ ... on Blob {{ text }} }} }}");
        }

        return query.Append(" }").ToString();
    }

    private static Dictionary<string, object> Variables(WantedBlob[] blobs)
    {
        var variables = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < blobs.Length; i++)
        {
            variables[$"o{i}"] = blobs[i].Repository.Owner;
            variables[$"n{i}"] = blobs[i].Repository.Name;
            variables[$"b{i}"] = blobs[i].Sha;
        }

        return variables;
    }

    private static string Alias(int index) => string.Create(CultureInfo.InvariantCulture, $"r{index}");
}

/// <summary>A file that is to be read.</summary>
/// <param name="Repository">The repository it is in.</param>
/// <param name="Sha">The name that git gives to its content.</param>
/// <param name="Size">How many bytes it has.</param>
public sealed record WantedBlob(RepositoryName Repository, string Sha, long Size);
