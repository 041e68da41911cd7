using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;

namespace Automation.Cli.Validate;

/// <summary>The descriptors of a working tree: the files that configuration names, without those that git ignores and without template skeletons.</summary>
/// <param name="Inputs">The files, in path order.</param>
/// <param name="Skeletons">The skeletons, as findings name files.</param>
internal sealed record OwnDescriptors(IReadOnlyList<DescriptorInput> Inputs, IReadOnlyList<string> Skeletons)
{
    /// <param name="tree">The working tree.</param>
    /// <param name="repository">The repository; null if it is not known.</param>
    /// <param name="settings">The effective configuration.</param>
    /// <param name="shown">The folder that findings prepend to a path from the root.</param>
    public static OwnDescriptors Find(Terminal terminal, DirectoryTree tree, RepositorySlug? repository, AutomationSettings settings, string shown)
    {
        var snapshot = new RepositorySnapshot(new WorkingTree(tree, terminal), shown, repository);
        var (files, skeletons, _) = new DescriptorSearch(snapshot, settings, terminal.Cancelled).Run();
        foreach (var unreadable in tree.Unreadable)
        {
            terminal.Warn($"the folder {snapshot.Show(unreadable.Path)} was skipped: {unreadable.Reason}");
        }

        var validated = files.ToDictionary(f => f.Source.Path, StringComparer.Ordinal);
        var left = skeletons.ToHashSet(StringComparer.Ordinal);
        var paths = snapshot.Tree.List(terminal.Cancelled).Select(e => e.Path).Where(p => settings.Descriptors.Includes(p) && !left.Contains(p));
        return new OwnDescriptors([.. paths.Select(Input)], [.. skeletons.Select(snapshot.Show)]);

        DescriptorInput Input(string path) => new(snapshot.Show(path), path, tree, repository, settings.Descriptors.LimitsFor(path))
        {
            Validated = validated.GetValueOrDefault(snapshot.Show(path)),
        };
    }

    /// <summary>The descriptors among the named files.</summary>
    public IReadOnlyList<DescriptorInput> Among(IEnumerable<DescriptorInput> named)
    {
        var own = Inputs.Select(i => i.TreePath).ToHashSet(StringComparer.Ordinal);
        return [.. named.Where(i => own.Contains(i.TreePath))];
    }
}
