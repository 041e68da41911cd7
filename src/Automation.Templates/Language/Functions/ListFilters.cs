using Automation.Core.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>Filters of lists and objects.</summary>
internal static class ListFilters
{
    public static readonly Dictionary<string, TemplateFilter> All = new(StringComparer.Ordinal)
    {
        ["batch"] = (input, a, _) => Batches(Sequence(input, a), Size(a), a[1]),
        ["d"] = Default,
        ["default"] = Default,
        ["dictsort"] = SortMembers,
        ["first"] = (input, a, _) => Sequence(input, a).FirstOrDefault(TemplateValue.Undefined),
        ["groupby"] = GroupBy,
        ["join"] = Join,
        ["last"] = (input, a, _) => Sequence(input, a).LastOrDefault(TemplateValue.Undefined),
        ["length"] = (input, _, _) => input switch
        {
            TemplateValue.None => TemplateValue.Of(0),
            TemplateValue.Text text => TemplateValue.Of(text.Value.Length),
            TemplateValue.List list => TemplateValue.Of(list.Items.Count),
            TemplateValue.Map map => TemplateValue.Of(map.Entries.Count),
            _ => TemplateValue.Undefined,
        },
        ["list"] = ToList,
        ["random"] = (input, a, _) => Chosen(Sequence(input, a), a.At),
        ["reject"] = (input, a, _) => TemplateValue.Of(Sequence(input, a).Where(i => !Holds(i, a))),
        ["rejectattr"] = (input, a, _) => TemplateValue.Of(ListIn(input, a).Where(i => !JavaScript.IsTruthy(Attribute(i, a[0], a)))),
        ["reverse"] = (input, _, _) => input switch
        {
            TemplateValue.Text text => text with { Value = new string([.. text.Value.Reverse()]) },
            TemplateValue.List list => TemplateValue.Of(Enumerable.Reverse(list.Items)),
            _ => TemplateValue.Undefined,
        },
        ["select"] = (input, a, _) => TemplateValue.Of(Sequence(input, a).Where(i => Holds(i, a))),
        ["selectattr"] = (input, a, _) => TemplateValue.Of(ListIn(input, a).Where(i => JavaScript.IsTruthy(Attribute(i, a[0], a)))),
        ["slice"] = (input, a, _) => Slices(input.IsNothing || input is TemplateValue.Number or TemplateValue.Boolean ? throw NoSequence(a) : Sequence(input, a), Size(a), a[1]),
        ["sort"] = Sort,
        ["sum"] = (input, a, _) => JavaScript.Add(
            a[1] == TemplateValue.Undefined ? TemplateValue.Of(0) : a[1],
            ListIn(input, a)
                .Select(i => JavaScript.IsTruthy(a[0]) ? Attribute(i, a[0], a) : i)
                .Aggregate(TemplateValue.Of(0), (total, i) => JavaScript.Add(total, i, a.At)),
            a.At),
    };

    private static TemplateException NoSequence(CallArguments arguments) => arguments.Error("This filter needs a list or a text.");

    private static List<TemplateValue> ListIn(TemplateValue input, CallArguments arguments) =>
        input is TemplateValue.List list ? list.Items : throw arguments.Error($"This filter needs a list, not {JavaScript.TypeOf(input)}.");

    // The items of a list or the characters of a text; other values have none.
    private static IReadOnlyList<TemplateValue> Sequence(TemplateValue input, CallArguments arguments) => input switch
    {
        TemplateValue.None => throw NoSequence(arguments),
        TemplateValue.List list => list.Items,
        TemplateValue.Text text => [.. text.Value.Select(c => new TemplateValue.Text(c.ToString()))],
        _ => [],
    };

    private static int Size(CallArguments arguments) => JavaScript.IntegerOf(arguments[0], arguments.At) is >= 1 and <= int.MaxValue and var size
        ? (int)size
        : throw arguments.Error("The size is a whole number above 0.");

    private static TemplateValue Default(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var isMissing = JavaScript.IsTruthy(arguments[1]) ? !JavaScript.IsTruthy(input) : input == TemplateValue.Undefined;
        return isMissing ? arguments[0] : input;
    }

    private static TemplateValue Batches(IReadOnlyList<TemplateValue> items, int size, TemplateValue fill) => TemplateValue.Of(
        items.Chunk(size).Select(c => TemplateValue.Of(JavaScript.IsTruthy(fill) ? c.Concat(Enumerable.Repeat(fill, size - c.Length)) : c)));

