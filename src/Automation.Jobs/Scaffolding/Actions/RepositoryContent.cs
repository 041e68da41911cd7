using Automation.Core.Trees;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>The files of a workspace that git stores: files and links, without what the workspace's own <c>.gitignore</c> excludes.</summary>
/// <param name="Files">By the path from the root of the repository.</param>
internal sealed record RepositoryContent(IReadOnlyDictionary<string, WorkspaceEntry> Files)
{
    /// <summary>How many there are.</summary>
    public int Count => Files.Count;

    /// <summary>The files below the step's <c>sourcePath</c>.</summary>
    /// <exception cref="StepException">There is no such folder.</exception>
    public static RepositoryContent Of(ActionContext context)
    {
        var root = Workspace.PathOf(context.Text("sourcePath") ?? "");
        if (!context.Workspace.Contains(root))
        {
            throw new StepException($"There is no folder '{root}' in the workspace: sourcePath has to name one.");
        }

        var files = new SortedDictionary<string, WorkspaceEntry>(StringComparer.Ordinal);
        foreach (var (path, entry) in context.Workspace.Entries)
        {
            if (entry is not WorkspaceEntry.Folder && (root.Length == 0 ? path : RepositoryPath.Within(root, path)) is { } below)
            {
                files[below] = entry;
            }
        }

        return new RepositoryContent(files);
    }
}
