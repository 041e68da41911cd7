using System.Text.Json;
using Automation.Core.Trees;

namespace Automation.GitHub.Trees;

/// <summary>
/// A listing whose paths, SHAs and entries are used again for another one of the same repository, as far as they are equal: all but a few of thousands are,
/// and strings of their own would be most of the memory that a check takes and leaves behind. Both are read in git's order, which is that of the paths.
/// </summary>
/// <param name="listed">The listing that is known.</param>
internal sealed class KnownListing(ListedTree listed)
{
    private readonly IReadOnlyList<FileEntry> _files = listed.Files;
    private int _next;
    private FileEntry? _current;

    /// <summary>How many entries the known listing has.</summary>
    public int Count => _files.Count;

    /// <summary>The path that the reader is at.</summary>
    public string Path(ref Utf8JsonReader reader)
    {
        if (_next < _files.Count && reader.ValueTextEquals(_files[_next].Path))
        {
            _current = _files[_next++];
            return _current.Path;
        }

        var path = reader.GetString()!;
        while (_next < _files.Count && string.CompareOrdinal(_files[_next].Path, path) < 0)
        {
            _next++;
        }

        _current = _next < _files.Count && _files[_next].Path == path ? _files[_next++] : null;
        return _current?.Path ?? path;
    }

    /// <summary>The SHA that the reader is at.</summary>
    public string Sha(ref Utf8JsonReader reader) => _current?.BlobId is { } sha && reader.ValueTextEquals(sha) ? sha : reader.GetString()!;

    /// <summary>The known entry of an entry that was read just now, if it is the same.</summary>
    public FileEntry? Entry(ListedEntry line) =>
        _current is { } file && ReferenceEquals(file.Path, line.Path) && ReferenceEquals(file.BlobId, line.Sha) && file.Size == line.Size
            && (file.Kind, file.IsExecutable) == (line.FileKind, line.Kind == ListedEntryKind.Program)
            ? file
            : null;
}
