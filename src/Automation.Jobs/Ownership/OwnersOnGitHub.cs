using Automation.Owners.Naming;

namespace Automation.Jobs.Ownership;

/// <summary>GitHub's data about the owners in CODEOWNERS. Immutable.</summary>
/// <param name="standings">What they are, by the text that names them.</param>
public sealed class OwnersOnGitHub(IReadOnlyDictionary<string, OwnerStanding> standings)
{
    /// <summary>What an owner is to GitHub; null if it was not asked, as of an address.</summary>
    public OwnerStanding? Of(Owner owner) => Of(owner.Text);

    /// <summary>The same by the text that names it.</summary>
    public OwnerStanding? Of(string handle) => standings.TryGetValue(handle, out var standing) ? standing : null;
}
