using Automation.Git.Objects;

namespace Automation.Git.Branches;

/// <summary>
/// The exclusive right to change the refs of a repository, among processes of this program. The system releases it when a process is
/// killed; so the process that has it knows that an existing <see cref="GitLock"/> of this program is abandoned.
/// </summary>
internal sealed class WriterTurn : IDisposable
{
    private const string Name = "automation.lock";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly FileStream _file;

    private WriterTurn(FileStream file) => _file = file;

    /// <param name="common">The folder that all worktrees share.</param>
    /// <exception cref="RepositoryException">Another process did not finish in time.</exception>
    public static WriterTurn Take(string common, CancellationToken cancellationToken)
    {
        var path = Path.Join(common, Name);
        return Waiting.For(Patience, () => TryTake(path), cancellationToken)
            ?? throw new RepositoryException($"Another process has been writing to {common} for more than {Patience.TotalMinutes:0} minutes.");
    }

    // The file stays when the turn is over: a deleted file could be locked by one process and created again by another.
    private static WriterTurn? TryTake(string path)
    {
        try
        {
            return new WriterTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
