using Automation.Core.Findings;

namespace Automation.Jobs.Configuration;

/// <summary>The lowest severity that makes a check fail.</summary>
public enum FailOn
{
    Error,

    /// <summary>Warnings and errors.</summary>
    Warning,

    Never,
}

/// <summary>Applies <see cref="FailOn"/> to a report.</summary>
public static class FailOnSeverity
{
    /// <summary>The lowest severity that fails a check; null if none does.</summary>
    public static Severity? Least(this FailOn failOn) => failOn switch
    {
        FailOn.Error => Severity.Error,
        FailOn.Warning => Severity.Warning,
        _ => null,
    };
}
