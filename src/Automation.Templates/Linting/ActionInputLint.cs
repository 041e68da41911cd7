using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Templates.Actions;
using Automation.Yaml.Nodes;

namespace Automation.Templates.Linting;

/// <summary>Compares the names of an action's input with its schema. Values are known when the template runs.</summary>
internal static class ActionInputLint
{
    private const int MostNames = 8;

    // Older templates have them beside the address; earlier versions of Backstage ignored them there.
    private static readonly string[] PickerOptions = ["allowedHosts", "allowedOwners", "allowedOrganizations", "allowedRepos", "requestUserCredentials"];

    public static void Check(Place step, ITemplateAction action, FindingCollector findings)
    {
        var input = step.Field("input");
        if (input is not null && (input.Value is not YamlMapping || Placeholders.AnyIn(input.Value)))
        {
            return;
        }

        // An action that takes one of several inputs is validated when it runs.
        var schema = action.InputSchema;
        if (schema["properties"] is not JsonObject properties)
        {
            return;
        }

        var names = properties.Select(p => p.Key).ToList();
        var isClosed = schema["additionalProperties"]?.GetValueKind() == JsonValueKind.False;
        var offered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in (input?.Fields() ?? []).Where(f => isClosed && !properties.ContainsKey(f.Entry!.Key)))
        {
            var closest = Closest(field.Entry!.Key, names);
            var isFree = closest is not null && input!.Field(closest) is null && offered.Add(closest);
            findings.Add(
                TemplateRules.Input,
                field.Entry.Name.Start,
                field.Entry.Name.End,
                field.Pointer.ToString(),
                $"{action.Id} has no input {Quoted.Of(field.Entry.Key)}, and fails. {Hint(field.Entry.Key, closest, names)}",
                isFree ? TemplateLint.Guess(YamlFix.Rename(findings.Source, field.Entry, closest!)) : null);
        }

        foreach (var needed in (schema["required"] as JsonArray ?? []).Select(r => r!.ToString()).Where(n => input?.Field(n) is null))
        {
            var place = input is { Entry: not null } ? input : step.Field("action")!;
            findings.Add(TemplateRules.Input, place, $"{action.Id} needs the input {Quoted.Of(needed)}.");
        }
    }

    private static string? Closest(string written, IReadOnlyList<string> names) =>
        PickerOptions.Contains(written, StringComparer.Ordinal) ? null : DidYouMean.Closest(written, names);

    private static string Hint(string written, string? closest, IReadOnlyList<string> names) =>
        PickerOptions.Contains(written, StringComparer.Ordinal) ? "It is an option of RepoUrlPicker, under 'ui:options' of a parameter: remove it here."
        : closest is not null ? $"Did you mean '{closest}'?"
        : names.Count <= MostNames ? $"It takes {string.Join(", ", names)}."
        : $"It takes {string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more.";
}
