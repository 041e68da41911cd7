using System.Security.Cryptography;
using System.Text;
using Automation.Core.Trees;
using Automation.Git.Folders;

namespace Automation.Git;

/// <summary>
/// Writes many files of a folder at once: all of them or none. They are laid out beside it first; a folder that is new then takes its place, and
/// one that is there gets a journal, which is worked off, and which <see cref="Recover"/> works off where this program was killed over it.
/// </summary>
/// <remarks>Safe against the end of the process at any moment. Against the end of the machine a folder is as safe as its file system; git is safer.</remarks>
public static class FolderWriter
{
    private const string Journal = ".automation-pending";
    private const string Entries = "journal";
    private const char Write = 'W';
    private const char Delete = 'D';

    /// <summary>Makes the changes.</summary>
    /// <param name="root">The folder; it need not exist.</param>
    /// <param name="changes">The changes, whose paths differ.</param>
    /// <param name="cancellationToken">Ends the writing; nothing is changed then.</param>
    /// <exception cref="RepositoryException">The system could not write; nothing is changed, or the journal is left for <see cref="Recover"/>.</exception>
    public static void Apply(string root, IReadOnlyList<TreeChange> changes, CancellationToken cancellationToken = default)
    {
        if (changes.Count == 0)
        {
            return;
        }

        Guarded(root, () =>
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
            if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any())
            {
                Recover(full);
                Refuse(full, changes);
                Stage(full, changes, cancellationToken);
                Recover(full);
            }
            else
            {
                Make(full, changes, cancellationToken);
            }
        });
    }

    /// <summary>Finishes what a process that was killed had begun; does nothing where there is nothing to finish.</summary>
    /// <exception cref="RepositoryException">The system could not write.</exception>
    public static void Recover(string root)
    {
        var journal = Path.Join(root, Journal);
        if (!Directory.Exists(journal))
        {
            return;
        }

        Guarded(root, () =>
        {
            var lines = File.ReadAllLines(Path.Join(journal, Entries));
            for (var i = 0; i < lines.Length; i++)
            {
                var (target, staged) = (Path.Join(root, lines[i][1..]), Path.Join(journal, $"{i}"));
                if (lines[i][0] == Delete)
                {
                    Remove(root, target);
                }
                else if (File.Exists(staged))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Move(staged, target, overwrite: true);
                }
            }

            Directory.Delete(journal, recursive: true);
        });
    }

    private static void Make(string root, IReadOnlyList<TreeChange> changes, CancellationToken cancellationToken)
    {
        var beside = $"{root}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp";
        try
        {
            WriteAll(changes.Where(c => c.Content is not null).Select(c => (Path.Join(beside, c.Path), c.Content!.Value)), cancellationToken);
            if (Directory.Exists(root))
            {
                Directory.Delete(root);
            }

            Directory.Move(beside, root);
        }
        catch
        {
            Discard(beside);
            throw;
        }
    }

    private static void Stage(string root, IReadOnlyList<TreeChange> changes, CancellationToken cancellationToken)
    {
        var beside = Path.Join(root, $"{Journal}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        try
        {
            Directory.CreateDirectory(beside);
            WriteAll(changes.Select((c, i) => (Path.Join(beside, $"{i}"), c.Content)).Where(c => c.Content is not null).Select(c => (c.Item1, c.Content!.Value)), cancellationToken);
            File.WriteAllText(Path.Join(beside, Entries), string.Concat(changes.Select(c => $"{(c.Content is null ? Delete : Write)}{c.Path}\n")), new UTF8Encoding(false));
            Directory.Move(beside, Path.Join(root, Journal));
        }
        catch
        {
            Discard(beside);
            throw;
        }
    }

    private static void WriteAll(IEnumerable<(string Path, ReadOnlyMemory<byte> Content)> files, CancellationToken cancellationToken)
    {
        var all = files.ToList();
        foreach (var folder in all.Select(f => Path.GetDirectoryName(f.Path)!).Distinct(StringComparer.Ordinal))
        {
            Directory.CreateDirectory(folder);
        }

        Parallel.ForEach(all, new ParallelOptions { CancellationToken = cancellationToken }, file =>
        {
            using var handle = File.OpenHandle(file.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, file.Content.Length);
            RandomAccess.Write(handle, file.Content.Span, 0);
        });
    }

    // The folder may be a clone of anything: nothing is written through a link, or into another repository.
    private static void Refuse(string root, IReadOnlyList<TreeChange> changes)
    {
        var tree = new DirectoryTree(root);
        foreach (var path in changes.Select(c => c.Path))
        {
            if (RepositoryPath.Segments(path) is null)
            {
                throw new RepositoryException($"'{path}' is not a path below {root}.");
            }
        }

        foreach (var folder in changes.SelectMany(c => Folders(c.Path)).Distinct(StringComparer.Ordinal))
        {
            if (FolderItem.At(Path.Join(root, folder)) is { Kind: not FileKind.Folder } || (tree.Find(folder) is null && Directory.Exists(Path.Join(root, folder))))
            {
                throw new RepositoryException($"'{folder}' in {root} is not a folder of its own: it is a link, a file, or another repository.");
            }
        }
    }

    private static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    // With the last file of a folder the folder goes, as it does in git.
    private static void Remove(string root, string file)
    {
        File.Delete(file);
        for (var folder = Path.GetDirectoryName(file)!; folder.Length > root.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
        {
            Directory.Delete(folder);
        }
    }

    private static void Discard(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What made the write fail may keep its remains in place; the first failure is the one to tell.
        }
    }

    private static void Guarded(string root, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RepositoryException($"{root} could not be written: {FailureReason.OfWrite(e)}.", e);
        }
    }
}
