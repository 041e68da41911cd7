namespace Automation.Jobs.Waves;

/// <summary>Puts things into waves: each is in the first wave whose selector includes it; what no selector includes comes last.</summary>
internal static class WaveOrder
{
    private const string Rest = "all others";

    /// <param name="all">The name of the only wave where there is no selector.</param>
    public static IReadOnlyList<(string Name, IReadOnlyList<T> Items)> Of<T, TSelector>(
        IEnumerable<T> things, IReadOnlyList<TSelector> selectors, Func<TSelector, string> nameOf, Func<TSelector, T, bool> includes, string all)
    {
        var waves = selectors.Select(s => (Name: nameOf(s), Selector: s, Items: new List<T>())).ToList();
        var rest = new List<T>();
        foreach (var thing in things)
        {
            (waves.Find(w => includes(w.Selector, thing)).Items ?? rest).Add(thing);
        }

        return
        [
            .. waves.Select(w => (w.Name, (IReadOnlyList<T>)w.Items)).Append((selectors.Count == 0 ? all : Rest, rest)).Where(w => w.Item2.Count > 0),
        ];
    }
}

/// <summary>The parts of a selector, such as <c>lifecycle=experimental,tier=3</c>.</summary>
internal static class SelectorParts
{
    /// <summary>Reads them; null where a part has no name or no value.</summary>
    public static IReadOnlyList<(string Name, string Value)>? Of(string text)
    {
        var parts = text.Split(',').Select(p => p.Split('=', 2)).ToList();
        return parts.All(p => p is [{ Length: > 0 }, { Length: > 0 }]) ? [.. parts.Select(p => (p[0].Trim(), p[1].Trim()))] : null;
    }
}
