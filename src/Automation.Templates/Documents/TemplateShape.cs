using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Templates.Documents;

/// <summary>What a document needs so that it can run as a template (specs, templates §1).</summary>
internal static class TemplateShape
{
    /// <summary>The fields that are missing or have a wrong type.</summary>
    public static IEnumerable<TemplateProblem> Problems(JsonObject entity)
    {
        if (!IsText(entity["apiVersion"], out var version) || version != TemplateDocument.ApiVersion)
        {
            yield return new TemplateProblem($"apiVersion must be {TemplateDocument.ApiVersion}, the only version that can run.", "/apiVersion", null);
        }

        if (entity["metadata"] is not JsonObject metadata || !IsText(metadata["name"], out _))
        {
            yield return new TemplateProblem("The template has no metadata.name.", "/metadata", null);
        }

        if (entity["spec"] is not JsonObject spec)
        {
            yield return new TemplateProblem("The template has no spec.", "", null);
            yield break;
        }

        if (!IsText(spec["type"], out _))
        {
            yield return new TemplateProblem("The template has no spec.type.", "/spec", null);
        }

        if (spec["parameters"] is not (null or JsonObject or JsonArray))
        {
            yield return new TemplateProblem("spec.parameters must be a schema, or a list of schemas.", "/spec/parameters", null);
        }

        if (spec["steps"] is not JsonArray steps)
        {
            yield return new TemplateProblem("spec.steps must be a list of steps.", spec.ContainsKey("steps") ? "/spec/steps" : "/spec", null);
            yield break;
        }

        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var problem in OfStep(steps[i], $"/spec/steps/{i}"))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<TemplateProblem> OfStep(JsonNode? node, string pointer)
    {
        if (node is not JsonObject step)
        {
            yield return new TemplateProblem("A step must be a map with an action.", pointer, null);
            yield break;
        }

        if (!IsText(step["action"], out _))
        {
            yield return new TemplateProblem("The step has no action.", pointer, null);
        }

        foreach (var name in (string[])["id", "name"])
        {
            if (step.ContainsKey(name) && !IsText(step[name], out _))
            {
                yield return new TemplateProblem($"The step's {name} must be text.", $"{pointer}/{name}", null);
            }
        }

        if (step["input"] is not (null or JsonObject))
        {
            yield return new TemplateProblem("The step's input must be a map.", $"{pointer}/input", null);
        }

        if (step["if"] is { } condition && condition.GetValueKind() is not (JsonValueKind.String or JsonValueKind.True or JsonValueKind.False))
        {
            yield return new TemplateProblem("The step's condition must be true, false or text with an expression.", $"{pointer}/if", null);
        }
    }

    private static bool IsText(JsonNode? node, out string text)
    {
        text = node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        return text.Length > 0;
    }
}
