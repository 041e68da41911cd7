namespace Automation.Core.Findings;

/// <summary>The side that can fix a finding.</summary>
public enum Responsible
{
    /// <summary>The team whose repository it is.</summary>
    ApplicationTeam,

    /// <summary>The team that runs the developer platform: its configuration, catalog rules and templates.</summary>
    PlatformTeam,
}
