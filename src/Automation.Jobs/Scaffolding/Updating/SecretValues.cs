using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Schemas;
using Automation.Templates.Steps;

namespace Automation.Jobs.Scaffolding.Updating;

/// <summary>Parameters whose values are secrets: a record has none of them, and both sides of an update have the same placeholder.</summary>
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

    /// <summary>What is wrong with the values; a placeholder is never wrong.</summary>
    public static IReadOnlyList<ParameterError> Validate(JsonObject values, ParameterForm form) =>
        [.. form.Validate(values).Where(e => !form.SecretNames.Contains(e.Pointer.TrimStart('/').Split('/')[0]))];
}
