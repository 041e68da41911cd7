namespace Automation.Owners.Naming;

/// <summary>The status of an owner on GitHub.</summary>
public enum OwnerStanding
{
    /// <summary>Has write access to the repository, and is requested for review.</summary>
    Writes,

    /// <summary>Exists, but has no write access.</summary>
    CannotWrite,

    /// <summary>A secret team, which only its members can see.</summary>
    Secret,

    /// <summary>There is no such user or team.</summary>
    Unknown,

    /// <summary>A team of an organisation other than the repository's.</summary>
    Elsewhere,
}
