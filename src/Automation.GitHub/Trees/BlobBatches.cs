using System.Text;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;
using Octokit;

namespace Automation.GitHub.Trees;

/// <summary>
/// Reads small files of one or many repositories, a hundred a call (GraphQL). It may return less than requested; the caller then reads the rest file by file.
/// </summary>
public sealed class BlobBatches
{
    // GitHub cuts text off at half a megabyte, and ends calls after ten seconds.
    internal const long LargestBlob = 256 * 1024;
    private const long LargestBatch = 4 << 20;

    /// <summary>How many calls are made at a time; more would exceed a secondary limit of GitHub.</summary>
    private const int AtATime = 4;

    private static readonly RepositoriesQuery Query = new("blobs", "object(oid: $id) { ... on Blob { text } }", "GitObjectID!");

    private readonly IConnection _connection;
    private readonly BlobCache _cache;

    /// <summary>Reads files of all repositories that an installation sees.</summary>
    /// <param name="cache">The cache of files and trees.</param>
    public BlobBatches(InstallationAccess access, BlobCache cache) => (_connection, _cache) = (access.Client.Connection, cache);

    /// <param name="cache">The cache of files and trees.</param>
    public BlobBatches(RepositoryAccess access, BlobCache cache) => (_connection, _cache) = (access.Client.Connection, cache);

    /// <exception cref="GitHubBusyException">A rate limit is exhausted.</exception>
    public async Task FetchAsync(IEnumerable<WantedBlob> wanted, CancellationToken cancellationToken)
    {
        foreach (var some in Batches(wanted))
        {
            await FetchAsync(some, cancellationToken);
        }
    }

    /// <summary>The same, with several calls at a time, within the calls that a check has left; in the order of the files.</summary>
    internal Task FetchAsync(IEnumerable<WantedBlob> wanted, BudgetMeter meter, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Batches(wanted).Take(meter.ReadsLeft),
        new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
        async (some, token) => await FetchAsync(some, token));

    /// <summary>Whether files come in one call.</summary>
    internal static bool IsOne(IReadOnlyCollection<FileEntry> files) => files.Count <= RepositoriesQuery.AtOnce && files.Sum(f => f.Size) <= LargestBatch;

    /// <summary>The fewest calls that read the files.</summary>
    internal static int CallsFor(IReadOnlyList<WantedBlob> files) => Batches(files).Count() + files.Count(f => f.Size > LargestBlob);

    // One file is one call either way.
    private static IEnumerable<WantedBlob[]> Batches(IEnumerable<WantedBlob> wanted)
    {
        var (batch, bytes) = (new List<WantedBlob>(), 0L);
        foreach (var blob in wanted.Where(b => b.Size <= LargestBlob))
        {
            if (batch.Count == RepositoriesQuery.AtOnce || bytes + blob.Size > LargestBatch)
            {
                yield return [.. batch];
                batch.Clear();
                bytes = 0;
            }

            batch.Add(blob);
            bytes += blob.Size;
        }

        if (batch.Count > 1)
        {
            yield return [.. batch];
        }
    }

    private async Task FetchAsync(WantedBlob[] blobs, CancellationToken cancellationToken)
    {
        IReadOnlyList<AskedRepository> found;
        try
        {
            (found, _) = await Query.AskAsync(_connection, [.. blobs.Select(b => (b.Repository, (string?)b.Sha))], cancellationToken);
        }
        catch (Exception e) when (e is ApiException or HttpRequestException or GitHubRefusalException)
        {
            // The call was too large, failed temporarily or was refused: continue one by one, so that one refused repository does not affect the others.
            return;
        }

        foreach (var (blob, one) in blobs.Zip(found))
        {
            if (Content(one.Shown["object"]) is { } content && BlobId.Of(content) == blob.Sha)
            {
                _cache.Add(blob.Repository, blob.Sha, content);
            }
        }
    }

    // GraphQL returns text, not bytes: the git id of the content shows whether they are the same. Invalid UTF-16 is not text.
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
