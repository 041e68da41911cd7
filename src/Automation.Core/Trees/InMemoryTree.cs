using System.Text;

namespace Automation.Core.Trees;

/// <summary>A tree of paths and bytes in memory.</summary>
public sealed class InMemoryTree(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files) : FileTree
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _files = new(files.ToDictionary(), StringComparer.Ordinal);

    public static InMemoryTree Of(params (string Path, string Text)[] files) =>
        new(files.Select(f => KeyValuePair.Create(f.Path, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(f.Text))));

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) =>
        _files.Select(f => new FileEntry(f.Key, FileKind.File, f.Value.Length));

    /// <inheritdoc/>
    public override FileEntry? Find(string path) =>
        _files.TryGetValue(path, out var bytes) ? new FileEntry(path, FileKind.File, bytes.Length)
        : _files.Keys.Any(p => p.StartsWith(path + "/", StringComparison.Ordinal)) ? new FileEntry(path, FileKind.Folder, 0)
        : null;

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        !_files.TryGetValue(path, out var bytes) ? new FileContent.Missing()
        : bytes.Length > limit ? new FileContent.TooLarge(bytes.Length)
        : new FileContent.Whole(bytes);
}
