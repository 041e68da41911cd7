using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Automation.GitHub.Access;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.RepositoryWrites;

/// <summary>Writes commits through GitHub's API, straight from memory (REST: "Git database"). No branch leads to them yet.</summary>
internal sealed class CommitUpload(RepositoryCalls calls)
{
    /// <summary>The size of one call: GitHub ends a call after ten seconds, and creates an object for each file.</summary>
    private const int MostFiles = 400;

    private const long MostBytes = 2 << 20;

    // GitHub Docs, "Best practices for using the REST API": few requests at a time.
    private const int BlobsAtOnce = 4;

    /// <summary>The author; null for the token's user, so that GitHub signs commits of an App.</summary>
    public JsonObject? Author { get; init; }

    /// <summary>Writes a commit with one parent.</summary>
    public Task<string> RunAsync(
        string? baseTree, string parent, IReadOnlyDictionary<string, GitFile?> files, string message, CancellationToken cancellationToken) =>
        RunAsync(baseTree, [parent], files, _ => message, cancellationToken);

    /// <summary>Writes a commit with one parent or several.</summary>
    public Task<string> RunAsync(
        string? baseTree, IReadOnlyList<string> parents, IReadOnlyDictionary<string, GitFile?> files, string message, CancellationToken cancellationToken) =>
        RunAsync(baseTree, parents, files, _ => message, cancellationToken);

    /// <summary>Writes a commit whose message may name its tree.</summary>
    /// <param name="baseTree">The tree that the files are changes of; null for none.</param>
    /// <param name="parents">The parents.</param>
    /// <param name="files">By path; null deletes.</param>
    /// <param name="message">The message, by the id of the tree.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>The id of the commit.</returns>
    public async Task<string> RunAsync(
        string? baseTree,
        IReadOnlyList<string> parents,
        IReadOnlyDictionary<string, GitFile?> files,
        Func<string, string> message,
        CancellationToken cancellationToken)
    {
        var tree = baseTree;
        var blobs = await BlobsAsync(files, cancellationToken);
        foreach (var part in Parts(files))
        {
            var body = new JsonObject { ["tree"] = new JsonArray([.. part.Select(f => Entry(f.Key, f.Value, blobs))]) };
            if (tree is not null)
            {
                body["base_tree"] = tree;
            }

            tree = Id(await calls.Rest.SendAsync(HttpMethod.Post, $"{calls.Path}/git/trees", body, cancellationToken));
        }

        var commit = new JsonObject { ["message"] = message(tree ?? ""), ["tree"] = tree };
        commit["parents"] = new JsonArray([.. parents.Select(p => (JsonNode)p)]);
        if (Author is not null)
        {
            commit["author"] = Author.DeepClone();
        }

        return Id(await calls.Rest.SendAsync(HttpMethod.Post, $"{calls.Path}/git/commits", commit, cancellationToken));
    }

    /// <summary>Writes the first commit of an empty repository: it has one file, and is on the default branch.</summary>
    public async Task<string> FirstAsync(KeyValuePair<string, GitFile> file, string message, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["message"] = message, ["content"] = Convert.ToBase64String(file.Value.Content.Span) };
        if (Author is not null)
        {
            body["author"] = Author.DeepClone();
        }

        var answer = await calls.Rest.SendAsync(HttpMethod.Put, $"{calls.Path}/contents/{GitHubRest.Path($"{file.Key}")}", body, cancellationToken);
        return Id(answer["commit"]);
    }

    private static string Id(Core.Text.JsonPart answer) => answer["sha"].Text ?? throw new StepException("GitHub's response has no id for what was created.");

    // Text goes with the tree: a call for each file would soon reach GitHub's limit of writes.
    private async Task<IReadOnlyDictionary<string, string>> BlobsAsync(IReadOnlyDictionary<string, GitFile?> files, CancellationToken cancellationToken)
    {
        var blobs = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            files.Values.OfType<GitFile>().Where(f => f.Text() is null).DistinctBy(f => f.Id),
            new ParallelOptions { MaxDegreeOfParallelism = BlobsAtOnce, CancellationToken = cancellationToken },
            async (file, token) =>
            {
                var body = new JsonObject { ["content"] = Convert.ToBase64String(file.Content.Span), ["encoding"] = "base64" };
                blobs[file.Id] = Id(await calls.Rest.SendAsync(HttpMethod.Post, $"{calls.Path}/git/blobs", body, token));
            });
        return blobs;
    }

    private static JsonNode Entry(string path, GitFile? file, IReadOnlyDictionary<string, string> blobs)
    {
        var entry = new JsonObject { ["path"] = path, ["mode"] = file?.Mode ?? GitFile.Ordinary, ["type"] = "blob" };
        if (file is null)
        {
            entry["sha"] = null;
        }
        else if (blobs.TryGetValue(file.Id, out var blob))
        {
            entry["sha"] = blob;
        }
        else
        {
            entry["content"] = file.Text();
        }

        return entry;
    }

    private static IEnumerable<List<KeyValuePair<string, GitFile?>>> Parts(IReadOnlyDictionary<string, GitFile?> files)
    {
        var (part, bytes) = (new List<KeyValuePair<string, GitFile?>>(), 0L);
        foreach (var file in files)
        {
            var size = file.Value?.Content.Length ?? 0;
            if (part.Count == MostFiles || (part.Count > 0 && bytes + size > MostBytes))
            {
                yield return part;
                (part, bytes) = ([], 0L);
            }

            part.Add(file);
            bytes += size;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
