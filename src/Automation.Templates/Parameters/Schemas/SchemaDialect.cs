using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Language.Values;
using Json.Schema;
using Json.Schema.Keywords;
using Draft06 = Json.Schema.Keywords.Draft06;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>
/// The keywords that Backstage's validator (npm jsonschema 1.5) knows, with its verdicts: subschemas by the library, leaves by checks of ours, since the
/// library counts graphemes for characters, compiles patterns of .NET without a time limit, and knows fewer formats.
/// </summary>
internal static class SchemaDialect
{
    // As many values of an enum as a message lists.
    private const int ListedValues = 12;

    /// <summary>The dialect of <see cref="SchemaRewrite"/>.</summary>
    public static readonly Dialect Instance = new(
    [
        new SchemaApplicator(PropertiesKeyword.Instance),
        new OtherProperties(),
        new SchemaApplicator(PropertyNamesKeyword.Instance),
        new SchemaApplicator(Draft06.ItemsKeyword.Instance),
        new SchemaApplicator(Draft06.AdditionalItemsKeyword.Instance),
        new SchemaApplicator(Draft06.ContainsKeyword.Instance, (_, _) => "needs an item that matches the schema under 'contains'."),
        new SchemaApplicator(Draft06.DependenciesKeyword.Instance),
        new SchemaApplicator(AllOfKeyword.Instance),
        new SchemaApplicator(AnyOfKeyword.Instance, (count, _) => $"matches none of the {count} alternatives. Change it so that it matches one."),
        new SchemaApplicator(OneOfKeyword.Instance, NotExactlyOne),
        new SchemaApplicator(NotKeyword.Instance, (_, _) => "is a value that the schema excludes. Use another one."),
        new SchemaApplicator(IfKeyword.Instance),
        new SchemaApplicator(ThenKeyword.Instance),
        new SchemaApplicator(ElseKeyword.Instance),
        new SchemaCheck("type", Type),
        new SchemaCheck("required", Required),
        new SchemaCheck(SchemaRewrite.RequiredWith, RequiredWith),
        new SchemaCheck(SchemaRewrite.Unusable, Unusable),
        new SchemaCheck("enum", Enum),
        new SchemaCheck("const", Const),
        new SchemaCheck("format", Format),
        new SchemaCheck("pattern", Pattern),
        new SchemaCheck("uniqueItems", UniqueItems),
        new SchemaCheck("multipleOf", MultipleOf),
        new SchemaCheck("divisibleBy", MultipleOf),
        AtLeast("minLength", Characters, limit => $"must have at least {limit} characters."),
        AtMost("maxLength", Characters, limit => $"must have at most {limit} characters."),
        AtLeast("minItems", Items, limit => $"must have at least {limit} items."),
        AtMost("maxItems", Items, limit => $"must have at most {limit} items."),
        AtLeast("minProperties", Members, limit => $"must have at least {limit} properties."),
        AtMost("maxProperties", Members, limit => $"must have at most {limit} properties."),
        AtLeast("minimum", Number, limit => $"must be {limit} or more."),
        AtMost("maximum", Number, limit => $"must be {limit} or less."),
        Limit("exclusiveMinimum", Number, (number, limit) => number > limit, limit => $"must be more than {limit}."),
        Limit("exclusiveMaximum", Number, (number, limit) => number < limit, limit => $"must be less than {limit}."),
    ])
    {
        AllowUnknownKeywords = true,
    };

