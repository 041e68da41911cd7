namespace Automation.Owners.Matching;

/// <summary>Arrays that grow. <c>Array.Resize</c> would have to be compiled at run time for each type of ours (docs/adr/0004-native-aot.md).</summary>
internal static class Growing
{
    public static T[] To<T>(T[] array, int length)
    {
        var copy = new T[length];
        Array.Copy(array, copy, Math.Min(array.Length, length));
        return copy;
    }

    /// <summary>Appends an item, in a larger array if this one is full.</summary>
    public static void Append<T>(ref T[] array, ref int count, T item)
    {
        if (count == array.Length)
        {
            array = To(array, Math.Max(4, count * 2));
        }

        array[count++] = item;
    }
}
