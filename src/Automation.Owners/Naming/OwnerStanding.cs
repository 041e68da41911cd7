namespace Automation.Owners.Naming;

/// <summary>The status of an owner on GitHub.</summary>
public enum OwnerStanding
{
    /// <summary>Has write access to the repository, and is requested for review.</summary>
    Writes,

    /// <summary>Exists, and may not write.</summary>
    CannotWrite,

    /// <summary>A team that only its members see.</summary>
    Secret,

    /// <summary>There is no such user or team.</summary>
    Unknown,

    /// <summary>A team of another organisation than the repository's.</summary>
    Elsewhere,
}
