using System.Globalization;
using Automation.GitOps.Expansion.GoTemplates;

namespace Automation.GitOps.Expansion;

/// <summary>What the generators have in common: sets of parameters.</summary>
internal static class ParameterSets
{
    /// <summary>The most sets of one generator.</summary>
    public const int Most = 20_000;

    /// <summary>Adds the values that a generator defines beside its own parameters, filled in with these.</summary>
    public static void AddValues(GoMap parameters, IEnumerable<KeyValuePair<string, string>> values, Interpolation interpolation)
    {
        var filled = values.Select(v => KeyValuePair.Create(v.Key, (object?)interpolation.Text(v.Value, parameters))).ToList();
        if (interpolation.IsGo && filled.Count > 0)
        {
            parameters["values"] = GoMap.Of(filled, isOfText: true);
            return;
        }

        foreach (var (name, value) in interpolation.IsGo ? [] : filled)
        {
            parameters[$"values.{name}"] = value;
        }
    }

    /// <summary>Nested parameters with the names of all levels in one: <c>a.b</c>, <c>list.0</c>.</summary>
    public static GoMap Flat(GoMap parameters)
    {
        var flat = new GoMap();
        Flatten(flat, "", parameters, 0);
        return flat;
    }

    private static void Flatten(GoMap flat, string prefix, object? value, int depth)
    {
        if (depth > GoValue.Depth)
        {
            throw new NotExpandedException("its parameters are nested too deeply", isMistake: true);
        }

        var items = value switch
        {
            GoMap map => map.AsEnumerable(),
            List<object?> list => list.Select((item, i) => KeyValuePair.Create(i.ToString(CultureInfo.InvariantCulture), item)),
            _ => null,
        };
        if (items is null)
        {
            flat[prefix] = GoValue.Print(value);
            return;
        }

        foreach (var (name, item) in items)
        {
            Flatten(flat, prefix.Length == 0 ? name : $"{prefix}.{name}", item, depth + 1);
        }
    }
}
