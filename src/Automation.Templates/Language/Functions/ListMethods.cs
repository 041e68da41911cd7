using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>The methods of lists, with JavaScript's rules for arguments.</summary>
internal static class ListMethods
{
    public static readonly Dictionary<string, Method<TemplateValue.List>> All = new(StringComparer.Ordinal)
    {
        ["at"] = new(1, 1, (self, a, _) =>
        {
            var index = JavaScript.IntegerOf(a[0], a.At);
            index += index < 0 ? self.Items.Count : 0;
            return index >= 0 && index < self.Items.Count ? self.Items[(int)index] : TemplateValue.Undefined;
        }),
        ["concat"] = new(0, Method.AnyNumber, (self, a, budget) => Made(
            self.Items.Concat(a.Positional.SelectMany(v => v is TemplateValue.List list ? list.Items : (IReadOnlyList<TemplateValue>)[v])),
            a,
            budget)),
        ["copyWithin"] = new(1, 3, CopyWithin),
        ["fill"] = new(1, 3, (self, a, _) =>
        {
            var (start, end) = (TextMethods.Relative(a, 1, 0, self.Items.Count), TextMethods.Relative(a, 2, self.Items.Count, self.Items.Count));
            Insertable(self, [a[0]], a);
            for (var i = start; i < end; i++)
            {
                self.Items[i] = a[0];
            }

            return self;
        }),
        ["flat"] = new(0, 1, (self, a, budget) => Made(Flat(self.Items, JavaScript.IntegerOf(a[0], a.At, 1), a, budget), a, budget)),
        ["includes"] = new(1, 2, (self, a, _) => TemplateValue.Of(self.Items.Skip(TextMethods.Relative(a, 1, 0, self.Items.Count)).Any(i => JavaScript.SameValueZero(i, a[0])))),
        ["indexOf"] = new(1, 2, (self, a, _) => TemplateValue.Of(IndexOf(self.Items, TextMethods.Relative(a, 1, 0, self.Items.Count), a[0]))),
        ["join"] = new(0, 1, (self, a, budget) => Join(self, a, budget)),
        ["lastIndexOf"] = new(1, 2, (self, a, _) => TemplateValue.Of(LastIndexOf(self.Items, a))),
        ["pop"] = new(0, 0, (self, _, _) => RemovedAt(self.Items, self.Items.Count - 1)),
        ["push"] = new(0, Method.AnyNumber, (self, a, budget) => Inserted(self, self.Items.Count, a, budget)),
        ["reverse"] = new(0, 0, (self, _, _) =>
        {
            self.Items.Reverse();
            return self;
        }),
        ["shift"] = new(0, 0, (self, _, _) => RemovedAt(self.Items, 0)),
        ["slice"] = new(0, 2, (self, a, budget) =>
        {
            var (start, end) = (TextMethods.Relative(a, 0, 0, self.Items.Count), TextMethods.Relative(a, 1, self.Items.Count, self.Items.Count));
            return Made(self.Items.Skip(start).Take(Math.Max(end - start, 0)), a, budget);
        }),
        ["sort"] = new(0, 0, Sort),
        ["splice"] = new(0, Method.AnyNumber, Splice),
        ["unshift"] = new(0, Method.AnyNumber, (self, a, budget) => Inserted(self, 0, a, budget)),
    };

    /// <summary>The first position of a value from a start on; -1 where it is not there.</summary>
    public static int IndexOf(List<TemplateValue> items, int start, TemplateValue value) => items.FindIndex(start, i => JavaScript.StrictlyEqual(i, value));

    /// <summary>The values, if the list can hold them: it cannot contain itself.</summary>
    public static IEnumerable<TemplateValue> Insertable(TemplateValue.List self, IEnumerable<TemplateValue> values, CallArguments arguments)
    {
        var inserted = values.ToList();
        return inserted.Exists(v => ValueSearch.Any(v, part => part is TemplateValue.List list && list.Items == self.Items, arguments.At))
            ? throw arguments.Error("A list cannot contain itself.")
            : inserted;
    }

