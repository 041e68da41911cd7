using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>
/// Writes a schema as Backstage's validator reads it in the words of <see cref="SchemaDialect"/>: habits of the drafts 3 and 4 (<c>required: true</c> on a
/// property,
/// <c>type: any</c>, <c>exclusiveMinimum: true</c>, <c>disallow</c>) become their later forms, names that mean nothing to it are left out, and a part
/// that is not a schema becomes <see cref="Unusable"/>, which fails where it is met.
/// </summary>
internal sealed class SchemaRewrite
{
    /// <summary>The keyword for a part that is not a schema: a list of <c>{"when":type,"message":text}</c>.</summary>
    public const string Unusable = "unusable";

    /// <summary>The keyword for properties that others require: <c>{name:[names]}</c>.</summary>
    public const string RequiredWith = "requiredWith";

    /// <summary>A value of <c>when</c>: an object that is not empty.</summary>
    public const string HasProperties = "properties";

    private static readonly string[] Types = ["string", "number", "integer", "boolean", "array", "object", "null"];

    private static readonly string[] Checks =
    [
        "enum", "const", "format", "uniqueItems", "multipleOf", "divisibleBy",
        "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
    ];

    private static readonly string[] Refused = ["$ref", "extends"];

    private readonly List<string> _refused = [];

    /// <summary>The schema in the dialect's words; the places of what is refused, such as <c>$ref</c>.</summary>
    public static (JsonNode Schema, IReadOnlyList<string> Refused) Of(JsonNode? schema)
    {
        var rewrite = new SchemaRewrite();
        return (rewrite.Schema(IsSchema(schema) ? schema : null, ""), rewrite._refused);
    }

    private JsonNode Schema(JsonNode? node, string at) => node switch
    {
        JsonObject map => new Draft(this, map, at).Written(),
        JsonArray => true,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.DeepClone(),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && !IsNothing(value) => true,
        _ => new JsonObject { [Unusable] = new JsonArray(Problem("any", $"{Place(at)} is not a schema. Write an object or true.")) },
    };

    // A list in the place of a schema accepts everything: in JavaScript it is an object.
    private static bool IsSchema(JsonNode? node) => node is JsonObject or JsonArray || node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static JsonObject Problem(string when, string message) => new() { ["when"] = when, ["message"] = message };

    private static string Place(string at) => at.Length == 0 ? "The schema" : at;

    private static bool IsText(JsonNode? node, out string text)
    {
        text = node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        return node?.GetValueKind() == JsonValueKind.String;
    }

