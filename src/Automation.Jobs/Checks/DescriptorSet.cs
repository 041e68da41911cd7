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
        var pending = new Queue<string>(snapshot.Tree.List(cancellationToken)
            .Where(e => settings.Descriptors.Includes(e.Path))
            .Select(e => e.Path));
        var seen = pending.ToHashSet(StringComparer.Ordinal);
        var listing = new TreeListing(snapshot.Followed);
        var files = new List<FileJudgement>();
        while (pending.TryDequeue(out var path) && files.Count < MostFiles)
        {
            var judged = DescriptorReader.Judge(InputOf(snapshot, settings, path), cancellationToken);
            if (judged.LinkTarget is { } file && seen.Contains(file))
            {
                continue;   // A link to another descriptor: it is judged there.
            }

            files.Add(judged);
            foreach (var target in LocationTargets.In(judged, path, listing, snapshot.Repository).Where(seen.Add))
            {
                pending.Enqueue(target);
            }
        }

        files.Sort((x, y) => string.CompareOrdinal(x.Source.Path, y.Source.Path));
        return files;
    }

    private static DescriptorInput InputOf(RepositorySnapshot snapshot, AutomationSettings settings, string path) =>
        new(snapshot.Show(path), path, snapshot.Tree, snapshot.Repository, settings.Descriptors.LimitsFor(path));
}
