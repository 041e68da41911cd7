using System.Text.Json.Nodes;
using Json.Schema;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>Selects the useful errors from the library's results: of several alternatives, those of the one that was probably meant.</summary>
internal static class SchemaErrors
{
    private static readonly string[] Alternatives = ["oneOf", "anyOf"];

    // Errors below these say nothing about the value.
    private static readonly string[] Tests = ["if", "not", "contains"];

    public static IReadOnlyList<ParameterError> Of(EvaluationResults results) => [.. Below(results).Distinct().Take(SchemaLimits.Errors)];

    private static IEnumerable<ParameterError> Below(EvaluationResults results)
    {
        var at = results.InstanceLocation.ToString();
        var groups = (results.Details ?? []).Where(d => !d.IsValid).ToLookup(d => Applicator(d, results));
        foreach (var (keyword, message) in results.Errors ?? [])
        {
            var errors = keyword switch
            {
                "required" or SchemaRewrite.RequiredWith => JsonNode.Parse(message)!.AsArray().Select(n => Missing(at, (string)n!)),
                SchemaRewrite.Unusable => [new ParameterError(at, ParameterError.SchemaKeyword, message)],
                _ when Alternatives.Contains(keyword, StringComparer.Ordinal) && Meant(groups[keyword]) is { } meant => meant,
                _ => [new ParameterError(at, keyword, message)],
            };
            foreach (var error in errors)
            {
                yield return error;
            }
        }

        foreach (var group in groups.Where(g => !Alternatives.Contains(g.Key, StringComparer.Ordinal) && !Tests.Contains(g.Key, StringComparer.Ordinal)))
        {
            foreach (var error in group.SelectMany(d => IsForbidden(d) ? [Forbidden(d, group.Key)] : Below(d)))
            {
                yield return error;
            }
        }
    }

    // Which keyword of the parent the result is of.
    private static string Applicator(EvaluationResults child, EvaluationResults parent) =>
        child.EvaluationPath.SegmentCount > parent.EvaluationPath.SegmentCount ? child.EvaluationPath[parent.EvaluationPath.SegmentCount].ToString() : "";

    private static ParameterError Missing(string at, string name) =>
        new($"{at}/{Escaped(name)}", "required", "is required. Give it a value.");

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    // The alternative whose constants the value has, if there is exactly one.
    private static List<ParameterError>? Meant(IEnumerable<EvaluationResults> alternatives)
    {
        var possible = alternatives.Select(a => Below(a).ToList()).Where(e => !e.Exists(e => e.Keyword is "const" or "enum")).ToList();
        return possible is [{ Count: > 0 } one] ? one : null;
    }

    private static bool IsForbidden(EvaluationResults results) => results.Errors?.ContainsKey("") ?? false;

    private static ParameterError Forbidden(EvaluationResults results, string applicator) => applicator switch
    {
        OtherProperties.Keyword => new(results.InstanceLocation.ToString(), "additionalProperties", "is not a property that the schema allows. Remove it."),
        "additionalItems" or "items" => new(results.InstanceLocation.ToString(), applicator, "exceeds the number of items that the schema allows. Remove it."),
        _ => new(results.InstanceLocation.ToString(), "type", "No value is allowed here. Remove it."),
    };
}
