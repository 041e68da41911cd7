namespace Automation.Catalog.Stitching;

/// <summary>Work on many things that do not depend on each other, by all processors; threads take longer to set up than the work on a few.</summary>
internal static class SideBySide
{
    private const int Many = 256;

    /// <summary>Does the work for each number from 0 up to a count.</summary>
    public static void For(int count, Action<int> work)
    {
        if (count >= Many)
        {
            Parallel.For(0, count, work);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            work(i);
        }
    }
}
