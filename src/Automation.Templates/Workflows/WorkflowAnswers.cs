using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Documents;
using Automation.Templates.Parameters.Forms;

namespace Automation.Templates.Workflows;

/// <summary>The values of a template's parameters, from the inputs of its workflow.</summary>
public static class WorkflowAnswers
{
    /// <summary>
    /// Reads what GitHub gives as <c>inputs</c>. An empty input is not given, so the default of the template applies; inputs win over the JSON object of
    /// further values.
    /// </summary>
    /// <param name="inputs">The inputs by their ids.</param>
    /// <param name="values">The values by the names of the parameters.</param>
    /// <returns>Why they cannot be read; null if they can.</returns>
    public static string? TryRead(TemplateDocument template, JsonObject inputs, out JsonObject values)
    {
        var form = WorkflowForm.Create(ParameterForm.Read(template.Parameters), offered: null);
        var known = form.Inputs.ToDictionary(i => i.Id, StringComparer.OrdinalIgnoreCase);
        values = [];
        if (inputs[WorkflowForm.JsonId] is { } further && $"{further}" is { Length: > 0 } text)
        {
            if (Parsed(text) is not JsonObject map)
            {
                return $"The input '{WorkflowForm.JsonId}' is not a JSON object.";
            }

            values = map;
        }

        foreach (var (id, given) in inputs.Where(i => i.Key != WorkflowForm.JsonId && i.Value is not null && $"{i.Value}".Length > 0))
        {
            var input = known.GetValueOrDefault(id);
            if (input?.IsUnset($"{given}") != true)
            {
                values[input?.Parameter ?? id] = input?.IsJson == true && given!.GetValueKind() == JsonValueKind.String
                    ? Parsed($"{given}") ?? given.DeepClone()
                    : given!.DeepClone();
            }
        }

        return null;
    }

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