    private static bool IsTrue(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    // What JavaScript takes for false.
    private static bool IsNothing(JsonNode? node) =>
        node is null
        || node.GetValueKind() is JsonValueKind.Null or JsonValueKind.False
        || (node.GetValueKind() == JsonValueKind.Number && SchemaDialect.NumberOf(node) == 0)
        || (IsText(node, out var text) && text.Length == 0);

    // JavaScript's text of a value where a text is expected.
    private static string TextOf(JsonNode? node) => IsText(node, out var text) ? text : node?.ToJsonString() ?? "null";

    /// <summary>One object of a schema while it is written.</summary>
    private sealed class Draft(SchemaRewrite rewrite, JsonObject source, string at)
    {
        private readonly JsonObject _result = [];
        private readonly JsonArray _all = [];
        private readonly JsonArray _problems = [];

        public JsonObject Written()
        {
            foreach (var keyword in Refused)
            {
                if (source[keyword] is { } value && (keyword != "$ref" || IsText(value, out _)) && !IsNothing(value))
                {
                    rewrite._refused.Add($"{at}/{keyword}");
                }
            }

            Type();
            Properties();
            OtherProperties();
            Names();
            Items();
            Limits();
            Patterns();
            Dependencies();
            Required();
            Branches();
            Negations();
            Conditions();
            foreach (var name in Checks.Where(source.ContainsKey))
            {
                Check(name, source[name]);
            }

            Add("allOf", _all);
            Add(Unusable, _problems);
            return _result;
        }

        private void Add(string keyword, JsonNode? value)
        {
            if (value is not JsonArray { Count: 0 })
            {
                _result[keyword] = value;
            }
        }

        private void Fail(string when, string message) => _problems.Add((JsonNode)Problem(when, message));

        private JsonNode Inner(string keyword, JsonNode? schema) => rewrite.Schema(schema, $"{at}/{keyword}");

        private void Type()
        {
            if (!source.TryGetPropertyValue("type", out var type))
            {
                return;
            }

            var alternatives = type is JsonArray list ? list : [type?.DeepClone()];
            if (alternatives.Any(a => a is null))
            {
                Fail("any", $"{at}/type is null. Name a type, such as string.");
            }
            else if (alternatives.All(a => a is JsonObject || (IsText(a, out var name) && (Types.Contains(name, StringComparer.Ordinal) || name == "date"))))
            {
                var names = new JsonArray([.. alternatives.Where(a => a is JsonValue).Select(a => a!.DeepClone())]);
                var schemas = alternatives.OfType<JsonObject>().ToList();
                if (schemas.Count == 0)
                {
                    _result["type"] = names;
                }
                else
                {
                    var either = new JsonArray([new JsonObject { ["type"] = names }, .. schemas.Select(s => Inner("type", s))]);
                    _all.Add((JsonNode)new JsonObject { ["anyOf"] = either });
                }
            }
        }

        private void Properties()
        {
            if (source["properties"] is not JsonObject properties)
            {
                if (IsText(source["properties"], out var text) && text.Length > 0)
                {
                    Fail("object", $"{at}/properties is text. Write an object with a schema for each property.");
                }

                return;
            }

            var written = new JsonObject();
            foreach (var (name, schema) in properties)
            {
                var isUsable = IsSchema(schema) || (!IsNothing(schema) && !IsText(schema, out _));
                written[name] = isUsable ? Inner($"properties/{name}", schema) : Unschematic(name);
            }

            _result["properties"] = written;
        }

        private JsonNode Unschematic(string name)
        {
            Fail("object", $"{at}/properties/{name} is not a schema. Write an object with a type.");
            return true;
        }

        private void OtherProperties()
        {
            var hasRest = source.TryGetPropertyValue("additionalProperties", out var rest);
            var patterns = source["patternProperties"] as JsonObject;
            if (!hasRest && patterns is null)
            {
                return;
            }

            var written = new JsonObject();
            foreach (var (pattern, schema) in patterns ?? [])
            {
                if (SchemaPattern.Parse(pattern) is null)
                {
                    Fail(HasProperties, $"{at}/patternProperties has '{pattern}', which is not a regular expression. Correct it.");
                }
                else
                {
                    written[pattern] = Inner($"patternProperties/{pattern}", schema);
                }
            }

            var isFalse = rest?.GetValueKind() == JsonValueKind.False;
            _result[Schemas.OtherProperties.Keyword] = new JsonObject
            {
                [Schemas.OtherProperties.Known] = new JsonArray([.. ((source["properties"] as JsonObject) ?? []).Select(p => (JsonNode)p.Key)]),
                [Schemas.OtherProperties.Patterns] = written,
                [Schemas.OtherProperties.Rest] = isFalse ? false : IsNothing(rest) ? true : Inner("additionalProperties", rest),
            };
        }

        private void Names()
        {
            if (source.TryGetPropertyValue("propertyNames", out var names))
            {
                Single("propertyNames", names, "object");
            }
        }

        // A keyword that takes one schema.
        private void Single(string keyword, JsonNode? schema, string when)
        {
            if (IsSchema(schema))
            {
                _result[keyword] = Inner(keyword, schema);
            }
            else
            {
                Fail(when, $"{at}/{keyword} is not a schema. Write an object or true.");
            }
        }

        private void Items()
        {
            if (source.TryGetPropertyValue("items", out var items))
            {
                _result["items"] = items is JsonArray list
                    ? new JsonArray([.. list.Select((item, i) => Inner($"items/{i}", item))])
                    : Inner("items", items);
                if (items is JsonArray && source.TryGetPropertyValue("additionalItems", out var others))
                {
                    _result["additionalItems"] = Inner("additionalItems", others);
                }
            }

            if (source.TryGetPropertyValue("contains", out var contains))
            {
                Single("contains", contains, "array");
            }
        }

        private void Limits()
        {
            foreach (var (inclusive, exclusive) in new[] { ("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum") })
            {
                var hasExclusive = source.TryGetPropertyValue(exclusive, out var limit);
                var isSwitch = hasExclusive && limit?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
                if (source.TryGetPropertyValue(inclusive, out var bound))
                {
                    _result[IsTrue(limit) ? exclusive : inclusive] = bound?.DeepClone();
                }

                if (hasExclusive && !isSwitch)
                {
                    _result[exclusive] = limit?.DeepClone();
                }
            }
        }

        private void Patterns()
        {
            if (!source.TryGetPropertyValue("pattern", out var node))
            {
                return;
            }

            var pattern = TextOf(node);
            if (SchemaPattern.Parse(pattern) is null)
            {
                Fail("string", $"{at}/pattern is not a regular expression: {pattern}. Correct it.");
            }
            else
            {
                _result["pattern"] = pattern;
            }
        }

        private void Dependencies()
        {
            if (source["dependencies"] is not JsonObject dependencies)
            {
                return;
            }

            var (schemas, names) = (new JsonObject(), new JsonObject());
            foreach (var (property, dependency) in dependencies)
            {
                if (IsText(dependency, out var one))
                {
                    names[property] = new JsonArray(one);
                }
                else if (dependency is JsonArray list)
                {
                    names[property] = new JsonArray([.. list.Select(n => (JsonNode)TextOf(n))]);
                }
                else
                {
                    schemas[property] = Inner($"dependencies/{property}", dependency);
                }
            }

            _result[RequiredWith] = names;
            _result["dependencies"] = schemas;
        }

        private void Required()
        {
            var names = source["required"] is JsonArray list ? list.Select(TextOf) : [];
            var marked = ((source["properties"] as JsonObject) ?? []).Where(p => p.Value is JsonObject schema && IsTrue(schema["required"])).Select(p => p.Key);
            Add("required", new JsonArray([.. names.Concat(marked).Distinct(StringComparer.Ordinal).Select(n => (JsonNode)n)]));
        }

        private void Branches()
        {
            foreach (var keyword in new[] { "allOf", "anyOf", "oneOf" })
            {
                if (!source.TryGetPropertyValue(keyword, out var value))
                {
                    continue;
                }

                if (value is not JsonArray list)
                {
                    Fail("any", $"{at}/{keyword} is not a list. Write a list of schemas.");
                    continue;
                }

                var branches = list.Select((b, i) => Inner($"{keyword}/{i}", b)).ToList();
                if (keyword == "allOf")
                {
                    branches.ForEach(_all.Add);
                }
                else
                {
                    // Nothing is one of no alternatives.
                    _result[keyword] = new JsonArray([.. branches.Count == 0 ? [false] : branches]);
                }
            }
        }

        private void Negations()
        {
            if (source.ContainsKey("not") || source.ContainsKey("disallow"))
            {
                var value = IsNothing(source["not"]) ? source["disallow"] : source["not"];
                foreach (var one in IsNothing(value) ? [] : value is JsonArray list ? [.. list] : new[] { value })
                {
                    var schema = IsText(one, out _) ? new JsonObject { ["type"] = one!.DeepClone() } : one as JsonObject;
                    _all.Add((JsonNode)new JsonObject { ["not"] = schema is null ? true : Inner("not", schema) });
                }
            }
        }

        private void Conditions()
        {
            if (!source.TryGetPropertyValue("if", out var condition))
            {
                return;
            }

            Single("if", condition, "any");
            foreach (var keyword in new[] { "then", "else" })
            {
                if (_result.ContainsKey("if") && source.TryGetPropertyValue(keyword, out var branch))
                {
                    _result[keyword] = Inner(keyword, IsSchema(branch) ? branch : null);
                }
            }
        }

        private void Check(string name, JsonNode? value)
        {
            if (name == "enum" && value is not JsonArray)
            {
                Fail("any", $"{at}/enum is not a list. Write the values that are allowed as a list.");
            }
            else if (name is "multipleOf" or "divisibleBy" && value is not null && SchemaDialect.NumberOf(value) == 0)
            {
                Fail("number", $"{at}/{name} is zero. Write a number above zero.");
            }
            else
            {
                _result[name] = value?.DeepClone();
            }
        }
    }
}
