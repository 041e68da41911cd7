namespace Automation.Catalog.Sources;

/// <summary>Removals that are probably not intended and need a confirmation: a folder was moved, a pattern changed, an access was lost.</summary>
public static class LargeRemoval
{
    /// <summary>So few may go at once without a confirmation.</summary>
    public const int Few = 20;

    /// <summary>So many of a hundred may go at once without a confirmation.</summary>
    public const int Percent = 5;

    /// <summary>Whether a removal is large: more than a few, and more than a small share.</summary>
    /// <param name="removed">How many would be removed.</param>
    /// <param name="known">How many there are.</param>
    public static bool Is(int removed, int known) => removed > Few && removed * 100L > known * (long)Percent;
}
