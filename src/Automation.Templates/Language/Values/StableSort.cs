namespace Automation.Templates.Language.Values;

/// <summary>
/// Sorts as JavaScript's engines do, in the same comparisons for short lists: values that cannot be compared (a number and an object) end up in the
/// same places.
/// Unlike .NET's sorting it lets the errors of a comparison through.
/// </summary>
internal static class StableSort
{
    // What V8 sorts by insertion.
    private const int Short = 63;

    public static List<T> Sorted<T>(List<T> items, Comparison<T> compare)
    {
        if (items.Count <= Short)
        {
            Insert(items, compare);
            return items;
        }

        var half = items.Count / 2;
        return Merged(Sorted(items[..half], compare), Sorted(items[half..], compare), compare);
    }

    private static void Insert<T>(List<T> items, Comparison<T> compare)
    {
        for (var i = SortedStart(items, compare); i < items.Count; i++)
        {
            var item = items[i];
            var (low, high) = (0, i);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                (low, high) = compare(item, items[middle]) < 0 ? (low, middle) : (middle + 1, high);
            }

            items.RemoveAt(i);
            items.Insert(low, item);
        }
    }

    // How many items at the start are in order; those in strictly falling order are turned around.
    private static int SortedStart<T>(List<T> items, Comparison<T> compare)
    {
        if (items.Count < 2)
        {
            return items.Count;
        }

        var isFalling = compare(items[1], items[0]) < 0;
        var end = 2;
        while (end < items.Count && compare(items[end], items[end - 1]) < 0 == isFalling)
        {
            end++;
        }

        if (isFalling)
        {
            items.Reverse(0, end);
        }

        return end;
    }

    private static List<T> Merged<T>(List<T> left, List<T> right, Comparison<T> compare)
    {
        var result = new List<T>(left.Count + right.Count);
        var (i, j) = (0, 0);
        while (i < left.Count && j < right.Count)
        {
            result.Add(compare(right[j], left[i]) < 0 ? right[j++] : left[i++]);
        }

        result.AddRange(left[i..]);
        result.AddRange(right[j..]);
        return result;
    }
}
