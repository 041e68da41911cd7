using Automation.Core.Trees;
using Automation.Templates.Workspaces;

namespace Automation.Cli.Templates;

/// <summary>Writes the changes of an update into a working folder. Every path is a plain path below it, and nothing is written through a link.</summary>
internal static class UpdatedFolder
{
    public static void Write(IReadOnlyDictionary<string, WorkspaceEntry?> changes, string root)
    {
        foreach (var (path, entry) in changes)
        {
            if (RepositoryPath.Segments(path) is null || IsBelowLink(root, path))
            {
                throw new IOException($"'{path}' is not written: a folder above it is a link.");
            }

            var full = Path.Combine(root, path);
            if (entry is null)
            {
                File.Delete(full);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (entry is WorkspaceEntry.Link link)
            {
                File.Delete(full);
                File.CreateSymbolicLink(full, link.Target);
            }
            else if (entry is WorkspaceEntry.File file)
            {
                WriteFile(file, full);
            }
        }
    }

    // A new file takes the place of the old one: what reads it sees one of the two, and a link is replaced, not followed.
    private static void WriteFile(WorkspaceEntry.File file, string path)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(unfinished, file.Bytes.Span);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(unfinished, file.Mode);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private static bool IsBelowLink(string root, string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (new DirectoryInfo(Path.Combine(root, path[..slash])).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }
}
