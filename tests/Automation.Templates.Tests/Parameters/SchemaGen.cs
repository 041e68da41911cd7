using System.Text.Json.Nodes;
using CsCheck;

namespace Automation.Templates.Tests.Parameters;

/// <summary>Schemas and values that have something to do with each other.</summary>
internal static class SchemaGen
{
    private static readonly Gen<string> Name = OneOf("a", "b", "name", "a/b");

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf<JsonNode?>(
        OneOf("", "a", "abc", "😀", "team-a").Select(t => (JsonNode?)t),
        Gen.Int[-2, 4].Select(n => (JsonNode?)n),
        Gen.Bool.Select(b => (JsonNode?)b),
        Gen.Const((JsonNode?)null));

    public static readonly Gen<JsonNode?> Value = Gen.Recursive<JsonNode?>((depth, inner) => depth > 2
        ? Scalar
        : Gen.OneOf(
            Scalar,
            Gen.Select(Name, inner).Array[0, 3].Select(p => (JsonNode?)new JsonObject(Distinct(p))),
            inner.Array[0, 3].Select(i => (JsonNode?)new JsonArray([.. i.Select(n => n?.DeepClone())]))));

    public static readonly Gen<JsonNode?> Schema = Gen.Recursive<JsonNode?>((depth, inner) => depth > 2
        ? Gen.Const((JsonNode?)new JsonObject())
        : Gen.Select(Keyword(inner).Array[0, 4], Gen.Int[0, 20]).Select((k, n) => n == 0 ? true : (JsonNode?)new JsonObject(Distinct(k))));

    private static Gen<(string, JsonNode?)> Keyword(Gen<JsonNode?> inner)
    {
        var map = Gen.Select(Name, inner).Array[0, 3].Select(p => (JsonNode?)new JsonObject(Distinct(p)));
        var list = inner.Array[0, 3].Select(i => (JsonNode?)new JsonArray([.. i.Select(n => n?.DeepClone())]));
        return Gen.OneOf(
            Gen.Select(OneOf("properties", "dependencies"), map),
            Gen.Select(OneOf("allOf", "oneOf", "anyOf"), list),
            Gen.Select(OneOf("if", "then", "else", "not", "items", "additionalProperties"), inner),
            Gen.Select(OneOf("default", "const"), Scalar),
            Gen.Select(Gen.Const("type"), OneOf("string", "integer", "object", "array", "any").Select(t => (JsonNode?)t)),
            Gen.Select(Gen.Const("required"), Name.Array[1, 2].Select(n => (JsonNode?)new JsonArray([.. n.Select(t => (JsonNode?)t)]))),
            Gen.Select(OneOf("enum", "maxLength", "minimum", "pattern", "format"), Scalar));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Distinct((string Name, JsonNode? Node)[] pairs) =>
        pairs.DistinctBy(p => p.Name).Select(p => KeyValuePair.Create(p.Name, p.Node?.DeepClone()));
}
