using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Git;
using Automation.Jobs;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;

namespace Automation.Cli.Inputs;

/// <summary>The descriptors of a working tree: the files that configuration names, those aside that git ignores.</summary>
internal sealed class OwnDescriptors(Terminal terminal, DirectoryTree tree, RepositorySlug? repository)
{
    /// <summary>What to say where there is none.</summary>
    public const string None = CheckPullRequest.NoDescriptors;

    /// <summary>Finds them, in path order.</summary>
    public IEnumerable<DescriptorInput> Find(AutomationSettings settings, Func<string, string> show)
    {
        var found = tree.List(terminal.Cancelled).Where(e => settings.Descriptors.Includes(e.Path)).Select(e => e.Path).ToList();
        foreach (var unreadable in tree.Unreadable)
        {
            terminal.Warn($"the folder {show(unreadable.Path)} was left out: {unreadable.Reason}");
        }

        return IgnoredFiles.Without(tree.Root, found).Select(path => new DescriptorInput(show(path), path, tree, repository, settings.Descriptors.LimitsFor(path)));
    }
}
