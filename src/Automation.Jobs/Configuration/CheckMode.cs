namespace Automation.Jobs.Configuration;

/// <summary>The mode of the check runs of the GitHub App.</summary>
public enum CheckMode
{
    /// <summary>What was found.</summary>
    Enforced,

    /// <summary>Always neutral, with what was found in the summary, so that a platform team sees what would fail before it makes the check required.</summary>
    Shadow,
}
