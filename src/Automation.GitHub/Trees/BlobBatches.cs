using System.Text;
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
    // An answer that takes GitHub longer than ten seconds is not given.
    private const long LargestBlob = 64 * 1024;

    private static readonly RepositoriesQuery Query = new("blobs", "object(oid: $id) { ... on Blob { text } }", "GitObjectID!");

    /// <summary>Reads them into the cache.</summary>
    /// <exception cref="GitHubBusyException">A limit is used up.</exception>
    public async Task FetchAsync(IEnumerable<WantedBlob> wanted, CancellationToken cancellationToken)
    {
        foreach (var some in wanted.Where(b => b.Size <= LargestBlob).Chunk(RepositoriesQuery.AtOnce))
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
        IReadOnlyList<AskedRepository> found;
        try
        {
            (found, _) = await Query.AskAsync(access.Client.Connection, [.. blobs.Select(b => (b.Repository, (string?)b.Sha))], cancellationToken);
        }
        catch (Exception e) when (e is ApiException or HttpRequestException)
        {
            // It was too much for GitHub, or it fails in passing: file by file it goes on.
            return;
        }

        foreach (var (blob, one) in blobs.Zip(found))
        {
            if (Content(one.Shown["object"]) is { } content && BlobId.Of(content) == blob.Sha)
            {
                cache.Add(blob.Repository, blob.Sha, content);
            }
        }
    }

    // GraphQL gives text, and no bytes: where they are not the same, the name that git gives to the content tells. What no string can hold is not text.
    private static byte[]? Content(JsonPart blob)
    {
        try
        {
            return blob["text"].Text is { } text ? Encoding.UTF8.GetBytes(text) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>A file that is to be read.</summary>
/// <param name="Repository">The repository it is in.</param>
/// <param name="Sha">The name that git gives to its content.</param>
/// <param name="Size">How many bytes it has.</param>
public sealed record WantedBlob(RepositoryName Repository, string Sha, long Size);
