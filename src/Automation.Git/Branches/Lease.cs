using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>Lets a push go on only if the branch is where it is believed to be, and remembers what the server said.</summary>
/// <param name="expected">Where it is believed to be; null for nowhere.</param>
internal sealed class Lease(CommitId? expected)
{
    /// <summary>Whether the server says that the branch is elsewhere.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Why the server did not move the branch; null where it did.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether the push may go on.</summary>
    public bool Holds(IEnumerable<PushUpdate> updates)
    {
        // What the library calls the source is where the branch is at the server; the destination is where it goes (libgit2, git_push_update).
        IsBroken = updates.Any(u => (u.SourceObjectId == ObjectId.Zero ? null : u.SourceObjectId.Sha) != expected?.Sha);
        return !IsBroken;
    }

    /// <summary>Takes down a refusal.</summary>
    public void Refused(PushStatusError error) => Refusal = error.Message;
}