    private static TemplateValue.List Made(IEnumerable<TemplateValue> items, CallArguments arguments, RenderBudget budget)
    {
        var list = items.ToList();
        budget.Work(list.Count, arguments.At);
        return new TemplateValue.List(list);
    }

    private static TemplateValue Inserted(TemplateValue.List self, int at, CallArguments arguments, RenderBudget budget)
    {
        budget.Work(self.Items.Count - at, arguments.At);
        self.Items.InsertRange(at, Insertable(self, arguments.Positional, arguments));
        return TemplateValue.Of(self.Items.Count);
    }

    private static TemplateValue RemovedAt(List<TemplateValue> items, int index)
    {
        if (items.Count == 0)
        {
            return TemplateValue.Undefined;
        }

        var item = items[index];
        items.RemoveAt(index);
        return item;
    }

    private static int LastIndexOf(List<TemplateValue> items, CallArguments arguments)
    {
        var from = arguments.Count > 1 ? JavaScript.IntegerOf(arguments[1], arguments.At) : items.Count - 1;
        from = from < 0 ? from + items.Count : Math.Min(from, items.Count - 1);
        for (var i = (int)Math.Max(from, -1); i >= 0; i--)
        {
            if (JavaScript.StrictlyEqual(items[i], arguments[0]))
            {
                return i;
            }
        }

        return -1;
    }

    private static TemplateValue Join(TemplateValue.List self, CallArguments arguments, RenderBudget budget)
    {
        var between = arguments[0] == TemplateValue.Undefined ? "," : JavaScript.TextOf(arguments[0], arguments.At);
        return TemplateValue.Of(ListFilters.Joined(self.Items, between, arguments.At));
    }

    private static IEnumerable<TemplateValue> Flat(IEnumerable<TemplateValue> items, double depth, CallArguments arguments, RenderBudget budget)
    {
        foreach (var item in items)
        {
            budget.Work(1, arguments.At);
            if (item is TemplateValue.List list && depth >= 1)
            {
                budget.Enter(arguments.At);
                foreach (var inner in Flat(list.Items, depth - 1, arguments, budget))
                {
                    yield return inner;
                }

                budget.Leave();
            }
            else
            {
                yield return item;
            }
        }
    }

    // By their texts; undefined comes last.
    private static TemplateValue Sort(TemplateValue.List self, CallArguments arguments, RenderBudget budget)
    {
        budget.Work(self.Items.Count, arguments.At);
        var texts = self.Items.Select(i => (Item: i, Text: JavaScript.TextOf(i, arguments.At))).ToList();
        var sorted = texts
            .OrderBy(i => i.Item == TemplateValue.Undefined)
            .ThenBy(i => i.Text, StringComparer.Ordinal)
            .Select(i => i.Item)
            .ToList();
        self.Items.Clear();
        self.Items.AddRange(sorted);
        return self;
    }

    private static TemplateValue Splice(TemplateValue.List self, CallArguments arguments, RenderBudget budget)
    {
        var start = TextMethods.Relative(arguments, 0, 0, self.Items.Count);
        var rest = self.Items.Count - start;
        var count = arguments.Count switch
        {
            0 => 0,
            1 => rest,
            _ => (int)Math.Clamp(JavaScript.IntegerOf(arguments[1], arguments.At), 0, rest),
        };
        budget.Work(rest, arguments.At);
        var removed = self.Items.GetRange(start, count);
        self.Items.RemoveRange(start, count);
        self.Items.InsertRange(start, Insertable(self, arguments.Positional.Skip(2), arguments));
        return new TemplateValue.List(removed);
    }

    private static TemplateValue CopyWithin(TemplateValue.List self, CallArguments arguments, RenderBudget budget)
    {
        var count = self.Items.Count;
        var (to, from, end) = (TextMethods.Relative(arguments, 0, 0, count), TextMethods.Relative(arguments, 1, 0, count), TextMethods.Relative(arguments, 2, count, count));
        var copied = self.Items.GetRange(from, Math.Max(0, Math.Min(end - from, count - to)));
        budget.Work(copied.Count, arguments.At);
        for (var i = 0; i < copied.Count; i++)
        {
            self.Items[to + i] = copied[i];
        }

        return self;
    }
}
