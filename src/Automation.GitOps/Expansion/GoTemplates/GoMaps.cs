namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>The functions of sprig for maps.</summary>
internal static class GoMaps
{
    /// <summary>The functions by name.</summary>
    public static IEnumerable<KeyValuePair<string, GoFunction>> All { get; } = new Dictionary<string, GoFunction>
    {
        ["dict"] = new(0, GoFunction.Any, Dictionary),
        ["get"] = new(2, 2, a => a.Map(0).TryGetValue(a.Text(1), out var value) ? value : ""),
        ["set"] = new(3, 3, a => Changed(a.Map(0), map => map[a.Text(1)] = a[2])),
        ["unset"] = new(2, 2, a => Changed(a.Map(0), map => map.Remove(a.Text(1)))),
        ["hasKey"] = new(2, 2, a => a.Map(0).ContainsKey(a.Text(1))),
        ["pluck"] = new(1, GoFunction.Any, a => Enumerable.Range(1, a.Count - 1).Select(a.Map).Where(m => m.ContainsKey(a.Text(0))).Select(m => m[a.Text(0)])
            .ToList()),
        ["keys"] = new(0, GoFunction.Any, a => Enumerable.Range(0, a.Count).SelectMany(i => a.Map(i).Keys).Cast<object?>().ToList()),
        ["values"] = new(1, 1, a => a.Map(0).Values.ToList()),
        ["pick"] = new(1, GoFunction.Any, a => Chosen(a, chosen: true)),
        ["omit"] = new(1, GoFunction.Any, a => Chosen(a, chosen: false)),
        ["merge"] = new(1, GoFunction.Any, a => Merged(a, overwrites: false)),
        ["mustMerge"] = new(1, GoFunction.Any, a => Merged(a, overwrites: false)),
        ["mergeOverwrite"] = new(1, GoFunction.Any, a => Merged(a, overwrites: true)),
        ["mustMergeOverwrite"] = new(1, GoFunction.Any, a => Merged(a, overwrites: true)),
        ["deepCopy"] = new(1, 1, a => GoValue.Copy(a[0])),
        ["mustDeepCopy"] = new(1, 1, a => GoValue.Copy(a[0])),
        ["dig"] = new(3, GoFunction.Any, Dig),
    };

    /// <summary>
    /// Merges maps as <c>mergo</c> does: nested maps together; a value that counts as empty never replaces another one, and a value that is there stays
    /// unless it is overwritten.
    /// </summary>
    public static void Merge(GoMap target, GoMap source, bool overwrites, int depth = 0)
    {
        if (ReferenceEquals(target, source))
        {
            return;
        }

        if (depth > GoValue.Depth)
        {
            throw new GoTemplateException("a map is nested too deeply");
        }

        foreach (var (key, value) in source.ToList())
        {
            if (!target.TryGetValue(key, out var current))
            {
                target[key] = GoValue.Copy(value);
            }
            else if (current is GoMap inner && value is GoMap other)
            {
                Merge(inner, other, overwrites, depth + 1);
            }
            else if (GoValue.IsTrue(value) && (overwrites || !GoValue.IsTrue(current)))
            {
                target[key] = GoValue.Copy(value);
            }
        }
    }

    private static GoMap Dictionary(GoArguments a)
    {
        var map = new GoMap();
        for (var i = 0; i < a.Count; i += 2)
        {
            map[GoValue.Print(a[i])] = i + 1 < a.Count ? a[i + 1] : "";
        }

        return map;
    }

    // A map in itself would have no end.
    private static GoMap Changed(GoMap map, Action<GoMap> change)
    {
        change(map);
        return map.Values.Any(v => Holds(v, map, 0)) ? throw new GoTemplateException("a map cannot have itself as a value") : map;
    }

    private static bool Holds(object? value, GoMap map, int depth) => depth > GoValue.Depth || ReferenceEquals(value, map) || value switch
    {
        GoMap inner => inner.Values.Any(v => Holds(v, map, depth + 1)),
        List<object?> list => list.Exists(v => Holds(v, map, depth + 1)),
        _ => false,
    };

    private static GoMap Chosen(GoArguments a, bool chosen)
    {
        var names = Enumerable.Range(1, a.Count - 1).Select(a.Text).ToHashSet(StringComparer.Ordinal);
        return GoMap.Of(a.Map(0).Where(p => names.Contains(p.Key) == chosen));
    }

    private static GoMap Merged(GoArguments a, bool overwrites)
    {
        var target = a.Map(0);
        for (var i = 1; i < a.Count; i++)
        {
            a.Budget.List(a.Map(i).Count);
            Merge(target, a.Map(i), overwrites);
        }

        return target;
    }

    private static object? Dig(GoArguments a)
    {
        var map = a.Map(a.Count - 1);
        for (var i = 0; i < a.Count - 2; i++)
        {
            if (!map.TryGetValue(a.Text(i), out var value))
            {
                return a[a.Count - 2];
            }

            if (i == a.Count - 3)
            {
                return value;
            }

            map = value as GoMap ?? throw new GoTemplateException(
                $"interface conversion: interface {{}} is {GoValue.TypeOf(value)}, not map[string]interface {{}}");
        }

        return a[a.Count - 2];
    }
}
