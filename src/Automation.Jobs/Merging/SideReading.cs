using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Catalog.Sources;
using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.Jobs.Sources;

namespace Automation.Jobs.Merging;

/// <summary>
/// Reads one side of a change as a source of the catalog: the descriptors of the repository, and those that their Locations refer to. The current content of
/// the repository in the catalog is its last valid version.
/// </summary>
/// <param name="around">The catalog, with the content of the repository so far.</param>
/// <param name="repository">The repository; null if it is not known.</param>
/// <param name="isKnown">Whether the catalog already has the content that a file has on both sides; then it is not read again.</param>
internal sealed class SideReading(Surrounding around, Side side, RepositorySlug? repository, Predicate<string> isKnown)
{
    private readonly OwnSource _own = around.Own;
    private readonly Dictionary<string, FileRecord> _recorded = around.OwnFiles();
    private readonly MountedTree _tree = new(side.Tree, around.Own.Folder);

    /// <param name="descriptors">The paths of descriptors that can be found without following a Location; missing ones are left out.</param>
    public SourceReading.Read Run(IEnumerable<string> descriptors, CancellationToken cancellationToken)
    {
        var record = around.Reader.Source(_own.Name);
        var source = new SourceIdentity(_own.Name, record?.Kind ?? "git", record?.Repository, record?.Settings ?? "", record?.Folder ?? "")
        {
            Branch = record?.Branch ?? SourceIdentity.DefaultBranch,
            TakesPeople = record?.TakesPeople ?? true,
        };
        var reader = new DescriptorFileReader(source, _tree, repository, new EntityProcessor(around.Reader.Refs, AnnotationsOf(source)), asBackstage: false);
        var (files, present) = (new List<FileReading>(), new HashSet<string>(StringComparer.Ordinal));
        var (pending, listing) = (new Queue<string>(descriptors), new TreeListing(_tree));
        var named = pending.ToHashSet(StringComparer.Ordinal);
        while (pending.TryDequeue(out var path))
        {
            if (present.Contains(path) || Targets(path, reader, files, named, cancellationToken) is not { } targets)
            {
                continue;
            }

            present.Add(path);
            foreach (var target in targets.SelectMany(listing.Expand).Select(e => _own.TreePathOf(_own.Name, e.Path)).OfType<string>())
            {
                pending.Enqueue(target);
            }
        }

        var deleted = _recorded.Keys.Where(path => !present.Contains(path)).Order(StringComparer.Ordinal).Select(path => _own.Folder + path);
        return new SourceReading.Read(source, record?.Commit, [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)], [.. deleted])
        {
            Wanted = record?.Wanted ?? new Dictionary<string, int>(),
        };
    }

    // The files that its Locations refer to; null if there is no such file.
    private IReadOnlyList<string>? Targets(
        string path,
        DescriptorFileReader reader,
        List<FileReading> files,
        HashSet<string> named,
        CancellationToken cancellationToken)
    {
        var record = _recorded.GetValueOrDefault(path);
        if (record is not null && isKnown(path))
        {
            return record.Targets;
        }

        var content = side.Read(path, cancellationToken);
        if (content is FileContent.Missing)
        {
            return null;
        }

        content = content.LinkTarget is { } target ? content with { LinkTarget = _own.Folder + target } : content;
        var reading = content is FileContent.Whole { LinkTarget: { } file } whole && named.Contains(file[_own.Folder.Length..])
            ? FileReading.OfLink(_own.Folder + path, file, whole)
            : reader.Read(_own.Folder + path, content, cancellationToken);
        reading = (side.Skeletons.Contains(path) ? reading.AsSkeleton() : reading).WithTargetsOf(record);
        files.Add(reading);
        return reading.Targets;
    }

    // The same as in the catalog's build, so that an unchanged entity is equal in both.
    private static LocationAnnotations AnnotationsOf(SourceIdentity source) =>
        source.Repository is { } name && RepositorySlug.Parse(name) is { } slug
            ? LocationAnnotations.OfRepository(slug, source.Branch, source.Folder)
            : LocationAnnotations.OfSource(source.Name);
}
