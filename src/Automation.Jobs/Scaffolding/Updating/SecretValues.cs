using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Schemas;
using Automation.Templates.Steps;

namespace Automation.Jobs.Scaffolding.Updating;

/// <summary>Parameters whose values are secrets: the record does not contain them, and an update uses the same placeholder for them on both sides.</summary>
internal static class SecretValues
{
    /// <summary>The values with a placeholder for each secret.</summary>
    public static JsonObject Covered(JsonObject values, ParameterForm form)
    {
        var covered = form.WithoutSecrets(values);
        foreach (var name in form.SecretNames)
        {
            covered[name] = RecordedStep.SecretPrefix + name;
        }

        return covered;
    }

    /// <summary>The problems of the values; a placeholder never has one.</summary>
    public static IReadOnlyList<ParameterError> Validate(JsonObject values, ParameterForm form) =>
        [.. form.Validate(values).Where(e => !form.SecretNames.Contains(e.Pointer.TrimStart('/').Split('/')[0]))];
}
