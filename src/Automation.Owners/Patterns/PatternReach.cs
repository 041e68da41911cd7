namespace Automation.Owners.Patterns;

/// <summary>What a pattern owns at the end of its segments.</summary>
public enum PatternReach
{
    /// <summary>The file, or everything below the folder: <c>docs</c>, <c>*.js</c>.</summary>
    ItselfAndBelow,

    /// <summary>Everything below the folder, and never a file of that name: <c>docs/</c>, <c>docs/**</c>.</summary>
    Below,

    /// <summary>The file alone, and nothing below a folder of that name: <c>docs/*</c>.</summary>
    Itself,
}
