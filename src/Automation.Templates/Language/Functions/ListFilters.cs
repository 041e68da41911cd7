using System.Text;
using Automation.Core.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>Filters of lists and objects.</summary>
internal static class ListFilters
{
    public static readonly Dictionary<string, TemplateFilter> All = new(StringComparer.Ordinal)
    {
        ["batch"] = Batches,
        ["d"] = Default,
        ["default"] = Default,
        ["dictsort"] = SortMembers,
        ["first"] = (input, a, _) => input is TemplateValue.Map ? JavaScript.Member(input, "0") : Sequence(input, a).FirstOrDefault(TemplateValue.Undefined),
        ["groupby"] = GroupBy,
        ["join"] = Join,
        ["last"] = (input, a, _) => Sequence(input, a).LastOrDefault(TemplateValue.Undefined),
        ["length"] = (input, _, _) => input switch
        {
            TemplateValue.None or TemplateValue.Boolean { Value: false } => TemplateValue.Of(0),
            TemplateValue.Text text => TemplateValue.Of(text.Value.Length),
            TemplateValue.List list => TemplateValue.Of(list.Items.Count),
            TemplateValue.Map map => TemplateValue.Of(map.Entries.Count),
            _ => TemplateValue.Undefined,
        },
        ["list"] = ToList,
        ["random"] = (input, a, _) => Chosen(Sequence(input, a), a.At),
        ["reject"] = (input, a, _) => TemplateValue.Of(Sequence(input, a).Where(Not(Condition(input, a)))),
        ["rejectattr"] = (input, a, _) => TemplateValue.Of(ListIn(input, a).Where(i => !JavaScript.IsTruthy(Attribute(i, a[0], a)))),
        ["reverse"] = (input, a, _) => input is TemplateValue.Text text
            ? text with { Value = new string([.. text.Value.Reverse()]) }
            : TemplateValue.Of(JavaScript.ItemsOf(input, a.At).Reverse()),
        ["select"] = (input, a, _) => TemplateValue.Of(Sequence(input, a).Where(Condition(input, a))),
        ["selectattr"] = (input, a, _) => TemplateValue.Of(ListIn(input, a).Where(i => JavaScript.IsTruthy(Attribute(i, a[0], a)))),
        ["slice"] = Slices,
        ["sort"] = Sort,
        ["sum"] = (input, a, _) => JavaScript.Add(
            a[1] == TemplateValue.Undefined ? TemplateValue.Of(0) : a[1],
            Attributes(input, a[0], a)
                .Aggregate(TemplateValue.Of(0), (total, i) => JavaScript.Add(total, i, a.At)),
            a.At),
    };

    private static TemplateException NoSequence(CallArguments arguments) => arguments.Error("This filter needs a list or text.");

    private static List<TemplateValue> ListIn(TemplateValue input, CallArguments arguments) =>
        input is TemplateValue.List list ? list.Items : throw arguments.Error($"This filter needs a list, not {JavaScript.TypeOf(input)}.");

    private static IReadOnlyList<TemplateValue> Sequence(TemplateValue input, CallArguments arguments) =>
        input.IsNothing ? throw NoSequence(arguments) : JavaScript.ItemsOf(input, arguments.At);

    // With a name, the members of that name of whatever has items; without, only a list has them.
    private static IEnumerable<TemplateValue> Attributes(TemplateValue input, TemplateValue name, CallArguments arguments) => JavaScript.IsTruthy(name)
        ? JavaScript.ItemsOf(input is TemplateValue.Text { IsSafe: true, Value.Length: > 0 } ? throw NoSequence(arguments) : input, arguments.At)
            .Select(i => Attribute(i, name, arguments))
        : ListIn(input, arguments);

    private static int Size(CallArguments arguments) => JavaScript.IntegerOf(arguments[0], arguments.At) is >= 1 and <= int.MaxValue and var size
        ? (int)size
        : throw arguments.Error("The size must be a whole number above 0.");

    private static TemplateValue Default(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var isMissing = JavaScript.IsTruthy(arguments[1]) ? !JavaScript.IsTruthy(input) : input == TemplateValue.Undefined;
        return isMissing ? arguments[0] : input;
    }

