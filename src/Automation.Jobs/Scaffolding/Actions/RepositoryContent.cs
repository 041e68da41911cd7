using Automation.Core.Trees;
using Automation.Jobs.RepositoryWrites;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>The files of a workspace that git stores: files and links, without those that its <c>.gitignore</c> excludes, as in Backstage.</summary>
/// <param name="Files">By the path from the root of the repository.</param>
internal sealed record RepositoryContent(IReadOnlyDictionary<string, GitFile> Files)
{
    private const string Readme = "README.md";

    // Of a workspace with links alone.
    private const string Placeholder = ".gitkeep";

    public int Count => Files.Count;

    /// <summary>The id of the tree with these files.</summary>
    public string Tree { get; } = GitFile.TreeOf(Files);

    /// <summary>The file that the first commit of an empty repository holds: GitHub creates it only through a call that writes one ordinary file.</summary>
    public KeyValuePair<string, GitFile> First { get; } =
        Files.FirstOrDefault(f => f.Key == Readme && f.Value.Mode == GitFile.Ordinary) is { Key: not null } readme ? readme
        : Files.FirstOrDefault(f => f.Value.Mode == GitFile.Ordinary) is { Key: not null } ordinary ? ordinary
        : KeyValuePair.Create(Placeholder, new GitFile(GitFile.Ordinary, default));

    /// <summary>The files below the step's <c>sourcePath</c>.</summary>
    /// <exception cref="StepException">There is no such folder, or nothing in it.</exception>
    public static RepositoryContent Of(ActionContext context)
    {
        var root = Workspace.PathOf(context.Text("sourcePath") ?? "");
        if (!context.Workspace.Contains(root))
        {
            throw new StepException($"There is no folder '{root}' in the workspace: correct sourcePath.") { IsAbsence = true };
        }

        var files = new SortedDictionary<string, GitFile>(StringComparer.Ordinal);
        foreach (var (path, entry) in context.Workspace.Entries)
        {
            if (entry is not WorkspaceEntry.Folder && (root.Length == 0 ? path : RepositoryPath.Within(root, path)) is { Length: > 0 } below)
            {
                files[below] = GitFile.Of(entry);
            }
        }

        var ignored = new IgnoredPaths(files);
        return new RepositoryContent(
            new SortedDictionary<string, GitFile>(files.Where(f => !ignored.Excludes(f.Key)).ToDictionary(), StringComparer.Ordinal));
    }
}
