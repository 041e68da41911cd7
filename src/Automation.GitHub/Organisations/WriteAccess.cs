namespace Automation.GitHub.Organisations;

/// <summary>What a user or team is to a repository.</summary>
public enum WriteAccess
{
    /// <summary>May write to it.</summary>
    Writes,

    /// <summary>Exists, and may not write to it.</summary>
    CannotWrite,

    /// <summary>A team that only its members see.</summary>
    Secret,

    /// <summary>There is none of this name.</summary>
    Unknown,
}
