using Automation.Cli.Hosting;
using Automation.Core.Trees;

namespace Automation.Cli.Inputs;

/// <summary>The files of a repository that CODEOWNERS can give an owner: all that git does not ignore.</summary>
internal static class OwnedFiles
{
    /// <summary>The paths of a tree, in ordinal order.</summary>
    public static IReadOnlyList<string> Of(FileTree tree, Terminal terminal)
    {
        // A working tree leaves out ignored YAML files only, and those alone are not enough here.
        var paths = tree.List(terminal.Cancelled).Where(e => e.Kind is FileKind.File or FileKind.Link).Select(e => e.Path).ToList();
        return tree is WorkingTree { Directory: var directory } ? IgnoredFiles.Without(directory.Root, paths) : paths;
    }
}
