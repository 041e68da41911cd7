using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Sources;

/// <summary>Reads the descriptors of a tree, and those that their Locations refer to, and finds which differ from what the catalog was built from.</summary>
/// <param name="tree">The source's files.</param>
/// <param name="files">Which of them are descriptors.</param>
/// <param name="reader">Reads one.</param>
public sealed class TreeReader(FileTree tree, SourceFiles files, DescriptorFileReader reader)
{
    /// <summary>The maximum depth of Locations; Backstage has no limit.</summary>
    internal const int DeepestLocation = 20;

    private const int FewFiles = 15;

    /// <summary>Files that Locations of other sources refer to, as in <see cref="SourceRecord.Wanted"/>; null for the recorded ones.</summary>
    public IReadOnlyDictionary<string, int>? Wanted { get; init; }

    /// <param name="commit">The commit; null if it has none.</param>
    /// <param name="previous">The previous catalog.</param>
    public SourceReading Read(SourceIdentity source, string? commit, StoredCatalog previous, CancellationToken cancellationToken)
    {
        // If the settings changed, unchanged files are read as well. The result of a file in Backstage also depends on other files.
        var last = previous.Source(source.Name);
        var isAnew = reader.AsBackstage || last is null || last.Settings != source.Settings || last.Repository != source.Repository;
        var recorded = new RecordedFiles(previous, source.Name, isAnew);
        var walk = new DescriptorWalk(tree, files, reader, recorded) { Wanted = Wanted ?? last?.Wanted ?? new Dictionary<string, int>() };
        var (walked, templates) = Walk(walk, cancellationToken);
        var deleted = recorded.Paths.Where(p => !walked.Seen.Contains(p)).Order(StringComparer.Ordinal).ToList();
        return !isAnew
            && walked.Changed.Count == 0
            && deleted.Count == 0
            && last is { IsSettled: true }
            && last.Commit == commit
            && Wanted is null
            && last.Templates.SequenceEqual(templates)
            ? new SourceReading.Unchanged(source)
            : new SourceReading.Read(source, commit, [.. Kept(walked, walk).OrderBy(f => f.Path, StringComparer.Ordinal)], deleted)
            {
                Wanted = walk.Wanted,
                Templates = templates,
            };
    }

    // Every Template is considered, including those that another one fetches, so that the result does not depend on the reading order.
    private (WalkedTree Tree, IReadOnlyList<string> Templates) Walk(DescriptorWalk walk, CancellationToken cancellationToken)
    {
        List<FileEntry> entries = [.. tree.List(cancellationToken)];
        var first = walk.Run(entries, FetchedPaths.None, cancellationToken);
        var fetches = new Dictionary<string, IReadOnlyList<string>>(first.Fetches, StringComparer.Ordinal);
        foreach (var path in TemplateFetches.Candidates(entries, first.Seen).Where(p => !first.Seen.Contains(p)))
        {
            if (TemplateFetches.In(tree, path, reader.Repository, cancellationToken) is { Count: > 0 } fetched)
            {
                fetches[path] = fetched;
            }
        }

        var all = FetchedPaths.Of(fetches.Values.SelectMany(f => f));
        return (first.Seen.Any(all.Contains) ? walk.Run(entries, all, cancellationToken) : first, [.. fetches.Keys.Order(StringComparer.Ordinal)]);
    }

    private IEnumerable<FileReading> Kept(WalkedTree walked, DescriptorWalk walk) =>
        reader.AsBackstage ? new AllOrNone(walked.Changed, target => walk.Expand(target).Select(e => e.Path)).Of(walked.Roots) : walked.Changed;

    /// <summary>Reads some descriptors, whether or not they differ; in ordinal order of paths.</summary>
    /// <param name="recorded">The record of a file.</param>
    public IReadOnlyList<FileReading> Read(IEnumerable<string> paths, Func<string, FileRecord?> recorded, CancellationToken cancellationToken)
    {
        var contents = paths.Select(p => (Path: p, Content: tree.Read(p, YamlLimits.Source.FileBytes, cancellationToken)))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .ToArray();
        var readings = new FileReading[contents.Length];
        SideBySide.For(
            contents.Length,
            FewFiles,
            i => readings[i] = reader.WithWhatStays(reader.Read(contents[i].Path, contents[i].Content, files, cancellationToken), recorded(contents[i].Path)),
            cancellationToken);
        return readings;
    }

    /// <summary>Reads one descriptor again; null if it does not exist.</summary>
    public FileReading? Read(string path, CancellationToken cancellationToken) =>
        tree.Read(path, YamlLimits.Source.FileBytes, cancellationToken) is FileContent.Whole whole ? reader.Read(path, whole, cancellationToken) : null;
}
