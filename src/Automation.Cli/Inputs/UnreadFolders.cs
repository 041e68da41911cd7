using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Git;

namespace Automation.Cli.Inputs;

/// <summary>The folders of a tree that could not be listed: what is in them was not judged.</summary>
internal static class UnreadFolders
{
    /// <summary>A note for each.</summary>
    /// <param name="tree">The tree, once it has been listed.</param>
    /// <param name="show">How a path of the tree is shown.</param>
    public static IEnumerable<NotChecked> In(FileTree tree, Func<string, string> show)
    {
        var unreadable = tree switch
        {
            WorkingTree { Directory: var directory } => directory.Unreadable,
            CommitTree commit => commit.Unreadable,
            _ => [],
        };
        return unreadable.Select(u => new NotChecked($"the folder {show(u.Path)}", u.Reason));
    }
}
