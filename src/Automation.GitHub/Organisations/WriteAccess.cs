namespace Automation.GitHub.Organisations;

/// <summary>The access of a user or team to a repository.</summary>
public enum WriteAccess
{
    Writes,

    /// <summary>Exists, without write access.</summary>
    CannotWrite,

    /// <summary>A secret team, which only its members can see.</summary>
    Secret,

    /// <summary>No user or team has this name.</summary>
    Unknown,
}