    private static TemplateValue Batches(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var (items, size, fill) = (Sequence(input, arguments), Size(arguments), arguments[1]);
        var missing = JavaScript.IsTruthy(fill) && items.Count % size > 0 ? size - (items.Count % size) : 0;
        budget.Work(missing, arguments.At);
        return TemplateValue.Of(items.Concat(Enumerable.Repeat(fill, missing)).Chunk(size).Select(TemplateValue.Of));
    }

    // Parts of nearly the same size; the first ones get what is left. The parts of a text are texts.
    private static TemplateValue Slices(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        if (input is not (TemplateValue.List or TemplateValue.Text))
        {
            throw NoSequence(arguments);
        }

        var (count, fill, length) = (Size(arguments), arguments[1], (int)JavaScript.LengthOf(input, arguments.At));
        var (size, longer) = (length / count, length % count);
        var result = new List<TemplateValue>();
        for (var (i, start) = (0, 0); i < count; i++)
        {
            budget.Work(1, arguments.At);
            var end = start + size + (i < longer ? 1 : 0);
            var isFilled = JavaScript.IsTruthy(fill) && i >= longer;
            result.Add(input switch
            {
                TemplateValue.Text when isFilled => throw arguments.Error("'slice' cannot add a value to text."),
                TemplateValue.Text text => TemplateValue.Of(text.Value[start..end]),
                TemplateValue.List list when isFilled => TemplateValue.Of([.. list.Items[start..end], fill]),
                TemplateValue.List list => TemplateValue.Of(list.Items[start..end]),
                _ => TemplateValue.Undefined,
            });
            start = end;
        }

        return new TemplateValue.List(result);
    }

    private static TemplateValue SortMembers(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        if (input is not TemplateValue.Map map)
        {
            throw arguments.Error("'dictsort' needs an object.");
        }

        var by = arguments[1] == TemplateValue.Undefined ? "key" : JavaScript.TextOf(arguments[1], arguments.At);
        if (by is not ("key" or "value"))
        {
            throw arguments.Error("'dictsort' sorts by 'key' or by 'value'.");
        }

        var (isCaseSensitive, at) = (JavaScript.IsTruthy(arguments[0]), arguments.At);
        var sorted = map.Entries
            .Select(e => (Key: by == "key" ? new TemplateValue.Text(e.Key) : e.Value, Pair: TemplateValue.Of([new TemplateValue.Text(e.Key), e.Value])))
            .ToList();
        return TemplateValue.Of(Sorted(sorted, p => p.Key, isCaseSensitive, at).Select(p => p.Pair));
    }

    private static TemplateValue Sort(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var attribute = arguments.Get(2, "attribute");
        // JavaScript never compares undefined: it comes last.
        var items = JavaScript.ItemsOf(input, arguments.At);
        var sorted = Sorted(
            [.. items.Where(i => i != TemplateValue.Undefined)],
            i => JavaScript.IsTruthy(attribute) ? AtPath(i, attribute, arguments) : i,
            JavaScript.IsTruthy(arguments.Get(1, "case_sensitive")),
            arguments.At,
            JavaScript.IsTruthy(arguments.Get(0, "reverse")));
        return TemplateValue.Of(sorted.Concat(items.Where(i => i == TemplateValue.Undefined)));
    }

    private static IEnumerable<T> Sorted<T>(IReadOnlyList<T> items, Func<T, TemplateValue> key, bool isCaseSensitive, CallSite at, bool isReversed = false)
    {
        TemplateValue Compared(TemplateValue value) =>
            value is TemplateValue.Text text && !isCaseSensitive ? new TemplateValue.Text(LetterCase.Lower(text.Value)) : value;
        var keyed = items.Select(i => (Item: i, Key: Compared(key(i))));
        return StableSort.Sorted(keyed.ToList(), Compare).Select(i => i.Item);

        int Compare((T Item, TemplateValue Key) x, (T Item, TemplateValue Key) y)
        {
            at.Budget.Read(1, at);
            var result = JavaScript.Less(x.Key, y.Key, at) == true ? -1 : JavaScript.Less(y.Key, x.Key, at) == true ? 1 : 0;
            return isReversed ? -result : result;
        }
    }

