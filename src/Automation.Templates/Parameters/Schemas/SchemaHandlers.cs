using System.Text.Json;
using Json.Schema;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>The problem that one of our own keywords finds in a value; null if there is none.</summary>
internal delegate string? SchemaFinding(JsonElement instance, SchemaWork work);

/// <summary>A keyword without subschemas, with the behaviour of Backstage's validator.</summary>
/// <param name="compile">From the value of the keyword to what validates an instance.</param>
internal sealed class SchemaCheck(string name, Func<JsonElement, SchemaFinding> compile) : IKeywordHandler
{
    public string Name => name;

    public object ValidateKeywordValue(JsonElement value) => compile(value);

    public void BuildSubschemas(KeywordData keyword, BuildContext context)
    {
    }

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        var work = (SchemaWork)context.Options;
        work.Spend(1);
        var error = ((SchemaFinding)keyword.Value!)(context.Instance, work);
        return new KeywordEvaluation { Keyword = name, IsValid = error is null, Error = error };
    }
}

/// <summary>A keyword of the library with subschemas: counted, and with a message of ours.</summary>
/// <param name="inner">The library's handler.</param>
/// <param name="explain">From the number of subschemas and how many of them are met to the message; null if the errors of the subschemas explain it.</param>
internal sealed class SchemaApplicator(IKeywordHandler inner, Func<int, int, string>? explain = null) : IKeywordHandler
{
    public string Name => inner.Name;

    public object? ValidateKeywordValue(JsonElement value) => inner.ValidateKeywordValue(value);

    public void BuildSubschemas(KeywordData keyword, BuildContext context) => inner.BuildSubschemas(keyword, context);

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        ((SchemaWork)context.Options).Spend(1 + keyword.Subschemas.Length);
        var evaluation = inner.Evaluate(keyword, context);
        return evaluation.IsValid || explain is null
            ? evaluation with { Annotation = null, Error = null }
            : evaluation with { Annotation = null, Error = explain(keyword.Subschemas.Length, evaluation.Details?.Count(d => d.IsValid) ?? 0) };
    }
}
