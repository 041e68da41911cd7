using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Automation.Testing.GitHub.Contract;

/// <summary>Validates JSON with a schema of OpenAPI 3.0: the part that GitHub's description uses, including <c>nullable</c>.</summary>
internal sealed class SchemaChecker(GitHubDescription description)
{
    // Say nothing about what is valid.
    private static readonly HashSet<string> Silent =
    [
        "description",
        "example",
        "examples",
        "title",
        "default",
        "readOnly",
        "deprecated",
        "x-github-breaking-changes",
        "externalDocs",
        "x-multi-segment",
        "format",
        "nullable",
        "required",
        "properties",
        "additionalProperties",
        "discriminator",
        "xml",
        "writeOnly",
    ];

    /// <summary>What is wrong, with the places; empty where nothing is.</summary>
    public List<string> Check(JsonElement schema, JsonNode? value, string at)
    {
        var wrong = new List<string>();
        Check(schema, value, at, wrong);
        return wrong;
    }

    private void Check(JsonElement schema, JsonNode? value, string at, List<string> wrong)
    {
        schema = description.Resolve(schema);
        if (value is null)
        {
            if (!AllowsNull(schema))
            {
                wrong.Add($"{at} is null");
            }

            return;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            Validate(schema, keyword, value, at, wrong);
        }

        switch (value)
        {
            case JsonObject members:
                Members(schema, members, at, wrong);
                break;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String
                && GitHubDescription.At(schema, "format")?.GetString() is { } format
                && !HasFormat(text.GetValue<string>(), format):
                wrong.Add($"{at}: '{text}' is no {format}");
                break;
            default:
                break;
        }
    }

    private void Validate(JsonElement schema, JsonProperty keyword, JsonNode value, string at, List<string> wrong)
    {
        var wants = keyword.Value;
        var isRight = keyword.Name switch
        {
            "type" => IsOfType(value, wants.GetString()!),
            "enum" => wants.EnumerateArray().Any(e => JsonNode.DeepEquals(JsonNode.Parse(e.GetRawText()), value)),
            "allOf" => All(wants, value, at, wrong),
            // GitHub's own answers fit several of what it lists as exclusive.
            "anyOf" or "oneOf" => wants.EnumerateArray().Any(s => Check(s, value, at).Count == 0),
            "not" => Check(wants, value, at).Count > 0,
            "items" => Items(wants, value, at, wrong),
            "maxLength" => value.GetValueKind() != JsonValueKind.String || Length(value) <= wants.GetInt32(),
            "minLength" => value.GetValueKind() != JsonValueKind.String || Length(value) >= wants.GetInt32(),
            "pattern" => value.GetValueKind() != JsonValueKind.String || Regex.IsMatch(value.GetValue<string>(), wants.GetString()!),
            "maximum" => value.GetValueKind() != JsonValueKind.Number || double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) <= wants.GetDouble(),
            "minimum" => value.GetValueKind() != JsonValueKind.Number || double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) >= wants.GetDouble(),
            "maxItems" => value is not JsonArray items || items.Count <= wants.GetInt32(),
            "minItems" => value is not JsonArray items || items.Count >= wants.GetInt32(),
            "uniqueItems" => value is not JsonArray items || items.Select(i => i?.ToJsonString()).Distinct().Count() == items.Count,
            "maxProperties" => value is not JsonObject members || members.Count <= wants.GetInt32(),
            _ => Silent.Contains(keyword.Name) ? true : throw new InvalidDataException($"The schema at {at} uses '{keyword.Name}', which nobody judges here."),
        };
        if (!isRight)
        {
            wrong.Add($"{at}: {Short(value)} against {keyword.Name} {Short(wants.GetRawText())} of {GitHubDescription.At(schema, "title")}");
        }
    }

    private bool All(JsonElement schemas, JsonNode value, string at, List<string> wrong)
    {
        foreach (var schema in schemas.EnumerateArray())
        {
            Check(schema, value, at, wrong);
        }

        return true;
    }

    private bool Items(JsonElement schema, JsonNode value, string at, List<string> wrong)
    {
        if (value is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Check(schema, items[i], $"{at}/{i}", wrong);
            }
        }

        return true;
    }

    private void Members(JsonElement schema, JsonObject members, string at, List<string> wrong)
    {
        var properties = GitHubDescription.At(schema, "properties");
        if (GitHubDescription.At(schema, "required") is { } required)
        {
            wrong.AddRange(required.EnumerateArray().Select(r => r.GetString()!).Where(r => !members.ContainsKey(r)).Select(r => $"{at}/{r} is missing"));
        }

        var others = GitHubDescription.At(schema, "additionalProperties");
        foreach (var (name, value) in members)
        {
            if (properties is { } described && described.TryGetProperty(name, out var own))
            {
                Check(own, value, $"{at}/{name}", wrong);
            }
            else if (others is { ValueKind: JsonValueKind.False })
            {
                wrong.Add($"{at}/{name} is not described");
            }
            else if (others is { ValueKind: JsonValueKind.Object } further)
            {
                Check(further, value, $"{at}/{name}", wrong);
            }
        }
    }

    private bool AllowsNull(JsonElement schema)
    {
        schema = description.Resolve(schema);
        if (GitHubDescription.At(schema, "nullable") is { ValueKind: JsonValueKind.True }
            || schema.EnumerateObject().All(k => Silent.Contains(k.Name)) && GitHubDescription.At(schema, "properties") is null)
        {
            return true;
        }

        foreach (var keyword in new[] { "oneOf", "anyOf" })
        {
            if (GitHubDescription.At(schema, keyword) is { } choices && GitHubDescription.At(schema, "type") is null)
            {
                return choices.EnumerateArray().Any(AllowsNull);
            }
        }

        return GitHubDescription.At(schema, "allOf") is { } all && GitHubDescription.At(schema, "type") is null && all.EnumerateArray().All(AllowsNull);
    }

    private static bool IsOfType(JsonNode value, string type) => (type, value.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static bool HasFormat(string text, string format) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && text.Contains('T', StringComparison.Ordinal),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => text.Length == 0 || Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        "email" => text.Contains('@', StringComparison.Ordinal),
        _ => true,
    };

    private static int Length(JsonNode value) => value.GetValue<string>().EnumerateRunes().Count();

    private static string Short(JsonNode value) => Short(value.ToJsonString());

    private static string Short(string json) => json.Length > 80 ? json[..80] + "…" : json;
}
