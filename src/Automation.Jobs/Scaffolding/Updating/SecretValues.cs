using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Schemas;
using Automation.Templates.Steps;

namespace Automation.Jobs.Scaffolding.Updating;

/// <summary>Parameters whose values are secrets: a record has none of them, and both sides of an update have the same placeholder.</summary>
internal static class SecretValues
{
    /// <summary>The names of the parameters.</summary>
    public static IReadOnlySet<string> Names(ParameterForm form) => form.Fields.Where(f => f.IsSecret).Select(f => f.Path[0]).ToHashSet(StringComparer.Ordinal);

    /// <summary>The values without secrets.</summary>
    public static JsonObject Without(JsonObject values, ParameterForm form)
    {
        var names = Names(form);
        return new JsonObject(values.Where(v => !names.Contains(v.Key)).Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone())));
    }

    /// <summary>The values with a placeholder for each secret.</summary>
    public static JsonObject Covered(JsonObject values, ParameterForm form)
    {
        var covered = Without(values, form);
        foreach (var name in Names(form))
        {
            covered[name] = RecordedStep.SecretPrefix + name;
        }

        return covered;
    }

    /// <summary>What is wrong with the values; a placeholder is never wrong.</summary>
    public static IReadOnlyList<ParameterError> Validate(JsonObject values, ParameterForm form)
    {
        var names = Names(form);
        return [.. form.Validate(values).Where(e => !names.Contains(e.Pointer.TrimStart('/').Split('/')[0]))];
    }
}
