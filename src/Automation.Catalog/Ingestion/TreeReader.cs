using System.Collections.Concurrent;
using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Yaml;

namespace Automation.Catalog.Ingestion;

/// <summary>Reads the descriptors of a tree, and says which differ from what the catalog was built from.</summary>
/// <param name="tree">The source's files.</param>
/// <param name="files">Which of them are descriptors.</param>
/// <param name="reader">Reads one.</param>
public sealed class TreeReader(FileTree tree, SourceFiles files, DescriptorFileReader reader)
{
    /// <summary>Looks at every descriptor.</summary>
    /// <param name="source">The source.</param>
    /// <param name="commit">Its commit; null where it has none.</param>
    /// <param name="previous">What the catalog was built from.</param>
    /// <param name="isAnew">Whether files that are as they were are read all the same, because they are read in another way.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public SourceReading Read(SourceIdentity source, string? commit, ArtifactReader previous, bool isAnew, CancellationToken cancellationToken)
    {
        // The largest files first: one of them may take as long as a thousand others.
        var entries = tree.List(cancellationToken).Where(e => e.Kind == FileKind.File && files.Includes(e.Path)).OrderByDescending(e => e.Size).ToList();
        var known = previous.AllFiles(source.Name).Where(f => f.IsDescriptor).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var changed = new ConcurrentBag<FileReading>();
        // A commit knows what its files hold: only those that differ have to be read.
        bool IsAsRecorded(FileEntry e) => !isAnew && e.BlobId is { } blob && known.TryGetValue(e.Path, out var record) && record.Blob == blob;
        var contents = entries.Where(e => !IsAsRecorded(e)).Select(e => (e.Path, Content: tree.Read(e.Path, YamlLimits.Source.FileBytes, cancellationToken)));
        Parallel.ForEach(
            Partitioner.Create(contents, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { CancellationToken = cancellationToken },
            file =>
            {
                var isKnown = known.TryGetValue(file.Path, out var record) && file.Content is FileContent.Whole { Bytes: var bytes } && BlobId.Of(bytes.Span) == record.Blob;
                if (isAnew || !isKnown)
                {
                    changed.Add(reader.Read(file.Path, file.Content, cancellationToken));
                }
            });
        var present = entries.Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
        var readings = changed.OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        var deleted = known.Keys.Where(p => !present.Contains(p)).Order(StringComparer.Ordinal).ToList();
        return readings.Count == 0 && deleted.Count == 0 && previous.Source(source.Name) is { Stale: null, RemovalWaits: false } record && record.Commit == commit
            ? new SourceReading.Unchanged(source)
            : new SourceReading.Read(source, commit, readings, deleted);
    }

    /// <summary>Reads some descriptors, whether or not they differ; in ordinal order of paths.</summary>
    public IReadOnlyList<FileReading> Read(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var readings = new ConcurrentBag<FileReading>();
        Parallel.ForEach(
            Partitioner.Create(paths.Select(p => (Path: p, Content: tree.Read(p, YamlLimits.Source.FileBytes, cancellationToken))), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { CancellationToken = cancellationToken },
            file => readings.Add(reader.Read(file.Path, file.Content, cancellationToken)));
        return [.. readings.OrderBy(r => r.Path, StringComparer.Ordinal)];
    }

    /// <summary>Reads one descriptor once more; null where it is not there.</summary>
    public FileReading? Read(string path, CancellationToken cancellationToken) =>
        tree.Read(path, YamlLimits.Source.FileBytes, cancellationToken) is FileContent.Whole whole ? reader.Read(path, whole, cancellationToken) : null;
}
