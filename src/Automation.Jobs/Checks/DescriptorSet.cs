using Automation.Catalog.Judging;
using Automation.Catalog.References;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;

namespace Automation.Jobs.Checks;

/// <summary>The descriptors of a repository: the files that configuration names, and those that their Locations lead to, judged.</summary>
internal static class DescriptorSet
{
    // A repository with more is checked in parts, by configuration.
    private const int MostFiles = 100_000;

    public static IReadOnlyList<FileJudgement> Of(RepositorySnapshot snapshot, AutomationSettings settings, CancellationToken cancellationToken)
    {
        List<string> pending = [.. snapshot.Tree.List(cancellationToken).Where(e => settings.Descriptors.Includes(e.Path)).Select(e => e.Path)];
        var seen = pending.ToHashSet(StringComparer.Ordinal);
        var listing = new TreeListing(snapshot.Tree);
        var files = new List<FileJudgement>();
        while (pending.Count > 0)
        {
            var next = new List<string>();
            foreach (var path in Readable(snapshot, pending, settings, cancellationToken).Take(MostFiles - files.Count))
            {
                var judged = DescriptorReader.Judge(InputOf(snapshot, settings, path), cancellationToken);
                if (snapshot.Reads?.TryCount(snapshot.Tree, path, judged.Documents.Count) == false)
                {
                    continue;
                }

                files.Add(judged);
                next.AddRange(LocationTargets.In(judged, path, listing, snapshot.Repository).Where(seen.Add));
            }

            pending = next;
        }

        files.Sort((x, y) => string.CompareOrdinal(x.Source.Path, y.Source.Path));
        return files;
    }

    // What is about to be read is fetched together, where it is not on this machine.
    private static IReadOnlyList<string> Readable(RepositorySnapshot snapshot, IReadOnlyList<string> paths, AutomationSettings settings, CancellationToken cancellationToken) =>
        snapshot.Reads?.Foresee(snapshot.Tree, paths, path => settings.Descriptors.LimitsFor(path).FileBytes, cancellationToken) ?? paths;

    private static DescriptorInput InputOf(RepositorySnapshot snapshot, AutomationSettings settings, string path) =>
        new(snapshot.Show(path), path, snapshot.Tree, snapshot.Repository, settings.Descriptors.LimitsFor(path));
}