    /// <summary>The number that JavaScript makes of a value.</summary>
    public static double NumberOf(JsonNode? node) => node switch
    {
        null => 0,
        JsonArray { Count: 0 } => 0,
        JsonArray { Count: 1 } list => NumberOf(list[0]),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
            JsonValueKind.String => JavaScript.NumberOf(value.GetValue<string>()),
            JsonValueKind.True => 1,
            _ => 0,
        },
        _ => double.NaN,
    };

    private static string NotExactlyOne(int count, int met) => met == 0
        ? $"matches none of the {count} alternatives. Change it so that it matches one."
        : $"matches {met} of {count} alternatives, but must match exactly one. Make the alternatives of the schema distinct, for example with 'const'.";

    private static SchemaFinding Type(JsonElement value)
    {
        var names = value.EnumerateArray().Select(n => n.GetString()!).ToList();
        var wanted = names.Count == 0 ? "No value is allowed here." : $"must be {string.Join(" or ", names.Select(Named))}.";
        return (instance, _) => names.Exists(n => IsOf(instance, n)) ? null : wanted;
    }

    private static string Named(string type) => type switch
    {
        "string" => "text",
        "integer" => "a whole number (integer)",
        "array" => "a list (array)",
        "object" => "an object",
        "boolean" => "true or false",
        "null" => "null",
        _ => $"a {type}",
    };

    private static bool IsOf(JsonElement instance, string type) => (type, instance.ValueKind) switch
    {
        ("string", JsonValueKind.String) or ("array", JsonValueKind.Array) or ("object", JsonValueKind.Object) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number", JsonValueKind.Number) => double.IsFinite(instance.GetDouble()),
        ("integer", JsonValueKind.Number) => instance.GetDouble() % 1 == 0,
        _ => false,
    };

    // The names that are missing, as JSON: one error is reported for each.
    private static SchemaFinding Required(JsonElement value)
    {
        var names = value.EnumerateArray().Select(n => n.GetString()!).ToList();
        return (instance, work) => instance.ValueKind == JsonValueKind.Object ? Missing(instance, names, work) : null;
    }

    private static SchemaFinding RequiredWith(JsonElement value)
    {
        var names = value.EnumerateObject().Select(p => (p.Name, Needed: p.Value.EnumerateArray().Select(n => n.GetString()!).ToList())).ToList();
        return (instance, work) => instance.ValueKind == JsonValueKind.Object
            ? Missing(instance, [.. names.Where(n => instance.TryGetProperty(n.Name, out _)).SelectMany(n => n.Needed).Distinct(StringComparer.Ordinal)], work)
            : null;
    }

    private static string? Missing(JsonElement instance, List<string> names, SchemaWork work)
    {
        work.Spend(names.Count);
        var missing = names.Where(n => !instance.TryGetProperty(n, out _)).Select(n => (JsonNode)n).ToArray();
        return missing.Length == 0 ? null : new JsonArray(missing).ToJsonString();
    }

    private static SchemaFinding Unusable(JsonElement value)
    {
        var problems = value.EnumerateArray().Select(p => (When: p.GetProperty("when").GetString()!, Message: p.GetProperty("message").GetString()!)).ToList();
        return (instance, work) =>
        {
            var met = problems.Where(p => IsMet(p.When, instance)).Select(p => p.Message).ToList();
            work.Unusable.AddRange(met);
            return met.FirstOrDefault();
        };
    }

    private static bool IsMet(string when, JsonElement instance) => when switch
    {
        "any" => true,
        SchemaRewrite.HasProperties => instance.ValueKind == JsonValueKind.Object && instance.EnumerateObject().Any(),
        _ => IsOf(instance, when),
    };

    private static SchemaFinding Enum(JsonElement value)
    {
        var allowed = value.EnumerateArray().ToList();
        return (instance, work) => allowed.Exists(a => JsonComparison.AreEqual(instance, a, work)) ? null : $"must be {Listed(allowed)}.";
    }

    private static string Listed(List<JsonElement> allowed) => allowed switch
    {
        [] => "one of the values in the schema's enum, which is empty",
        [var one] => Shown(one),
        { Count: <= ListedValues } => $"one of {string.Join(", ", allowed.Select(Shown))}",
        _ => $"one of {string.Join(", ", allowed.Take(ListedValues).Select(Shown))} and {allowed.Count - ListedValues} more that the template lists",
    };

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? $"'{value.GetString()}'" : value.GetRawText();

    private static SchemaFinding Const(JsonElement value) =>
        (instance, work) => JsonComparison.AreEqual(value, instance, work) ? null : $"must be {Shown(value)}.";

    private static SchemaFinding Format(JsonElement value)
    {
        var isValid = value.ValueKind == JsonValueKind.String ? SchemaFormats.Find(value.GetString()!) : null;
        return (instance, _) => isValid is null || instance.ValueKind != JsonValueKind.String || isValid(instance.GetString()!)
            ? null
            : $"must have the format '{value.GetString()}'.";
    }

    private static SchemaFinding Pattern(JsonElement value)
    {
        var pattern = SchemaPattern.Parse(value.GetString()!)!;
        return (instance, work) => instance.ValueKind != JsonValueKind.String || pattern.IsMatch(instance.GetString()!, work)
            ? null
            : $"must match the pattern {value.GetString()}.";
    }

    private static SchemaFinding UniqueItems(JsonElement value)
    {
        var isOn = value.ValueKind == JsonValueKind.True;
        return (instance, work) => isOn && instance.ValueKind == JsonValueKind.Array && JsonComparison.HasDuplicates(instance, work)
            ? "contains duplicate items. Remove them."
            : null;
    }

    // The validator moves both numbers to the left of the point before it divides.
    private static SchemaFinding MultipleOf(JsonElement value)
    {
        var divisor = NumberOf(JsonNode.Parse(value.GetRawText()));
        return (instance, _) =>
        {
            if (Number(instance) is not { } number)
            {
                return null;
            }

            var scale = Math.Pow(10, Math.Max(Decimals(number), Decimals(divisor)));
            return Rounded(number * scale) % Rounded(divisor * scale) == 0 ? null : $"must be a multiple of {value.GetRawText()}.";
        };
    }

    private static double Rounded(double number) => Math.Floor(number + 0.5);

    private static int Decimals(double number)
    {
        if (!double.IsFinite(number))
        {
            return 0;
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var parts = (text.Contains('E', StringComparison.Ordinal) ? text : $"{text}E0").Split('E');
        var fraction = parts[0].IndexOf('.') is >= 0 and var point ? parts[0].Length - point - 1 : 0;
        return Math.Max(0, fraction - int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static double? Characters(JsonElement instance) =>
        instance.ValueKind == JsonValueKind.String && instance.GetString()! is var text ? text.Length - text.Count(char.IsLowSurrogate) : null;

    private static double? Items(JsonElement instance) => instance.ValueKind == JsonValueKind.Array ? instance.GetArrayLength() : null;

    private static double? Members(JsonElement instance) => instance.ValueKind == JsonValueKind.Object ? instance.EnumerateObject().Count() : null;

    private static double? Number(JsonElement instance) =>
        instance.ValueKind == JsonValueKind.Number && instance.GetDouble() is var number && double.IsFinite(number) ? number : null;

    private static SchemaCheck AtLeast(string name, Func<JsonElement, double?> measure, Func<double, string> explain) =>
        Limit(name, measure, (size, limit) => size >= limit, explain);

    private static SchemaCheck AtMost(string name, Func<JsonElement, double?> measure, Func<double, string> explain) =>
        Limit(name, measure, (size, limit) => size <= limit, explain);

    // A comparison with a limit that is not a number is always false.
    private static SchemaCheck Limit(string name, Func<JsonElement, double?> measure, Func<double, double, bool> isMet, Func<double, string> explain) => new(
        name,
        value =>
        {
            var limit = NumberOf(JsonNode.Parse(value.GetRawText()));
            return (instance, _) => measure(instance) is not { } size || isMet(size, limit) ? null : explain(limit);
        });
}
