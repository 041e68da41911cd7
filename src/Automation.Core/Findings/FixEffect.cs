namespace Automation.Core.Findings;

/// <summary>What applying a fix does to a file, apart from the finding it is for.</summary>
public enum FixEffect
{
    /// <summary>Only the place that the finding names changes.</summary>
    AsIntended,

    /// <summary>A person must decide about the change: which entity this is, or who owns a path.</summary>
    NeedsDecision,

    /// <summary>Something else also changes, or the effect is unknown.</summary>
    ChangesMore,
}
