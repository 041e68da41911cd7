using System.Security.Cryptography;
using System.Text;

namespace Automation.Testing.GitHub.Git;

/// <summary>The objects of a repository and its forks, under the names that git gives them.</summary>
/// <remarks>A name is the SHA-1 of "TYPE LENGTH\0" and the content (git's documentation, gitformat-loose).</remarks>
internal sealed class GitObjects
{
    private readonly Dictionary<string, GitObject> _objects = new(StringComparer.Ordinal);

    /// <summary>Differences of trees that were asked for.</summary>
    public Dictionary<(string Before, string After), IReadOnlyList<GitFileChange>> Diffs { get; } = [];

    /// <summary>Entries of large trees as they were written, by the address of the repository, the tree and the path it is at.</summary>
    public Dictionary<(string Address, string Tree, string Prefix), byte[][]> Written { get; } = [];

    /// <summary>Adds an object and returns its name.</summary>
    public string Add(string type, byte[] content)
    {
        byte[] whole = [.. Encoding.ASCII.GetBytes($"{type} {content.Length}\0"), .. content];
#pragma warning disable CA5350 // Git's object names are SHA-1.
        var sha = Convert.ToHexStringLower(SHA1.HashData(whole));
#pragma warning restore CA5350
        _objects.TryAdd(sha, new GitObject(type, content));
        return sha;
    }

    /// <summary>Adds a file's content.</summary>
    public string AddBlob(byte[] content) => Add("blob", content);

    /// <summary>Adds a commit.</summary>
    public string AddCommit(GitCommit commit) => Add("commit", commit.ToBytes());

    /// <summary>The type of an object; null where there is none of this name.</summary>
    public string? TypeOf(string sha) => _objects.TryGetValue(sha, out var found) ? found.Type : null;

    /// <summary>A blob's content; null where there is no such blob.</summary>
    public byte[]? Blob(string sha) => _objects.TryGetValue(sha, out var found) && found.Type == "blob" ? found.Content : null;

    /// <summary>A commit; null where there is no such commit.</summary>
    public GitCommit? Commit(string sha) =>
        _objects.TryGetValue(sha, out var found) && found.Type == "commit" ? (GitCommit)(found.Parsed ??= GitCommit.Parse(found.Content)) : null;

    /// <summary>The entries of a tree; null where there is no such tree.</summary>
    public IReadOnlyList<GitTreeEntry>? Tree(string sha) =>
        _objects.TryGetValue(sha, out var found) && found.Type == "tree" ? (IReadOnlyList<GitTreeEntry>)(found.Parsed ??= GitTree.Parse(found.Content)) : null;

    /// <summary>Names that begin like this, as an abbreviated name is looked up.</summary>
    public IEnumerable<string> StartingWith(string prefix) => _objects.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal));

    private sealed class GitObject(string type, byte[] content)
    {
        public string Type => type;

        public byte[] Content => content;

        // An object never changes, and most answers look at the same few.
        public object? Parsed { get; set; }
    }
}
