using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>Lets a push continue only if the branch is at the expected commit, and records the server's response.</summary>
/// <param name="expected">The expected commit; null for none.</param>
internal sealed class Lease(CommitId? expected)
{
    /// <summary>Whether the server reported another commit of the branch.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Why the server did not move the branch; null if it did.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether the push may go on.</summary>
    public bool Holds(IEnumerable<PushUpdate> updates)
    {
        // In the library, the source is the current commit of the branch on the server, and the destination the new one (libgit2, git_push_update).
        IsBroken = updates.Any(u => (u.SourceObjectId == ObjectId.Zero ? null : u.SourceObjectId.Sha) != expected?.Sha);
        return !IsBroken;
    }

    public void Refused(PushStatusError error) => Refusal = error.Message;
}
