using Automation.Git.Repositories;

namespace Automation.Git.Branches;

/// <summary>The marker file of an update of files and index from one commit to another.</summary>
/// <param name="folder">The working copy's own git folder.</param>
internal sealed class CheckoutNote(string folder)
{
    private const string None = "-";

    private readonly string _path = Path.Join(folder, "automation-checkout");

    /// <summary>The update that is still to be done; null if there is none.</summary>
    public (CommitId? From, CommitId To)? Read() =>
        File.Exists(_path) && File.ReadAllText(_path).Split('\n') is [var from, { Length: 40 } to, ""]
            ? (from == None ? null : new CommitId(from), new CommitId(to))
            : null;

    public void Write(CommitId? from, CommitId to)
    {
        File.WriteAllText(_path + ".tmp", $"{from?.Sha ?? None}\n{to.Sha}\n");
        File.Move(_path + ".tmp", _path, overwrite: true);
    }

    /// <summary>Removes the note: the update is done.</summary>
    public void Clear() => File.Delete(_path);
}
