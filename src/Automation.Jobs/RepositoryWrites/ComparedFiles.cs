using Automation.Core.Text;

namespace Automation.Jobs.RepositoryWrites;

/// <summary>The files of a tree on GitHub, as far as they are compared with others.</summary>
internal static class ComparedFiles
{
    private const string Folder = "tree";

    /// <summary>The files that differ from the tree or are missing in it, and those to delete that it has.</summary>
    public static async Task<IReadOnlyDictionary<string, GitFile?>> DifferingAsync(
        RepositoryCalls calls, string tree, IReadOnlyDictionary<string, GitFile?> files, CancellationToken cancellationToken)
    {
        var present = new Dictionary<string, (string? Mode, string? Id)>(StringComparer.Ordinal);
        var listed = await calls.Rest.GetAsync($"{calls.Path}/git/trees/{tree}?recursive=1", cancellationToken);
        if (listed["truncated"].IsTrue)
        {
            await ReadAsync(calls, tree, "", files.Keys, present, cancellationToken);
        }
        else
        {
            Add(listed, "", present);
        }

        return new SortedDictionary<string, GitFile?>(
            files.Where(f => f.Value is { } file
                    ? !present.TryGetValue(f.Key, out var other) || other != (file.Mode, file.Id)
                    : present.ContainsKey(f.Key))
                .ToDictionary(),
            StringComparer.Ordinal);
    }

    // GitHub cuts long lists off: then only the folders that the files are in are read.
    private static async Task ReadAsync(
        RepositoryCalls calls,
        string tree,
        string folder,
        IEnumerable<string> paths,
        Dictionary<string, (string? Mode, string? Id)> present,
        CancellationToken cancellationToken)
    {
        var listed = await calls.Rest.GetAsync($"{calls.Path}/git/trees/{tree}", cancellationToken);
        Add(listed, folder, present);
        var below = paths.Where(p => p.StartsWith(folder, StringComparison.Ordinal) && p.IndexOf('/', folder.Length) > 0)
            .GroupBy(p => p[..(p.IndexOf('/', folder.Length) + 1)], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, StringComparer.Ordinal);
        foreach (var entry in listed["tree"].Items.Where(e => e["type"].Text == Folder))
        {
            if (below.TryGetValue($"{folder}{entry["path"].Text}/", out var inner) && entry["sha"].Text is { } sha)
            {
                await ReadAsync(calls, sha, inner.Key, inner, present, cancellationToken);
            }
        }
    }

    private static void Add(JsonPart listed, string folder, Dictionary<string, (string? Mode, string? Id)> present)
    {
        foreach (var entry in listed["tree"].Items.Where(e => e["type"].Text != Folder && e["path"].Text is not null))
        {
            present[folder + entry["path"].Text] = (entry["mode"].Text, entry["sha"].Text);
        }
    }
}
