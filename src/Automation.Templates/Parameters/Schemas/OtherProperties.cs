using System.Text.Json;
using Json.Schema;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>
/// <c>patternProperties</c> and <c>additionalProperties</c> together, as <see cref="SchemaRewrite"/> writes them:
/// <c>{"known":[names],"patterns":{pattern:schema},"rest":schema}</c>. The library's own handlers would compile patterns in another dialect, without a time
/// limit.
/// </summary>
internal sealed class OtherProperties : IKeywordHandler
{
    public const string Keyword = "otherProperties";
    public const string Known = "known";
    public const string Patterns = "patterns";
    public const string Rest = "rest";

    public string Name => Keyword;

    public object ValidateKeywordValue(JsonElement value) => new Names(
        value.GetProperty(Known).EnumerateArray().Select(n => n.GetString()!).ToHashSet(StringComparer.Ordinal),
        [.. value.GetProperty(Patterns).EnumerateObject().Select(p => SchemaPattern.Parse(p.Name)!)]);

    public void BuildSubschemas(KeywordData keyword, BuildContext context) => keyword.Subschemas =
    [
        .. keyword.RawValue.GetProperty(Patterns).EnumerateObject().Select(p => Built(p.Value, context)),
        Built(keyword.RawValue.GetProperty(Rest), context),
    ];

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        var work = (SchemaWork)context.Options;
        work.Spend(1);
        if (context.Instance.ValueKind != JsonValueKind.Object)
        {
            return KeywordEvaluation.Ignore;
        }

        var names = (Names)keyword.Value!;
        var results = new List<EvaluationResults>();
        foreach (var property in context.Instance.EnumerateObject())
        {
            work.Spend(1);
            var matching = Enumerable.Range(0, names.Patterns.Length).Where(i => names.Patterns[i].IsMatch(property.Name, work)).ToList();
            if (matching.Count == 0 && !names.Known.Contains(property.Name))
            {
                matching.Add(names.Patterns.Length);
            }

            results.AddRange(matching.Select(i => keyword.Subschemas[i].Evaluate(Inside(context, property))));
        }

        return new KeywordEvaluation { Keyword = Keyword, IsValid = results.All(r => r.IsValid), Details = [.. results] };
    }

    private static JsonSchemaNode Built(JsonElement schema, BuildContext context)
    {
        context.LocalSchema = schema;
        return JsonSchema.BuildNode(context);
    }

    private static EvaluationContext Inside(EvaluationContext context, JsonProperty property) => context with
    {
        Instance = property.Value,
        InstanceLocation = context.InstanceLocation.Combine(property.Name),
        EvaluationPath = context.EvaluationPath.Combine(Keyword),
    };

    private sealed record Names(HashSet<string> Known, SchemaPattern[] Patterns);
}
