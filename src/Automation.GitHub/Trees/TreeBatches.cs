using Automation.Core.Text;
using Automation.GitHub.Access;

namespace Automation.GitHub.Trees;

/// <summary>Reads trees of a repository, without the folders in them, a hundred a call (GraphQL).</summary>
/// <param name="cache">The cache of files and trees.</param>
internal sealed class TreeBatches(RepositoryAccess access, BlobCache cache)
{
    // Git's mode of a folder, an executable file, a link and a submodule; GraphQL has them as numbers.
    private const int Folder = 0x4000;
    private const int Program = 0x81ED;
    private const int Link = 0xA000;
    private const int Submodule = 0xE000;

    private static readonly RepositoriesQuery Query =
        new("trees", "object(oid: $id) { ... on Tree { entries { name mode oid size } } }", "GitObjectID!");

    /// <summary>The trees by SHA.</summary>
    /// <exception cref="GitHubBusyException">A rate limit is exhausted.</exception>
    /// <exception cref="GitHubRefusalException">GitHub does not show one of them, which must not be taken for an empty one.</exception>
    public async Task<IReadOnlyDictionary<string, TreeLines>> ReadAsync(IReadOnlyCollection<string> trees, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, TreeLines>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (var tree in trees.Distinct(StringComparer.Ordinal))
        {
            if (cache.FindLines(access.Repository, tree) is { IsRecursive: false } lines)
            {
                known[tree] = lines;
            }
            else
            {
                unknown.Add(tree);
            }
        }

        foreach (var some in unknown.Chunk(RepositoriesQuery.AtOnce))
        {
            var (found, answer) = await Query.AskAsync(
                access.Client.Connection, [.. some.Select(t => (access.Repository, (string?)t))], cancellationToken);
            foreach (var (tree, one) in some.Zip(found))
            {
                known[tree] = one.Shown["object"] is { Exists: true } shown
                    ? new TreeLines([.. shown["entries"].Items.Select(Entry).OfType<ListedEntry>()], IsRecursive: false)
                    : throw new GitHubRefusalException($"GitHub does not show the tree {tree} of {access.Repository}. {answer.Said}".TrimEnd());
                cache.AddLines(access.Repository, tree, known[tree]);
            }
        }

        return known;
    }

    private static ListedEntry? Entry(JsonPart entry) =>
        entry["name"].Text is { } name && entry["oid"].Text is { } sha && entry["mode"].Number is { } mode
            ? new ListedEntry(name, KindOf(mode), sha, entry["size"].Number ?? 0)
            : null;

    private static ListedEntryKind KindOf(long mode) => mode switch
    {
        Folder => ListedEntryKind.Folder,
        Program => ListedEntryKind.Program,
        Link => ListedEntryKind.Link,
        Submodule => ListedEntryKind.Submodule,
        _ => ListedEntryKind.File,
    };
}
