namespace Automation.Core.Findings;

/// <summary>The severity of a finding, lowest first.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Accepted, but very likely a mistake.</summary>
    Warning,

    /// <summary>Something breaks.</summary>
    Error,
}
