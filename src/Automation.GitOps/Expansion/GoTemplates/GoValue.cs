using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>
/// The values of templates: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="GoMap"/>, a list, and
/// <see cref="Missing"/>, what a map has under a name that it does not have.
/// </summary>
internal static class GoValue
{
    /// <summary>Nested values, as far as they are copied or printed.</summary>
    public const int Depth = 100;

    /// <summary>Not a value.</summary>
    public static readonly object Missing = new();

    /// <summary>Whether there is no value.</summary>
    public static bool IsNil(object? value) => value is null || ReferenceEquals(value, Missing);

    /// <summary>Whether a condition holds.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        bool boolean => boolean,
        string text => text.Length > 0,
        long number => number != 0,
        double number => number != 0,
        GoMap map => map.Count > 0,
        List<object?> list => list.Count > 0,
        _ => false,
    };

    /// <summary>The name of its type in Go.</summary>
    public static string TypeOf(object? value) => value switch
    {
        bool => "bool",
        string => "string",
        long => "int",
        double => "float64",
        GoMap { IsOfText: true } => "map[string]string",
        GoMap => "map[string]interface {}",
        List<object?> => "[]interface {}",
        _ => "<nil>",
    };

    /// <summary>The kind of its type in Go.</summary>
    public static string KindOf(object? value) => value switch
    {
        GoMap => "map",
        List<object?> => "slice",
        null => "invalid",
        _ when ReferenceEquals(value, Missing) => "invalid",
        _ => TypeOf(value),
    };

    /// <summary>The text that <c>%v</c> gives.</summary>
    public static string Print(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    /// <summary>What a template prints: no value has words of its own.</summary>
    public static string Shown(object? value) => IsNil(value) ? "<no value>" : value as string ?? Print(value);

    /// <summary>A number as Go's shortest form.</summary>
    public static string Number(double number)
    {
        if (double.IsNaN(number))
        {
            return "NaN";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "+Inf" : "-Inf";
        }

        if (number == 0)
        {
            return double.IsNegative(number) ? "-0" : "0";
        }

        var scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var digits = Digits(shortest);
        var exponent = int.Parse(scientific[(scientific.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        var sign = number < 0 ? "-" : "";

        // As strconv.FormatFloat has it for 'g' with the shortest precision: a million is 1e+06.
        if (exponent is < -4 or >= 6)
        {
            var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        return sign + (exponent < 0 ? $"0.{new string('0', -exponent - 1)}{digits}"
            : digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0')
            : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}");
    }

    /// <summary>Whether two values are deeply equal.</summary>
    public static bool AreEqual(object? one, object? other) => (one, other) switch
    {
        (GoMap a, GoMap b) => a.Count == b.Count && a.All(p => b.TryGetValue(p.Key, out var value) && AreEqual(p.Value, value)),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(p => AreEqual(p.First, p.Second)),
        _ when IsNil(one) || IsNil(other) => IsNil(one) == IsNil(other),
        _ => one!.Equals(other),
    };

    /// <summary>A value of JSON, as Go reads it: numbers are floating-point.</summary>
    public static object? Of(JsonNode? node) => node switch
    {
        JsonObject map => GoMap.Of(map.Select(p => KeyValuePair.Create(p.Key, Of(p.Value)))),
        JsonArray list => list.Select(Of).ToList(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
            JsonValueKind.String => value.GetValue<string>(),
            _ => null,
        },
        _ => null,
    };

    /// <summary>The value as JSON.</summary>
    public static JsonNode? ToJson(object? value, int depth = 0) => value switch
    {
        _ when depth > Depth => throw new GoTemplateException("a value is nested too deeply"),
        bool boolean => JsonValue.Create(boolean),
        string text => JsonValue.Create(text),
        long number => JsonValue.Create(number),
        double number when !double.IsFinite(number) => throw new GoTemplateException($"json: unsupported value: {Number(number)}"),
        double number => number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : JsonValue.Create(number),
        GoMap map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, ToJson(p.Value, depth + 1)))),
        List<object?> list => new JsonArray([.. list.Select(i => ToJson(i, depth + 1))]),
        _ => null,
    };

    /// <summary>A copy that shares no map or list.</summary>
    public static object? Copy(object? value) => value switch
    {
        GoMap map => GoMap.Of(map.Select(p => KeyValuePair.Create(p.Key, Copy(p.Value))), map.IsOfText),
        List<object?> list => list.Select(Copy).ToList(),
        _ => value,
    };

    private static void Append(StringBuilder text, object? value, int depth)
    {
        if (depth > Depth || text.Length > GoBudget.LongestText)
        {
            throw new GoTemplateException("a value is too large to be printed");
        }

        switch (value)
        {
            case bool boolean:
                text.Append(boolean ? "true" : "false");
                break;
            case string t:
                text.Append(t);
                break;
            case long number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                text.Append(Number(number));
                break;
            case GoMap map:
                text.Append("map[");
                var separator = "";
                foreach (var (key, item) in map)
                {
                    text.Append(separator).Append(key).Append(':');
                    Append(text, item, depth + 1);
                    separator = " ";
                }

                text.Append(']');
                break;
            case List<object?> list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    text.Append(i == 0 ? "" : " ");
                    Append(text, list[i], depth + 1);
                }

                text.Append(']');
                break;
            default:
                text.Append("<nil>");
                break;
        }
    }

    private static string Digits(string shortest)
    {
        var unsigned = shortest.TrimStart('-');
        var e = unsigned.IndexOf('E', StringComparison.Ordinal);
        return (e < 0 ? unsigned : unsigned[..e]).Replace(".", "", StringComparison.Ordinal).Trim('0');
    }
}

/// <summary>A map, in the order of its keys.</summary>
/// <param name="isOfText">Whether Go knows that all its values are texts: such a map is not accepted everywhere.</param>
internal sealed class GoMap(bool isOfText = false) : SortedDictionary<string, object?>(StringComparer.Ordinal)
{
    /// <summary>Whether Go knows that all its values are texts.</summary>
    public bool IsOfText => isOfText;

    /// <summary>A map of entries; of the same key the last one counts.</summary>
    public static GoMap Of(IEnumerable<KeyValuePair<string, object?>> entries, bool isOfText = false)
    {
        var map = new GoMap(isOfText);
        foreach (var (key, value) in entries)
        {
            map[key] = value;
        }

        return map;
    }
}
