using Automation.Owners.Naming;

namespace Automation.Jobs.Ownership;

/// <summary>GitHub's data about the owners in CODEOWNERS. Immutable.</summary>
/// <param name="standings">The status of each owner, by its text.</param>
public sealed class OwnersOnGitHub(IReadOnlyDictionary<string, OwnerStanding> standings)
{
    /// <summary>The status of an owner on GitHub; null if it was not looked up, such as an address.</summary>
    public OwnerStanding? Of(Owner owner) => Of(owner.Text);

    /// <summary>The same, by the owner's text.</summary>
    public OwnerStanding? Of(string handle) => standings.TryGetValue(handle, out var standing) ? standing : null;
}
