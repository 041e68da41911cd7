namespace Automation.Core.Findings;

/// <summary>What applying a fix does to a file, apart from the finding it is for.</summary>
public enum FixEffect
{
    /// <summary>Only the place that the finding names changes.</summary>
    AsIntended,

    /// <summary>The change is one for people to decide: which entity this is, or who owns a path.</summary>
    NeedsDecision,

    /// <summary>Something else changes as well, or it cannot be seen what does.</summary>
    ChangesMore,
}
