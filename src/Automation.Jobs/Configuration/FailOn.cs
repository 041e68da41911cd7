using Automation.Core.Findings;

namespace Automation.Jobs.Configuration;

/// <summary>The lowest severity that makes a check fail.</summary>
public enum FailOn
{
    /// <summary>Errors.</summary>
    Error,

    /// <summary>Warnings and errors.</summary>
    Warning,

    /// <summary>Nothing.</summary>
    Never,
}

/// <summary>What <see cref="FailOn"/> means for a report.</summary>
public static class FailOnSeverity
{
    /// <summary>The least severity that fails; null if nothing does.</summary>
    public static Severity? Least(this FailOn failOn) => failOn switch
    {
        FailOn.Error => Severity.Error,
        FailOn.Warning => Severity.Warning,
        _ => null,
    };
}
