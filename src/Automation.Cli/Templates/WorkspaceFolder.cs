using Automation.Cli.Hosting;
using Automation.Templates.Workspaces;

namespace Automation.Cli.Templates;

/// <summary>Writes a workspace into a folder: all of it, or nothing.</summary>
internal static class WorkspaceFolder
{
    /// <summary>Fails where the folder cannot receive a workspace, before anything runs.</summary>
    /// <exception cref="UsageException">It has files, or is a file.</exception>
    public static void Require(string folder, string named)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new UsageException($"'{named}' is not empty: name a folder that does not exist yet, or an empty one.");
        }
    }

    /// <summary>Writes it: into a folder beside the target, which then becomes the target.</summary>
    public static void Write(Workspace workspace, string folder)
    {
        var parent = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(parent);
        var unfinished = Path.Combine(parent, $".{Path.GetFileName(folder)}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(unfinished);
            foreach (var (path, entry) in workspace.Entries)
            {
                Write(entry, Path.Combine(unfinished, path));
            }

            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            Directory.Move(unfinished, folder);
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private static void Write(WorkspaceEntry entry, string path)
    {
        switch (entry)
        {
            case WorkspaceEntry.Folder:
                Directory.CreateDirectory(path);
                break;
            case WorkspaceEntry.Link link:
                File.CreateSymbolicLink(path, link.Target);
                break;
            case WorkspaceEntry.File file:
                File.WriteAllBytes(path, file.Bytes.Span);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, file.Mode);
                }

                break;
        }
    }
}
