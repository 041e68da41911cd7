using System.Security.Cryptography;
using Automation.Core.Trees;
using Automation.Git.Objects;

namespace Automation.Git.Disk;

/// <summary>Writes files of a working tree, each as a whole or not at all.</summary>
public static class WorkingFile
{
    /// <summary>
    /// Replaces a file, or creates it if it does not exist (its folder must exist). Never writes through a link, into <c>.git</c> or another
    /// repository, or out of the root; keeps the file's mode.
    /// </summary>
    /// <exception cref="RepositoryException">The system could not write it; the file is unchanged.</exception>
    public static WriteOutcome Replace(string root, string relativePath, byte[] content)
    {
        if (Refuse(new DirectoryTree(root), relativePath) is { } reason)
        {
            return new WriteOutcome.Refused(reason);
        }

        var path = Path.Join(Path.GetFullPath(root), relativePath);
        var temporary = Path.Join(Path.GetDirectoryName(path), $".{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp");
        try
        {
            WriteThrough(temporary, content);
            KeepMode(path, temporary);
            File.Move(temporary, path, overwrite: true);
            return new WriteOutcome.Written();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
            throw new RepositoryException($"{relativePath} could not be written: {FailureReason.OfWrite(e)}. It is unchanged.", e);
        }
    }

    private static string? Refuse(DirectoryTree tree, string path)
    {
        if (RepositoryPath.Segments(path) is not { } segments)
        {
            return $"'{path}' is not a path below the root";
        }

        var folder = string.Join('/', segments[..^1]);
        return (folder.Length == 0 ? FileKind.Folder : tree.Find(folder)?.Kind, tree.Find(path)?.Kind) switch
        {
            (not FileKind.Folder, _) => $"'{folder}' is not a folder of this repository",
            (_, null or FileKind.File) => null,
            (_, FileKind.Link) => $"'{path}' is a symbolic link: change the file that it refers to",
            (_, FileKind.Folder) => $"'{path}' is a folder",
            _ => $"'{path}' is a pipe, a socket or a device",
        };
    }

    private static void WriteThrough(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    private static void KeepMode(string from, string to)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(from))
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The clean-up may fail for the same reason as the write; the first failure is reported.
        }
    }
}