    private static TemplateValue GroupBy(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var groups = new TemplateValue.Map();
        foreach (var item in Sequence(input, arguments))
        {
            var key = JavaScript.TextOf(JavaScript.IsTruthy(arguments[0]) ? AtPath(item, arguments[0], arguments) : item, arguments.At);
            if (!groups.Entries.Contains(key))
            {
                groups.Entries[key] = new TemplateValue.List([]);
            }

            ((TemplateValue.List)groups.Entries[key]).Items.Add(item);
        }

        return groups;
    }

    private static TemplateValue Join(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var between = JavaScript.IsTruthy(arguments[0]) ? JavaScript.TextOf(arguments[0], arguments.At) : "";
        return TemplateValue.Of(Joined(Attributes(input, arguments[1], arguments), between, arguments.At));
    }

    /// <summary>The texts of items with a text between them.</summary>
    public static string Joined(IEnumerable<TemplateValue> items, string between, CallSite at)
    {
        var result = new StringBuilder();
        var isFirst = true;
        foreach (var item in items)
        {
            at.Budget.Read(1, at);
            result.Append(isFirst ? "" : between).Append(JavaScript.Printed(item, at));
            isFirst = false;
            if (result.Length > RenderBudget.MostOutput)
            {
                throw new TemplateException($"The joined text has more than {RenderBudget.MostOutput} characters.", at);
            }
        }

        return result.ToString();
    }

    private static TemplateValue ToList(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        switch (input)
        {
            case TemplateValue.List:
                return input;
            case TemplateValue.Text:
                return TemplateValue.Of(Sequence(input, arguments));
            case TemplateValue.Map map:
                return TemplateValue.Of(map.Entries.Select(
                    e =>
                    {
                        var member = new TemplateValue.Map();
                        member.Entries["key"] = new TemplateValue.Text(e.Key);
                        member.Entries["value"] = e.Value;
                        return (TemplateValue)member;
                    }));
            default:
                throw NoSequence(arguments);
        }
    }

    // A rendering can be repeated, and then gives the same: the choice depends on the items alone.
    private static TemplateValue Chosen(IReadOnlyList<TemplateValue> items, CallSite at) =>
        items.Count == 0 ? TemplateValue.Undefined : items[(int)(Hash(items, at) % (ulong)items.Count)];

    private static ulong Hash(IReadOnlyList<TemplateValue> items, CallSite at) =>
        JsonForm.Text(TemplateValue.Of(items), TemplateValue.Undefined, at)!.Aggregate(Fnv1a.Basis, (h, c) => Fnv1a.Add(h, c));

    private static Func<TemplateValue, bool> Condition(TemplateValue input, CallArguments arguments)
    {
        var name = arguments[0] == TemplateValue.Undefined ? "truthy" : JavaScript.TextOf(arguments[0], arguments.At);
        var test = ValueTests.All.GetValueOrDefault(name) ?? throw arguments.Error($"There is no test '{name}'.");
        var rest = arguments with { Positional = [.. arguments.Positional.Skip(1)] };
        if (input is TemplateValue.List or TemplateValue.Text or TemplateValue.Map)
        {
            test.CheckCount(rest.Count, arguments.At);
        }

        return item => test.Holds(item, rest);
    }

    private static Func<TemplateValue, bool> Not(Func<TemplateValue, bool> holds) => item => !holds(item);

    private static TemplateValue Attribute(TemplateValue item, TemplateValue name, CallArguments arguments) => item.IsNothing
        ? throw arguments.Error($"The list has an item that is {JavaScript.TypeOf(item)}, which has no attributes.")
        : JavaScript.Member(item, JavaScript.TextOf(name, arguments.At));

    // A name with points is a path.
    private static TemplateValue AtPath(TemplateValue item, TemplateValue path, CallArguments arguments)
    {
        var names = JavaScript.TextOf(path, arguments.At).Split('.');
        return names.Skip(1).Aggregate(
            Attribute(item, TemplateValue.Of(names[0]), arguments),
            (value, name) => JavaScript.Member(value, name));
    }
}
