namespace Automation.Catalog.Sources;

/// <summary>Removals that are probably not intended and need a confirmation: a folder was moved, a pattern changed, an access was lost.</summary>
public static class LargeRemoval
{
    /// <summary>The number of entities that may be removed at once without a confirmation.</summary>
    public const int Few = 20;

    /// <summary>The percentage of entities that may be removed at once without a confirmation.</summary>
    public const int Percent = 5;

    /// <summary>Whether a removal is large: more than a few, and more than a small share.</summary>
    /// <param name="removed">How many would be removed.</param>
    /// <param name="known">The total number.</param>
    public static bool Is(int removed, int known) => removed > Few && removed * 100L > known * (long)Percent;
}
