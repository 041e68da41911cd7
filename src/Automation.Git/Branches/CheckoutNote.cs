using Automation.Git.Repositories;

namespace Automation.Git.Branches;

/// <summary>Says that files and index are to follow a branch from one commit to another.</summary>
/// <param name="folder">The working copy's own git folder.</param>
internal sealed class CheckoutNote(string folder)
{
    private const string None = "-";

    private readonly string _path = Path.Join(folder, "automation-checkout");

    /// <summary>What is still to be done; null where nothing is.</summary>
    public (CommitId? From, CommitId To)? Read() =>
        File.Exists(_path) && File.ReadAllText(_path).Split('\n') is [var from, { Length: 40 } to, ""] ? (from == None ? null : new CommitId(from), new CommitId(to)) : null;

    /// <summary>Notes it down, at once or not at all.</summary>
    public void Write(CommitId? from, CommitId to)
    {
        File.WriteAllText(_path + ".tmp", $"{from?.Sha ?? None}\n{to.Sha}\n");
        File.Move(_path + ".tmp", _path, overwrite: true);
    }

    /// <summary>It is done.</summary>
    public void Clear() => File.Delete(_path);
}
