namespace Automation.GitHub.Organisations;

/// <summary>The access of a user or team to a repository.</summary>
public enum WriteAccess
{
    /// <summary>May write to it.</summary>
    Writes,

    /// <summary>Exists, without write access.</summary>
    CannotWrite,

    /// <summary>A team that only its members see.</summary>
    Secret,

    /// <summary>There is none with this name.</summary>
    Unknown,
}
