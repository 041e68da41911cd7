using System.Collections.Concurrent;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.References;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Sources;

/// <summary>
/// Walks the descriptors of a tree and those that their Locations lead to. It can be walked again after Templates were evaluated; no file is read twice.
/// </summary>
/// <param name="tree">The source's files.</param>
/// <param name="files">Which of them are descriptors.</param>
/// <param name="reader">Reads one.</param>
/// <param name="recorded">The record of the source.</param>
internal sealed class DescriptorWalk(FileTree tree, SourceFiles files, DescriptorFileReader reader, RecordedFiles recorded)
{
    /// <summary>How many descriptors of one source are read.</summary>
    private const int MostFiles = 1_000_000;

    private readonly ConcurrentDictionary<string, FileReading> _readings = new(StringComparer.Ordinal);
    private readonly TreeListing _listing = new(tree);

    /// <summary>Files that Locations of other sources refer to, as in <see cref="SourceRecord.Wanted"/>.</summary>
    public required IReadOnlyDictionary<string, int> Wanted { get; init; }

    /// <param name="entries">All its files.</param>
    /// <param name="fetched">The paths of known skeletons.</param>
    public WalkedTree Run(IEnumerable<FileEntry> entries, FetchedPaths fetched, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var changed = new ConcurrentBag<FileReading>();
        var templates = new ConcurrentDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

        // The largest files first: one of them may take as long as a thousand others.
        var wave = entries.Where(e => e.Kind is FileKind.File or FileKind.Link && files.Includes(e.Path))
            .Select(Resolved)
            .OrderByDescending(e => e.Size)
            .Where(e => seen.Add(e.Path))
            .ToList();
        var roots = wave.ConvertAll(e => e.Path);
        var lastStep = Wanted.Count == 0 ? 0 : Wanted.Values.Max();
        for (var step = 0; (wave.Count > 0 || step < lastStep) && step < TreeReader.DeepestLocation && seen.Count <= MostFiles; step++)
        {
            var targets = new ConcurrentBag<string>();
            var contents = wave.Select(file => Open(file, step, fetched, cancellationToken));
            SideBySide.ForEach(contents, Take, cancellationToken);
            List<FileEntry> others = Wanted.Count == 0 ? []
                : [.. Wanted.Keys.Where(p => Wanted[p] == step + 1).SelectMany(Expand).Where(e => !files.Excludes(e.Path))];
            roots.AddRange(others.Select(e => e.Path));
            wave = [.. targets.Order(StringComparer.Ordinal).SelectMany(Expand).Concat(others).Where(e => seen.Add(e.Path))];

            void Take(OpenedFile file)
            {
                var reading = file.IsRead ? _readings.GetOrAdd(file.Path, path => reader.Read(path, file.Content!, files, cancellationToken)) : null;
                if (reading is { Fetches.Count: > 0 })
                {
                    templates[file.Path] = reading.Fetches;
                }

                reading = reading is not null && fetched.Contains(file.Path) ? reading.AsSkeleton() : reading;
                var known = reading is null || file.Record?.IsSkeleton == reading.IsSkeleton ? file.Record : null;
                if (known is null)
                {
                    reading = reader.WithWhatStays(reading!, recorded.Find(file.Path)) with { Steps = step };
                    changed.Add(reading);
                }

                foreach (var target in known?.Targets ?? reading!.Targets)
                {
                    targets.Add(target);
                }
            }
        }

        return new WalkedTree(changed, roots, seen, templates);
    }

    public IEnumerable<FileEntry> Expand(string target) => _listing.Expand(target);

    // A list does not resolve links.
    private FileEntry Resolved(FileEntry entry) => entry.Kind == FileKind.Link ? tree.Find(entry.Path) ?? entry : entry;

    // A commit has the ids of its files: only those that differ have to be read, and those that decide which files are skeletons.
    private OpenedFile Open(FileEntry file, int step, FetchedPaths fetched, CancellationToken cancellationToken)
    {
        var record = recorded.Find(file.Path, step, _listing) is { } found && found.Reads.All(read => BlobOf(read.Key) == read.Value) ? found : null;
        FileContent? content = null;
        if (record is not null && file.BlobId != record.Blob)
        {
            content = Content();
            record = content is FileContent.Whole { Bytes: var bytes } && BlobId.Of(bytes.Span) == record.Blob ? record : null;
        }

        var isKnown = _readings.ContainsKey(file.Path);
        var isRead = isKnown || record is null or { IsSkeleton: true } || recorded.IsTemplate(file.Path) || fetched.Contains(file.Path);
        return new OpenedFile(file.Path, isRead, isRead && !isKnown ? content ?? Content() : null, record);

        FileContent Content() => tree.Read(file.Path, YamlLimits.Source.FileBytes, cancellationToken);
    }

    private string BlobOf(string path) => tree.Read(path, YamlLimits.Source.FileBytes) is FileContent.Whole { Bytes: var bytes } ? BlobId.Of(bytes.Span) : "";

    /// <param name="IsRead">Whether it is read; if not, the record applies.</param>
    /// <param name="Content">The content; null if it is not read, or was read before.</param>
    /// <param name="Record">The record, if the content is the same.</param>
    private sealed record OpenedFile(string Path, bool IsRead, FileContent? Content, FileRecord? Record);
}

/// <summary>The result of a walk.</summary>
/// <param name="Changed">The files that differ from their record.</param>
/// <param name="Roots">The files from which the walk started.</param>
/// <param name="Seen">Every file.</param>
/// <param name="Fetches">What the Templates of each file fetch.</param>
internal sealed record WalkedTree(
    IReadOnlyCollection<FileReading> Changed,
    IReadOnlyList<string> Roots,
    IReadOnlySet<string> Seen,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fetches);
