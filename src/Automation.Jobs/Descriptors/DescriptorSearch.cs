using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.Documents;
using Automation.Descriptors.References;
using Automation.Descriptors.Validation;
using Automation.Jobs.Configuration;

namespace Automation.Jobs.Descriptors;

/// <summary>Finds the descriptors of a repository: follows its Locations, and separates template skeletons from descriptors.</summary>
/// <param name="snapshot">The repository's files.</param>
/// <param name="settings">The effective configuration.</param>
public sealed class DescriptorSearch(RepositorySnapshot snapshot, AutomationSettings settings, CancellationToken cancellationToken)
{
    // A repository with more descriptors is checked in parts, by configuration.
    private const int MostFiles = 100_000;

    private readonly TreeListing _listing = new(snapshot.Followed);

    // Null if a file is not read because of the budget.
    private readonly Dictionary<string, FoundFile?> _found = new(StringComparer.Ordinal);

    public DescriptorSet Run()
    {
        List<FileEntry> entries = [.. snapshot.Tree.List(cancellationToken)];
        List<string> roots = [.. entries.Where(e => settings.Descriptors.Includes(e.Path)).Select(e => e.Path)];

        // Every Template is considered, including those that another one fetches, so that the result does not depend on the reading order.
        var reached = Reach(roots, FetchedPaths.None);
        var fetched = FetchedPaths.Of(reached.SelectMany(f => f.Fetches).Concat(FetchedByOthers(entries, reached)));
        var files = fetched.IsEmpty ? reached : Reach(roots, fetched);
        var skeletons = files.ToLookup(f => f.IsSkeleton || fetched.Contains(f.Path));
        return new DescriptorSet(
            [.. skeletons[false].Select(f => f.Validated).OrderBy(f => f.Source.Path, StringComparer.Ordinal)],
            [.. skeletons[true].Select(f => f.Path).Order(StringComparer.Ordinal)],
            !_found.ContainsValue(null))
        {
            OtherTemplates = [.. TemplateFetches.Named(entries).Where(p => !_found.ContainsKey(p))],
        };
    }

    // Templates that are not descriptors here: another repository, or Backstage's configuration, registers them.
    private IEnumerable<string> FetchedByOthers(List<FileEntry> entries, List<FoundFile> reached)
    {
        var candidates = TemplateFetches.Candidates(entries, reached.Select(f => f.Path)).Where(p => !_found.ContainsKey(p)).ToList();
        return Readable(candidates, _ => TemplateFetches.LargestTemplate).SelectMany(
            p => TemplateFetches.In(snapshot.Tree, p, snapshot.Repository, cancellationToken));
    }

    // Level by level: the files of one are fetched together.
    private List<FoundFile> Reach(List<string> roots, FetchedPaths skeletons)
    {
        var (level, seen, files) = (roots, roots.ToHashSet(StringComparer.Ordinal), new List<FoundFile>());
        while (level.Count > 0)
        {
            var next = new List<string>();
            Read(level);
            foreach (var file in level.Select(p => _found[p]).OfType<FoundFile>().TakeWhile(_ => files.Count < MostFiles))
            {
                if (file.Validated.LinkTarget is { } target && seen.Contains(target))
                {
                    continue;   // A link to another descriptor, which is validated at its own path.
                }

                files.Add(file);
                next.AddRange((file.IsSkeleton || skeletons.Contains(file.Path) ? [] : file.Targets).Where(seen.Add));
            }

            level = next;
        }

        return files;
    }

    private void Read(List<string> level)
    {
        var paths = level.Where(p => !_found.ContainsKey(p)).Take(MostFiles - _found.Count).ToList();
        foreach (var path in Readable(paths, p => settings.Descriptors.LimitsFor(p).FileBytes))
        {
            var file = Read(path);
            _found[path] = snapshot.Reads?.TryCount(snapshot.Tree, path, file.Validated.Documents.Count) == false ? null : file;
        }

        // Each file is requested once, even if the budget does not allow it.
        foreach (var path in level)
        {
            _found.TryAdd(path, null);
        }
    }

    // As many as the budget of the check allows, starting with those that the change touches.
    private IReadOnlyList<string> Readable(IReadOnlyList<string> paths, Func<string, long> limitOf) =>
        snapshot.Reads?.Foresee(snapshot.Tree, paths, limitOf, cancellationToken) ?? paths;

    private FoundFile Read(string path)
    {
        var limits = settings.Descriptors.LimitsFor(path);
        var validated = DescriptorReader.Validate(
            new DescriptorInput(snapshot.Show(path), path, snapshot.Tree, snapshot.Repository, limits), cancellationToken);
        var templates = validated.Documents.Select(d => d.Descriptor)
            .OfType<Descriptor>()
            .SelectMany(d => TemplateFetches.Of(d.Written, path, snapshot.Repository));
        var targets = LocationTargets.In(validated, path, _listing, snapshot.Repository);
        var isSkeleton = SkeletonReading.Is(validated, path, limits, cancellationToken);
        return new FoundFile(path, validated, isSkeleton, [.. targets], [.. templates]);
    }

    private sealed record FoundFile(string Path, ValidatedFile Validated, bool IsSkeleton, IReadOnlyList<string> Targets, IReadOnlyList<string> Fetches);
}

/// <summary>The descriptors of a repository: the files that configuration names, and those that their Locations lead to, validated.</summary>
/// <param name="Files">The files, in ordinal order of paths.</param>
/// <param name="Skeletons">The template skeletons that were left out, by their paths in the repository.</param>
/// <param name="IsWhole">Whether every file was read: the budget of a check may not allow all of them.</param>
public sealed record DescriptorSet(IReadOnlyList<ValidatedFile> Files, IReadOnlyList<string> Skeletons, bool IsWhole)
{
    /// <summary>Files that are no descriptors here, and hold Templates by their names.</summary>
    public IReadOnlyList<string> OtherTemplates { get; init; } = [];
}
