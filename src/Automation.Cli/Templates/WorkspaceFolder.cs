using System.Text;
using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Templates.Workspaces;

namespace Automation.Cli.Templates;

/// <summary>Writes a workspace into a folder: all of it, or nothing.</summary>
internal static class WorkspaceFolder
{
    /// <summary>Fails if a workspace cannot be written to the folder; called before anything runs.</summary>
    /// <exception cref="UsageException">It has files, or is a file.</exception>
    public static void Require(string folder, string named)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new UsageException($"'{named}' is not empty: specify a new or an empty folder.");
        }
    }

    public static void Write(Workspace workspace, string folder, CancellationToken cancellationToken)
    {
        FolderWriter.Apply(
            folder, [.. workspace.Entries.Where(e => e.Value is not WorkspaceEntry.Folder).Select(e => Change(e.Key, e.Value))], cancellationToken);

        // Those with a file are there already.
        Directory.CreateDirectory(folder);
        foreach (var (path, _) in workspace.Entries.Where(e => e.Value is WorkspaceEntry.Folder))
        {
            Directory.CreateDirectory(Path.Combine(folder, path));
        }
    }

    /// <summary>An entry as a change of a folder; null deletes it.</summary>
    public static TreeChange Change(string path, WorkspaceEntry? entry) => entry switch
    {
        WorkspaceEntry.File file => new TreeChange(path, file.Bytes) { Mode = file.Mode },
        WorkspaceEntry.Link link => new TreeChange(path, Encoding.UTF8.GetBytes(link.Target)) { IsLink = true },
        _ => new TreeChange(path, null),
    };
}
