namespace Automation.Core.Findings;

/// <summary>The side effects of a fix on a file.</summary>
public enum FixEffect
{
    /// <summary>Only the place of the finding changes.</summary>
    AsIntended,

    /// <summary>A person must decide about the change: which entity this is, or who owns a path.</summary>
    NeedsDecision,

    /// <summary>Something else also changes, or the effect is unknown.</summary>
    ChangesMore,
}
