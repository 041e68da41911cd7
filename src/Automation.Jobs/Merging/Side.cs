using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Yaml;

namespace Automation.Jobs.Merging;

/// <summary>The descriptors of one side of a change, by their paths in the repository.</summary>
internal sealed class Side
{
    private readonly SortedDictionary<string, (FileContent Content, string Blob)> _files = new(StringComparer.Ordinal);

    private Side(FileTree tree) => Tree = tree;

    /// <summary>All its files.</summary>
    public FileTree Tree { get; }

    /// <summary>Reads one side.</summary>
    /// <param name="snapshot">Its files.</param>
    /// <param name="descriptors">Which of them are descriptors; one that is not there is passed over.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Side Read(RepositorySnapshot snapshot, IEnumerable<string> descriptors, CancellationToken cancellationToken)
    {
        var side = new Side(snapshot.Tree);
        foreach (var path in descriptors)
        {
            if (snapshot.Tree.Read(path, YamlLimits.Source.FileBytes, cancellationToken) is var content and not FileContent.Missing)
            {
                // What the budget of a check leaves unread may be in the catalog as it is.
                side._files[path] = (content, content is FileContent.Whole { Bytes: var bytes } ? BlobId.Of(bytes.Span) : snapshot.Tree.Find(path)?.BlobId ?? "");
            }
        }

        return side;
    }

    /// <summary>The descriptors, in ordinal order of paths.</summary>
    public IEnumerable<KeyValuePair<string, FileContent>> Files => _files.Select(f => KeyValuePair.Create(f.Key, f.Value.Content));

    /// <summary>Whether it has the file.</summary>
    public bool Has(string path) => _files.ContainsKey(path);

    /// <summary>The blob id of a file; null where there is none, empty where it could not be read.</summary>
    public string? BlobOf(string path) => _files.TryGetValue(path, out var file) ? file.Blob : null;
}
