using System.Collections.Concurrent;
using Automation.Catalog.Artifact;
using Automation.Catalog.References;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Yaml;

namespace Automation.Catalog.Ingestion;

/// <summary>Reads the descriptors of a tree, and those that their Locations lead to, and says which differ from what the catalog was built from.</summary>
/// <param name="tree">The source's files.</param>
/// <param name="files">Which of them are descriptors.</param>
/// <param name="reader">Reads one.</param>
public sealed class TreeReader(FileTree tree, SourceFiles files, DescriptorFileReader reader)
{
    /// <summary>How many Locations are followed one after the other; in Backstage there is no end.</summary>
    internal const int DeepestLocation = 20;

    private const int FewFiles = 15;

    /// <summary>How many descriptors of one source are read.</summary>
    private const int MostFiles = 1_000_000;

    /// <summary>What Locations of other sources lead to, as in <see cref="SourceRecord.Wanted"/>; null for what is recorded.</summary>
    public IReadOnlyDictionary<string, int>? Wanted { get; init; }

    /// <summary>Looks at every descriptor.</summary>
    /// <param name="source">The source.</param>
    /// <param name="commit">Its commit; null where it has none.</param>
    /// <param name="previous">What the catalog was built from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public SourceReading Read(SourceIdentity source, string? commit, ArtifactReader previous, CancellationToken cancellationToken)
    {
        // Files that are as they were are read all the same where they are read in another way than the last time. What Backstage has of one hangs on others, too.
        var last = previous.Source(source.Name);
        var isAnew = reader.AsBackstage || last is null || last.Settings != source.Settings || last.Repository != source.Repository;
        var wanted = Wanted ?? last?.Wanted ?? new Dictionary<string, int>();
        var recorded = previous.AllFiles(source.Name).Where(f => f.IsDescriptor).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var (seen, changed) = (new HashSet<string>(StringComparer.Ordinal), new ConcurrentBag<FileReading>());
        var listing = new TreeListing(tree);

        // The largest files first: one of them may take as long as a thousand others.
        var wave = tree.List(cancellationToken).Where(e => e.Kind is FileKind.File or FileKind.Link && files.Includes(e.Path)).Select(Resolved).OrderByDescending(e => e.Size).Where(e => seen.Add(e.Path)).ToList();
        var roots = wave.ConvertAll(e => e.Path);
        var lastStep = wanted.Count == 0 ? 0 : wanted.Values.Max();
        for (var step = 0; (wave.Count > 0 || step < lastStep) && step < DeepestLocation && seen.Count <= MostFiles; step++)
        {
            var targets = new ConcurrentBag<string>();
            var contents = wave.Select(file => Open(file, recorded.GetValueOrDefault(file.Path) is { } record && !isAnew && record.Steps == step && LeadsAsBefore(record, listing, previous) ? record : null, cancellationToken));
            SideBySide.ForEach(contents, Take, cancellationToken);
            List<FileEntry> others = wanted.Count == 0 ? [] : [.. wanted.Keys.Where(p => wanted[p] == step + 1).SelectMany(listing.Expand).Where(e => !files.Excludes(e.Path))];
            roots.AddRange(others.Select(e => e.Path));
            wave = [.. targets.Order(StringComparer.Ordinal).SelectMany(listing.Expand).Concat(others).Where(e => seen.Add(e.Path))];

            void Take(ReadFile file)
            {
                var known = file.Record?.Targets;
                if (known is null)
                {
                    var reading = Said(Reading(file.Path, file.Content!, cancellationToken), recorded.GetValueOrDefault(file.Path)) with { Steps = step };
                    changed.Add(reading);
                    known = reading.Targets;
                }

                foreach (var target in known)
                {
                    targets.Add(target);
                }
            }
        }

        var deleted = recorded.Keys.Where(p => !seen.Contains(p)).Order(StringComparer.Ordinal).ToList();
        return !isAnew && changed.IsEmpty && deleted.Count == 0 && last is { IsSettled: true } && last.Commit == commit && Wanted is null
            ? new SourceReading.Unchanged(source)
            : new SourceReading.Read(source, commit, [.. Kept(changed, roots, listing).OrderBy(f => f.Path, StringComparer.Ordinal)], deleted) { Wanted = wanted };
    }

