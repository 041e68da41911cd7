namespace Automation.Jobs.Ownership;

/// <summary>What CODEOWNERS says about one path.</summary>
/// <param name="Owners">Who owns it; nobody where it is empty.</param>
/// <param name="Line">The line that decides; null where none does.</param>
internal readonly record struct OwnersOfPath(OwnerSet Owners, int? Line)
{
    public bool IsOwned => Owners.Names.Count > 0;
}
