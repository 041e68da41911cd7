using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Git;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;

namespace Automation.Cli.Inputs;

/// <summary>The descriptors of a working tree: the files that configuration names, those aside that git ignores, and template skeletons.</summary>
/// <param name="Inputs">They, in path order.</param>
/// <param name="Skeletons">The skeletons, as findings name files.</param>
internal sealed record OwnDescriptors(IReadOnlyList<DescriptorInput> Inputs, IReadOnlyList<string> Skeletons)
{
    /// <summary>Finds them.</summary>
    /// <param name="terminal">The world.</param>
    /// <param name="tree">The working tree.</param>
    /// <param name="repository">The repository; null where it is not known.</param>
    /// <param name="settings">The configuration in force.</param>
    /// <param name="show">Turns a path from the root into the one that findings show.</param>
    public static OwnDescriptors Find(Terminal terminal, DirectoryTree tree, RepositorySlug? repository, AutomationSettings settings, Func<string, string> show)
    {
        var listed = new WorkingTree(tree, terminal);
        var skeletons = new DescriptorSearch(new RepositorySnapshot(listed, "", repository), settings, terminal.Cancelled).Run().Skeletons;
        var left = skeletons.ToHashSet(StringComparer.Ordinal);
        foreach (var unreadable in tree.Unreadable)
        {
            terminal.Warn($"the folder {show(unreadable.Path)} was left out: {unreadable.Reason}");
        }

        return new OwnDescriptors(
            [.. listed.List(terminal.Cancelled).Select(e => e.Path).Where(p => settings.Descriptors.Includes(p) && !left.Contains(p)).Select(p => new DescriptorInput(show(p), p, tree, repository, settings.Descriptors.LimitsFor(p)))],
            [.. skeletons.Select(show)]);
    }

    /// <summary>Those of some named files that are descriptors.</summary>
    public IReadOnlyList<DescriptorInput> Among(IEnumerable<DescriptorInput> named)
    {
        var own = Inputs.Select(i => i.TreePath).ToHashSet(StringComparer.Ordinal);
        return [.. named.Where(i => own.Contains(i.TreePath))];
    }
}
