namespace Automation.GitHub.Access;

/// <summary>An owner for whom the App is installed.</summary>
/// <param name="Owner">The owner's login.</param>
/// <param name="IsOrganisation">Whether the owner is an organisation, which has teams.</param>
public sealed record AppInstallation(long Id, string Owner, bool IsOrganisation);
