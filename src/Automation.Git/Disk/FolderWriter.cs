using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Automation.Core;
using Automation.Core.Trees;
using Automation.Git.Objects;

namespace Automation.Git.Disk;

/// <summary>
/// Writes many files of a folder at once: all of them or none. They are first written next to it; a new folder is then moved into place, and
/// an existing one gets a journal, which is then applied, or which <see cref="Recover"/> applies after the program was killed.
/// </summary>
/// <remarks>Safe if the process ends at any time. If the machine fails, a folder is as safe as its file system; git is safer.</remarks>
public static class FolderWriter
{
    /// <summary>The folder with changes that are under way.</summary>
    public const string Journal = ".automation-pending";

    private const int FewFiles = 31;
    private const string Entries = "journal";
    private const char Write = 'W';
    private const char Delete = 'D';
    private const int RandomDigits = 8;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");
    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    /// <param name="root">The folder; it need not exist.</param>
    /// <param name="changes">The changes, whose paths differ.</param>
    /// <param name="cancellationToken">Cancels the writing; then nothing is changed.</param>
    /// <exception cref="RepositoryException">The system could not write; nothing is changed, or the journal stays for <see cref="Recover"/>.</exception>
    public static void Apply(string root, IReadOnlyList<TreeChange> changes, CancellationToken cancellationToken = default)
    {
        if (changes.Count == 0)
        {
            return;
        }

        Guarded(root, () =>
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
            if (CanBeMadeAnew(full))
            {
                RefusePaths(full, changes.Select(c => c.Path));
                Make(full, changes, cancellationToken);
            }
            else
            {
                Recover(full);
                Refuse(full, changes.Select(c => c.Path), changes.Where(c => c.Content is null).Select(c => c.Path));
                Stage(full, changes, cancellationToken);
                Recover(full);
            }
        });
    }

    /// <summary>Finishes what a killed process had begun; does nothing if there is nothing to finish.</summary>
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
            if (FolderItem.At(journal) is not { Kind: FileKind.Folder } || !File.Exists(Path.Join(journal, Entries)))
            {
                throw new RepositoryException($"{journal} was not written by this program: delete it.");
            }

            // The journal may come from an untrusted author of the folder: its paths are checked as if they were new.
            var lines = File.ReadAllLines(Path.Join(journal, Entries)).Where(l => l.Length > 1).ToArray();
            Refuse(root, lines.Select(l => l[1..]), lines.Where(l => l[0] == Delete).Select(l => l[1..]));

            // First: a file that is deleted makes way for a folder.
            foreach (var line in lines.Where(l => l[0] == Delete))
            {
                Remove(root, Path.Join(root, line[1..]));
            }

            for (var i = 0; i < lines.Length; i++)
            {
                var (target, staged) = (Path.Join(root, lines[i][1..]), Path.Join(journal, $"{i}"));
                if (lines[i][0] != Delete && FolderItem.At(staged) is { Kind: FileKind.File or FileKind.Link })
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Move(staged, target, overwrite: true);
                }
            }

            // Moved away first, because a partly deleted journal would be ambiguous.
            var done = Beside(Path.Join(root, Journal + "-"));
            Directory.Move(journal, done);
            Directory.Delete(done, recursive: true);
        });
    }

    // A folder that is a link or a mount, or whose parent is not writable, is not replaced; writing into it is as safe.
    private static bool CanBeMadeAnew(string root)
    {
        if (!Directory.Exists(root))
        {
            return FolderItem.At(root) is null;
        }

        if (FolderItem.At(root) is { Kind: FileKind.Link } || Directory.EnumerateFileSystemEntries(root).Any())
        {
            return false;
        }

        try
        {
            Directory.Delete(root);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a killed process left changes that <see cref="Recover"/> makes.</summary>
    public static bool IsUnfinished(string root) => Directory.Exists(Path.Join(root, Journal));

    /// <summary>Deletes prepared files that never took effect. The caller knows that no other process is writing there.</summary>
    public static void DiscardUnfinished(string root)
    {
        var beginning = Path.Join(root, Journal + "-");
        foreach (var folder in Directory.EnumerateDirectories(root).Where(f => IsLike(f, beginning, "")).ToList())
        {
            Discard(folder);
        }
    }

    private static void Make(string root, IReadOnlyList<TreeChange> changes, CancellationToken cancellationToken)
    {
        var beside = Beside(root + ".", ".tmp");
        try
        {
            Directory.CreateDirectory(beside);
            DiscardOlder(beside, root + ".", ".tmp");
            WriteAll([.. changes.Where(c => c.Content is not null).Select(c => c with { Path = Path.Join(beside, c.Path) })], cancellationToken);
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
        var beside = Beside(Path.Join(root, Journal + "-"));
        try
        {
            Directory.CreateDirectory(beside);
            DiscardOlder(beside, Path.Join(root, Journal + "-"));
            WriteAll([.. changes.Select((c, i) => c with { Path = Path.Join(beside, $"{i}") }).Where(c => c.Content is not null)], cancellationToken);
            File.WriteAllText(
                Path.Join(beside, Entries), string.Concat(changes.Select(c => $"{(c.Content is null ? Delete : Write)}{c.Path}\n")), new UTF8Encoding(false));
            Directory.Move(beside, Path.Join(root, Journal));
        }
        catch
        {
            Discard(beside);
            throw;
        }
    }

    private static void WriteAll(TreeChange[] files, CancellationToken cancellationToken)
    {
        var folders = files.Select(f => Path.GetDirectoryName(f.Path)!).Distinct(StringComparer.Ordinal).ToArray();
        SideBySide.For(folders.Length, FewFiles, i => Directory.CreateDirectory(folders[i]), cancellationToken);
        SideBySide.For(files.Length, FewFiles, i => WriteFile(files[i]), cancellationToken);
    }

    private static void WriteFile(TreeChange file)
    {
        if (file.IsLink)
        {
            File.CreateSymbolicLink(file.Path, Encoding.UTF8.GetString(file.Content!.Value.Span));
            return;
        }

        using var handle = File.OpenHandle(file.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        RandomAccess.Write(handle, file.Content!.Value.Span, 0);
        if (file.Mode is { } mode && !OperatingSystem.IsWindows() && File.GetUnixFileMode(handle) != mode)
        {
            File.SetUnixFileMode(handle, mode);
        }
    }

    // The folder may be any clone: nothing is written through a link, or into another repository.
    private static void Refuse(string root, IEnumerable<string> paths, IEnumerable<string> deleted)
    {
        var (tree, all) = (new DirectoryTree(root), paths.ToList());
        RefusePaths(root, all);

        // A link that is written first must not become the folder of what is written next.
        var gone = deleted.ToHashSet(StringComparer.Ordinal);
        var files = all.Where(p => !gone.Contains(p)).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in all.SelectMany(Folders).Distinct(StringComparer.Ordinal))
        {
            if (files.Contains(folder)
                || (FolderItem.At(Path.Join(root, folder)) is { Kind: not FileKind.Folder } && !gone.Contains(folder))
                || (!gone.Contains(folder) && tree.Find(folder) is null && Directory.Exists(Path.Join(root, folder))))
            {
                throw new RepositoryException($"'{folder}' in {root} must be an ordinary folder, but is a link, a file, or another repository.");
            }
        }

        // A deleted file may be a folder already, where the program was killed after it made way.
        if (files.FirstOrDefault(p => FolderItem.At(Path.Join(root, p)) is { Kind: FileKind.Folder }) is { } file)
        {
            throw new RepositoryException($"'{file}' in {root} must be a file, but is a folder.");
        }
    }

    // A line break would split an entry of the journal into two.
    private static void RefusePaths(string root, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (RepositoryPath.Segments(path) is null || path.AsSpan().IndexOfAny('\n', '\r') >= 0)
            {
                throw new RepositoryException($"'{path}' is not a path below {root}.");
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

    // With its last file, a folder is deleted, as in git.
    private static void Remove(string root, string file)
    {
        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            return;
        }

        if (FolderItem.At(file) is not { Kind: FileKind.Folder })
        {
            File.Delete(file);
        }

        for (var folder = Path.GetDirectoryName(file)!; folder.Length > root.Length
            && Directory.Exists(folder)
            && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
        {
            Directory.Delete(folder);
        }
    }

    private static string Beside(string beginning, string ending = "") =>
        $"{beginning}{RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true)}{ending}";

    // Files that killed processes prepared. A write takes minutes: files that are a day older than this one are abandoned.
    private static void DiscardOlder(string own, string beginning, string ending = "")
    {
        var today = Directory.GetLastWriteTimeUtc(own) - LongestWrite;
        foreach (var other in Directory.EnumerateDirectories(Path.GetDirectoryName(own)!)
            .Where(f => IsLike(f, beginning, ending))
            .Where(o => Directory.GetLastWriteTimeUtc(o) < today)
            .ToList())
        {
            Discard(other);
        }
    }

    private static bool IsLike(string folder, string beginning, string ending) =>
        folder.Length == beginning.Length + RandomDigits + ending.Length
            && folder.StartsWith(beginning, StringComparison.Ordinal)
            && folder.EndsWith(ending, StringComparison.Ordinal)
        && folder.AsSpan(beginning.Length, RandomDigits).IndexOfAnyExcept(Digits) < 0;

    private static void Discard(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The cause of a failed write may also prevent the clean-up; the first failure is reported.
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