    // A list names links as links, whatever they stand for.
    private FileEntry Resolved(FileEntry entry) => entry.Kind == FileKind.Link ? tree.Find(entry.Path) ?? entry : entry;

    private FileReading Reading(string path, FileContent content, CancellationToken cancellationToken) =>
        content is FileContent.Whole { LinkTarget: { } target } whole && files.Includes(target) ? FileReading.OfLink(path, target, whole) : reader.Read(path, content, cancellationToken);

    private FileReading Said(FileReading file, FileRecord? before) => reader.AsBackstage ? file : file.WithTargetsOf(before);

    private IEnumerable<FileReading> Kept(IEnumerable<FileReading> readings, List<string> roots, TreeListing listing) =>
        reader.AsBackstage ? new AllOrNone(readings, target => listing.Expand(target).Select(e => e.Path)).Of(roots) : readings;

    /// <summary>Reads some descriptors, whether or not they differ; in ordinal order of paths.</summary>
    /// <param name="paths">Their paths.</param>
    /// <param name="recorded">What is recorded of one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IReadOnlyList<FileReading> Read(IEnumerable<string> paths, Func<string, FileRecord?> recorded, CancellationToken cancellationToken)
    {
        var files = paths.Select(p => new ReadFile(p, tree.Read(p, YamlLimits.Source.FileBytes, cancellationToken), null)).OrderBy(f => f.Path, StringComparer.Ordinal).ToArray();
        var readings = new FileReading[files.Length];
        SideBySide.For(files.Length, FewFiles, i => readings[i] = Said(Reading(files[i].Path, files[i].Content!, cancellationToken), recorded(files[i].Path)), cancellationToken);
        return readings;
    }

    /// <summary>Reads one descriptor once more; null where it is not there.</summary>
    public FileReading? Read(string path, CancellationToken cancellationToken) =>
        tree.Read(path, YamlLimits.Source.FileBytes, cancellationToken) is FileContent.Whole whole ? reader.Read(path, whole, cancellationToken) : null;

    // A commit knows what its files hold: only those that differ have to be read.
    private ReadFile Open(FileEntry file, FileRecord? record, CancellationToken cancellationToken)
    {
        var isRead = record is not null && record.Reads.All(read => BlobOf(read.Key) == read.Value);
        if (isRead && file.BlobId == record!.Blob)
        {
            return new ReadFile(file.Path, null, record);
        }

        var content = tree.Read(file.Path, YamlLimits.Source.FileBytes, cancellationToken);
        return new ReadFile(file.Path, content, isRead && content is FileContent.Whole { Bytes: var bytes } && BlobId.Of(bytes.Span) == record!.Blob ? record : null);
    }

    // Of a target that is missing, something is said; what, hangs on the files around it.
    private static bool LeadsAsBefore(FileRecord record, TreeListing listing, ArtifactReader previous) => record.Targets.Count == 0
        || (record.Targets.All(t => TreeListing.IsPattern(t) ? listing.HasMatch(t) != false : listing.Find(t) is { Kind: FileKind.File })
            && !previous.Findings(record.Key).Any(f => f.Rule == PathRules.MissingTarget.Id));

    private string BlobOf(string path) => tree.Read(path, YamlLimits.Source.FileBytes) is FileContent.Whole { Bytes: var bytes } ? BlobId.Of(bytes.Span) : "";

    /// <summary>A file that is looked at.</summary>
    /// <param name="Path">Its path.</param>
    /// <param name="Content">Its content; null where it did not have to be read.</param>
    /// <param name="Record">What is recorded of it, where it is as it was.</param>
    private sealed record ReadFile(string Path, FileContent? Content, FileRecord? Record);
}
