using Automation.Core.Trees;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Merging;

/// <summary>The files of one side of a change, each read once.</summary>
/// <param name="tree">The files, by their paths in the repository.</param>
internal sealed class Side(FileTree tree)
{
    private readonly Dictionary<string, (FileContent Content, string? Blob)> _files = new(StringComparer.Ordinal);

    public FileTree Tree => tree;

    /// <summary>The template skeletons: they define nothing.</summary>
    public required IReadOnlySet<string> Skeletons { get; init; }

    /// <summary>The result of reading a descriptor.</summary>
    public FileContent Read(string path, CancellationToken cancellationToken) => Of(path, cancellationToken).Content;

    /// <summary>The blob id of a file; null if there is none, empty if it could not be read.</summary>
    public string? BlobOf(string path, CancellationToken cancellationToken) => Of(path, cancellationToken).Blob;

    private (FileContent Content, string? Blob) Of(string path, CancellationToken cancellationToken)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            var content = tree.Read(path, YamlLimits.Source.FileBytes, cancellationToken);
            _files.Add(path, file = (content, content switch
            {
                FileContent.Whole { Bytes: var bytes } => BlobId.Of(bytes.Span),
                FileContent.Missing => null,

                // Files that are not read because of the budget may be unchanged in the catalog.
                FileContent.Unreadable when tree.Find(path) is { Kind: FileKind.File, BlobId: { } listed } => listed,
                _ => "",
            }));
        }

        return file;
    }
}
