using Automation.Git.Objects;

namespace Automation.Git.Branches;

/// <summary>
/// Git's own lock of a file: <c>FILE.lock</c> beside it, created only if it does not exist (gitformat: "lockfile"). While it exists, git changes neither
/// the file nor the ref that is kept in it. It is a dangling symbolic link: it is created in one step together with its mark, so that one left behind by a
/// killed process of this program can be distinguished from one of git's. Windows deletes the lock with the process that has it.
/// </summary>
/// <remarks>Only for the process that has the <see cref="WriterTurn"/>.</remarks>
internal sealed class GitLock : IDisposable
{
    private const string Ending = ".lock";
    private const string Mark = "held-by-automation";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly FileStream? _file;

    private GitLock(string path, FileStream? file) => (_path, _file) = (path, file);

    /// <summary>Waits for the lock of a file.</summary>
    /// <param name="file">The file, which need not exist.</param>
    /// <exception cref="RepositoryException">Another process holds it, or was killed and left it behind.</exception>
    public static GitLock Of(string file, CancellationToken cancellationToken)
    {
        var path = file + Ending;
        return Waiting.For(Patience, () => TryTake(path), cancellationToken)
            ?? throw new RepositoryException(
                $"{path} exists: another git process uses this repository, or was killed while it used it. If none is running, delete the file.");
    }

    private static GitLock? TryTake(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return OperatingSystem.IsWindows()
                ? new GitLock(path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                : MakeLink(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Git removes folders of branches once they are empty.
            return null;
        }
        catch (IOException) when (IsThere(path))
        {
            if (new FileInfo(path).LinkTarget == Mark)
            {
                File.Delete(path);
            }

            return null;
        }
    }

    private static GitLock MakeLink(string path)
    {
        File.CreateSymbolicLink(path, Mark);
        return new GitLock(path, null);
    }

    private static bool IsThere(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_file is null)
        {
            File.Delete(_path);
        }
        else
        {
            _file.Dispose();
        }
    }
}
