using System.Collections.Concurrent;
using Automation.Catalog.Artifact;
using Automation.Catalog.References;
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
    private const int DeepestLocation = 20;

    private const int FewFiles = 16;

    /// <summary>How many descriptors of one source are read.</summary>
    private const int MostFiles = 1_000_000;

    /// <summary>Looks at every descriptor.</summary>
    /// <param name="source">The source.</param>
    /// <param name="commit">Its commit; null where it has none.</param>
    /// <param name="previous">What the catalog was built from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public SourceReading Read(SourceIdentity source, string? commit, ArtifactReader previous, CancellationToken cancellationToken)
    {
        // Files that are as they were are read all the same where they are read in another way than the last time. What Backstage has of one hangs on others, too.
        var isAnew = reader.AsBackstage || previous.Source(source.Name) is not { } last || last.Settings != source.Settings || last.Repository != source.Repository;
        var recorded = previous.AllFiles(source.Name).Where(f => f.IsDescriptor).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var (seen, changed) = (new HashSet<string>(StringComparer.Ordinal), new ConcurrentBag<FileReading>());
        var listing = new TreeListing(tree);

        // The largest files first: one of them may take as long as a thousand others.
        var wave = tree.List(cancellationToken).Where(e => e.Kind == FileKind.File && files.Includes(e.Path)).OrderByDescending(e => e.Size).Where(e => seen.Add(e.Path)).ToList();
        var roots = wave.ConvertAll(e => e.Path);
        for (var depth = 0; wave.Count > 0 && depth < DeepestLocation && seen.Count <= MostFiles; depth++)
        {
            var targets = new ConcurrentBag<string>();
            var contents = wave.Select(file => Open(file, isAnew ? null : recorded.GetValueOrDefault(file.Path), cancellationToken));
            Parallel.ForEach(
                Partitioner.Create(contents, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { CancellationToken = cancellationToken },
                Take);
            wave = [.. targets.Order(StringComparer.Ordinal).SelectMany(t => Expand(t, listing)).Where(e => seen.Add(e.Path))];

            void Take(ReadFile file)
            {
                var known = file.Record?.Targets;
                if (known is null)
                {
                    var reading = reader.Read(file.Path, file.Content!, cancellationToken);
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
        return !isAnew && changed.IsEmpty && deleted.Count == 0 && previous.Source(source.Name) is { IsSettled: true } before && before.Commit == commit
            ? new SourceReading.Unchanged(source)
            : new SourceReading.Read(source, commit, [.. Kept(changed, roots, listing).OrderBy(f => f.Path, StringComparer.Ordinal)], deleted);
    }

    private IEnumerable<FileReading> Kept(IEnumerable<FileReading> readings, List<string> roots, TreeListing listing) =>
        reader.AsBackstage ? new AllOrNone(readings, target => Expand(target, listing).Select(e => e.Path)).Of(roots) : readings;

    /// <summary>Reads some descriptors, whether or not they differ; in ordinal order of paths.</summary>
    public IReadOnlyList<FileReading> Read(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var files = paths.Select(p => new ReadFile(p, tree.Read(p, YamlLimits.Source.FileBytes, cancellationToken), null)).OrderBy(f => f.Path, StringComparer.Ordinal).ToArray();
        var readings = new FileReading[files.Length];
        if (files.Length < FewFiles)
        {
            // Threads take longer to set up than a few descriptors to read.
            for (var i = 0; i < files.Length; i++)
            {
                readings[i] = reader.Read(files[i].Path, files[i].Content!, cancellationToken);
            }
        }
        else
        {
            Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => readings[i] = reader.Read(files[i].Path, files[i].Content!, cancellationToken));
        }

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

    private string BlobOf(string path) => tree.Read(path, YamlLimits.Source.FileBytes) is FileContent.Whole { Bytes: var bytes } ? BlobId.Of(bytes.Span) : "";

    private static IEnumerable<FileEntry> Expand(string target, TreeListing listing) =>
        (LocationReader.IsPattern(target) ? listing.Matching(target) : [target]).Select(listing.Find).Where(e => e is { Kind: FileKind.File }).OfType<FileEntry>();

    /// <summary>A file that is looked at.</summary>
    /// <param name="Path">Its path.</param>
    /// <param name="Content">Its content; null where it did not have to be read.</param>
    /// <param name="Record">What is recorded of it, where it is as it was.</param>
    private sealed record ReadFile(string Path, FileContent? Content, FileRecord? Record);
}