    // Parts of nearly the same size; the first ones get what is left.
    private static TemplateValue Slices(IReadOnlyList<TemplateValue> items, int count, TemplateValue fill)
    {
        var (size, longer) = (items.Count / count, items.Count % count);
        var result = new List<TemplateValue>();
        var start = 0;
        for (var i = 0; i < Math.Min(count, 100_000); i++)
        {
            var length = size + (i < longer ? 1 : 0);
            var part = items.Skip(start).Take(length);
            result.Add(TemplateValue.Of(JavaScript.IsTruthy(fill) && i >= longer && longer > 0 ? part.Append(fill) : part));
            start += length;
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
        if (input is not (TemplateValue.List or TemplateValue.Text or TemplateValue.Map))
        {
            return TemplateValue.Undefined;
        }

        // The only filter whose arguments have names.
        TemplateValue Argument(int index, string name) =>
            index < arguments.Positional.Count ? arguments.Positional[index] : arguments.Named?.Entries[name] ?? TemplateValue.Undefined;
        var attribute = Argument(2, "attribute");
        var sorted = Sorted(
            Sequence(input, arguments),
            i => JavaScript.IsTruthy(attribute) ? Attribute(i, attribute, arguments) : i,
            JavaScript.IsTruthy(Argument(1, "case_sensitive")),
            arguments.At,
            JavaScript.IsTruthy(Argument(0, "reverse")));
        return TemplateValue.Of(sorted);
    }

    private static List<T> Sorted<T>(IReadOnlyList<T> items, Func<T, TemplateValue> key, bool isCaseSensitive, int at, bool isReversed = false)
    {
        var keys = items.Select(i => key(i) is TemplateValue.Text text && !isCaseSensitive ? text with { Value = text.Value.ToLowerInvariant() } : key(i)).ToList();
        var order = Enumerable.Range(0, items.Count).Order(Comparer<int>.Create(
            (x, y) =>
            {
                var result = JavaScript.Less(keys[x], keys[y], at) == true ? -1 : JavaScript.Less(keys[y], keys[x], at) == true ? 1 : 0;
                return isReversed ? -result : result;
            }));
        return [.. order.Select(i => items[i])];
    }

    private static TemplateValue GroupBy(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var groups = new TemplateValue.Map();
        foreach (var item in Sequence(input, arguments))
        {
            var key = JavaScript.TextOf(JavaScript.IsTruthy(arguments[0]) ? Attribute(item, arguments[0], arguments) : item, arguments.At);
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
        var items = ListIn(input, arguments).Select(i => JavaScript.IsTruthy(arguments[1]) ? Attribute(i, arguments[1], arguments) : i);
        var between = JavaScript.IsTruthy(arguments[0]) ? JavaScript.TextOf(arguments[0], arguments.At) : "";
        budget.Output((long)between.Length * ListIn(input, arguments).Count, arguments.At);
        return TemplateValue.Of(string.Join(between, items.Select(i => JavaScript.Printed(i, arguments.At))));
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
    private static TemplateValue Chosen(IReadOnlyList<TemplateValue> items, int at) =>
        items.Count == 0 ? TemplateValue.Undefined : items[(int)(JsonForm.Text(TemplateValue.Of(items), TemplateValue.Undefined, at)!.Aggregate(Fnv1a.Basis, (h, c) => Fnv1a.Add(h, c)) % (ulong)items.Count)];

    private static bool Holds(TemplateValue item, CallArguments arguments)
    {
        if (arguments.Count == 0)
        {
            return JavaScript.IsTruthy(item);
        }

        var name = JavaScript.TextOf(arguments[0], arguments.At);
        var test = ValueTests.All.GetValueOrDefault(name) ?? throw arguments.Error($"There is no test '{name}'.");
        return test(item, arguments with { Positional = [.. arguments.Positional.Skip(1)] });
    }

    // A name with points is a path.
    private static TemplateValue Attribute(TemplateValue item, TemplateValue name, CallArguments arguments)
    {
        var value = item;
        foreach (var part in JavaScript.TextOf(name, arguments.At).Split('.'))
        {
            value = value switch
            {
                TemplateValue.None when ReferenceEquals(value, item) => throw arguments.Error($"The list has an item that is {JavaScript.TypeOf(item)}."),
                TemplateValue.Map map => map.Entries[part],
                TemplateValue.List list when part == "length" => TemplateValue.Of(list.Items.Count),
                TemplateValue.List list when int.TryParse(part, out var index) && index >= 0 && index < list.Items.Count => list.Items[index],
                TemplateValue.Text text when part == "length" => TemplateValue.Of(text.Value.Length),
                _ => TemplateValue.Undefined,
            };
        }

        return value;
    }
}
