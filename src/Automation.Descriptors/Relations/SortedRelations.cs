namespace Automation.Descriptors.Relations;

/// <summary>The common members of sorted relations.</summary>
public static class SortedRelations
{
    /// <param name="sorted">The list, in which equal items are adjacent.</param>
    /// <param name="isSame">Whether two are the same.</param>
    public static void KeepFirst<T>(List<T> sorted, Func<T, T, bool> isSame)
        where T : class
    {
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i == 0 || !isSame(sorted[i], sorted[kept - 1]))
            {
                sorted[kept++] = sorted[i];
            }
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }
}
