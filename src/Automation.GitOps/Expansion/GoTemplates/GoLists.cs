namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>The functions of sprig for lists.</summary>
internal static class GoLists
{
    private const string AllWithMust = "append prepend first rest last initial reverse uniq without has slice chunk push compact";

    private static readonly Dictionary<string, GoFunction> Plain = new()
    {
        ["list"] = new(0, GoFunction.Any, a => a.From(0).ToList()),
        ["tuple"] = new(0, GoFunction.Any, a => a.From(0).ToList()),
        ["split"] = new(2, 2, a => Numbered(Split(a.Text(1), a.Text(0)))),
        ["splitn"] = new(3, 3, a => Numbered(a.Text(0).Length == 0
            ? throw new UndecidedTemplateException("the function 'splitn' is not supported here without a separator")
            : SplitUpTo(a.Text(2), a.Text(0), a.Integer(1)))),
        ["splitList"] = new(2, 2, a => Split(a.Text(1), a.Text(0))),
        ["toStrings"] = new(1, 1, a => Texts(a[0])),
        ["join"] = new(2, 2, a => string.Join(a.Text(0), Texts(a[1]))),
        ["sortAlpha"] = new(1, 1, a => Texts(a[0]).Cast<string>().Order(StringComparer.Ordinal).Cast<object?>().ToList()),
        ["append"] = new(2, 2, a => a.List(0).Append(a[1]).ToList()),
        ["push"] = new(2, 2, a => a.List(0).Append(a[1]).ToList()),
        ["prepend"] = new(2, 2, a => a.List(0).Prepend(a[1]).ToList()),
        ["concat"] = new(0, GoFunction.Any, a => Enumerable.Range(0, a.Count).SelectMany(a.List).ToList()),
        ["first"] = new(1, 1, a => a.List(0) is [var first, ..] ? first : null),
        ["last"] = new(1, 1, a => a.List(0) is [.., var last] ? last : null),
        ["rest"] = new(1, 1, a => a.List(0).Skip(1).ToList()),
        ["initial"] = new(1, 1, a => a.List(0).SkipLast(1).ToList()),
        ["reverse"] = new(1, 1, a => Enumerable.Reverse(a.List(0)).ToList()),
        ["compact"] = new(1, 1, a => a.List(0).Where(GoValue.IsTrue).ToList()),
        ["uniq"] = new(1, 1, a => Unique(a)),
        ["without"] = new(1, GoFunction.Any, a => a.List(0).Where(i => !a.From(1).Any(o => GoValue.AreEqual(i, o))).ToList()),
        ["has"] = new(2, 2, a => a[1] is not null && a.List(1).Exists(i => GoValue.AreEqual(i, a[0]))),
        ["slice"] = new(1, GoFunction.Any, a => Part(a)),
        ["chunk"] = new(2, 2, a => Chunks(a)),
        ["default"] = new(1, GoFunction.Any, a => a.Count > 1 && GoValue.IsTrue(a[1]) ? a[1] : a[0]),
        ["empty"] = new(1, 1, a => !GoValue.IsTrue(a[0])),
        ["coalesce"] = new(0, GoFunction.Any, a => a.From(0).FirstOrDefault(GoValue.IsTrue)),
        ["all"] = new(0, GoFunction.Any, a => a.From(0).All(GoValue.IsTrue)),
        ["any"] = new(0, GoFunction.Any, a => a.From(0).Any(GoValue.IsTrue)),
        ["ternary"] = new(3, 3, a => a.Boolean(2) ? a[0] : a[1]),
        ["typeOf"] = new(1, 1, a => GoValue.TypeOf(a[0])),
        ["typeIs"] = new(2, 2, a => a.Text(0) == GoValue.TypeOf(a[1])),
        ["typeIsLike"] = new(2, 2, a => a.Text(0) is var type && (type == GoValue.TypeOf(a[1]) || type == "*" + GoValue.TypeOf(a[1]))),
        ["kindOf"] = new(1, 1, a => GoValue.KindOf(a[0])),
        ["kindIs"] = new(2, 2, a => a.Text(0) == GoValue.KindOf(a[1])),
        ["deepEqual"] = new(2, 2, a => GoValue.AreEqual(a[0], a[1])),
    };

    /// <summary>The functions by name.</summary>
    public static IEnumerable<KeyValuePair<string, GoFunction>> All { get; } =
        Plain.Concat(AllWithMust.Split(' ').Select(name => KeyValuePair.Create($"must{char.ToUpperInvariant(name[0])}{name[1..]}", Plain[name])));

    /// <summary>The items of a list as texts, without null; of anything else its text.</summary>
    public static List<object?> Texts(object? value) => value switch
    {
        List<object?> list => list.Where(i => !GoValue.IsNil(i)).Select(i => (object?)GoValue.Print(i)).ToList(),
        null => [],
        _ => [GoValue.Print(value)],
    };

    // An empty separator is between all characters.
    private static List<object?> Split(string text, string separator) =>
        separator.Length == 0 ? text.EnumerateRunes().Select(r => (object?)r.ToString()).ToList() : text.Split(separator).Cast<object?>().ToList();

    private static string[] SplitUpTo(string text, string separator, long count) =>
        count == 0 ? [] : count < 0 ? text.Split(separator) : text.Split(separator, (int)Math.Min(count, GoBudget.LongestList));

    private static GoMap Numbered(IEnumerable<object?> parts) => GoMap.Of(parts.Select((p, i) => KeyValuePair.Create($"_{i}", p)), isOfText: true);

    private static List<object?> Unique(GoArguments a)
    {
        var list = new List<object?>();
        foreach (var item in a.List(0))
        {
            a.Budget.List(list.Count);
            if (!list.Exists(i => GoValue.AreEqual(i, item)))
            {
                list.Add(item);
            }
        }

        return list;
    }

    private static List<object?>? Part(GoArguments a)
    {
        var list = a.List(0);
        if (list.Count == 0)
        {
            return null;
        }

        var from = a.Count > 1 ? GoNumbers.Integer(a[1]) : 0;
        var to = a.Count > 2 ? GoNumbers.Integer(a[2]) : list.Count;
        return from < 0 || to > list.Count || from > to ? throw new GoTemplateException("slice bounds out of range")
            : list.GetRange((int)from, (int)(to - from));
    }

    private static List<object?> Chunks(GoArguments a)
    {
        var size = a.Integer(0);
        return size < 1 ? throw new GoTemplateException("the size of a chunk must be positive")
            : a.List(1).Chunk((int)Math.Min(size, GoBudget.LongestList)).Select(c => (object?)c.ToList()).ToList();
    }
}
