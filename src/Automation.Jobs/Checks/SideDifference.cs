using Automation.Core.Trees;
using Automation.Jobs.Descriptors;

namespace Automation.Jobs.Checks;

/// <summary>Which files of one side of a change differ on the other. Nothing is listed before it is asked for.</summary>
/// <param name="other">The other side; null if there is none.</param>
internal sealed class SideDifference(RepositorySnapshot side, RepositorySnapshot? other, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, bool> _answers = new(StringComparer.Ordinal);

    private List<FileEntry> Own => field ??= Listed(side);

    private List<FileEntry> Others => field ??= other is null ? [] : Listed(other);

    /// <summary>The files of the side at some paths: files themselves, or everything below a folder.</summary>
    public IReadOnlyList<FileEntry> Below(IEnumerable<string> paths) => [.. paths.SelectMany(p => At(Own, p)).DistinctBy(f => f.Path, StringComparer.Ordinal)];

    /// <summary>Whether one of the files differs, or is on one side only.</summary>
    public bool AnyChanged(IEnumerable<string> paths) => paths.Any(path =>
    {
        if (!_answers.TryGetValue(path, out var changed))
        {
            var (here, there) = (At(Own, path).ToList(), At(Others, path).ToList());
            _answers[path] = changed = here.Count != there.Count || here.Zip(there).Any(pair => Differ(pair.First, pair.Second));
        }

        return changed;
    });

    // The listing is in ordinal order of paths.
    private static IEnumerable<FileEntry> At(List<FileEntry> listing, string path)
    {
        if (path.Length == 0)
        {
            return listing;
        }

        var prefix = $"{path}/";
        return listing.Skip(First(path)).TakeWhile(f => f.Path == path)
            .Concat(listing.Skip(First(prefix)).TakeWhile(f => f.Path.StartsWith(prefix, StringComparison.Ordinal)));

        int First(string from)
        {
            var (start, end) = (0, listing.Count);
            while (start < end)
            {
                var middle = (start + end) / 2;
                (start, end) = string.CompareOrdinal(listing[middle].Path, from) < 0 ? (middle + 1, end) : (start, middle);
            }

            return start;
        }
    }

    private bool Differ(FileEntry here, FileEntry there) =>
        here.Path != there.Path || here.Kind != there.Kind
        || (here.BlobId is { } blob && there.BlobId is { } otherBlob ? blob != otherBlob : ContentDiffers(here, there));

    // A working tree knows no ids.
    private bool ContentDiffers(FileEntry here, FileEntry there)
    {
        if (here.Kind != FileKind.File)
        {
            return side.Tree.LinkText(here.Path, cancellationToken) != other!.Tree.LinkText(there.Path, cancellationToken);
        }

        return here.Size != there.Size || IdOf(side, here) != IdOf(other!, there);
    }

    private string? IdOf(RepositorySnapshot from, FileEntry file) =>
        file.BlobId ?? (from.Tree.Read(file.Path, file.Size, cancellationToken) is FileContent.Whole { Bytes: var bytes } ? BlobId.Of(bytes.Span) : null);

    private List<FileEntry> Listed(RepositorySnapshot from) => [.. from.Tree.List(cancellationToken)];
}
