using System.Text.Json.Nodes;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Language;
using Automation.Templates.Steps;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>
/// Plans the steps of a new revision of a template for a service. An expression that is unchanged since the old revision keeps its recorded value; a
/// new one is evaluated with the values of the parameters.
/// </summary>
/// <param name="record">What was recorded.</param>
/// <param name="before">The old revision; null if it is gone, so that every expression counts as new.</param>
/// <param name="after">The new revision.</param>
/// <param name="values">The values of the parameters, with defaults for new ones.</param>
public sealed class NextSteps(ScaffoldRecord record, TemplateDocument? before, TemplateDocument after, JsonObject values)
{
    private readonly List<string> _problems = [];

    // The values that are not as they were recorded: what mentions them is evaluated again.
    private readonly List<string> _changed =
        [.. values.Where(v => !record.Values.TryGetPropertyValue(v.Key, out var was) || !JsonNode.DeepEquals(was, v.Value)).Select(v => v.Key)];

    /// <summary>New expressions that cannot be evaluated without the run that made the service.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <exception cref="StepException">A step needs something that only a run has, such as a secret.</exception>
    public IReadOnlyList<RecordedStep> Plan() =>
        [.. after.Steps.Where(s => ActionRegistry.IsLocal(s.Action)).SelectMany(Of)];

    private IEnumerable<RecordedStep> Of(TemplateStep step)
    {
        var old = before?.Steps.FirstOrDefault(s => s.Id == step.Id && s.Action == step.Action);
        var recorded = record.Steps.Where(s => s.Id == step.Id || s.Id.StartsWith($"{step.Id}[", StringComparison.Ordinal)).ToList();
        if (old is not null && IsKnown(step.If, old.If) && IsKnown(step.Each, old.Each))
        {
            return recorded.Select(r => r with { Action = step.Action, Input = (JsonObject)Merged(step.Input ?? [], old.Input, r.Input, step.Id)! });
        }

        if (step.Each is not null)
        {
            throw new StepException(
                $"The step '{step.Id}' cannot be repeated, because its 'each' is new or has other values: run the template again for this service.");
        }

        if (step.If is not null && !Holds(step))
        {
            return [];
        }

        var input = Merged(step.Input ?? [], old?.Input, recorded.FirstOrDefault()?.Input, step.Id);
        return [new RecordedStep(step.Id, step.Action, (JsonObject)input!)];
    }

    private bool IsKnown(JsonNode? source, JsonNode? old) => JsonNode.DeepEquals(source, old) && !MentionsChanged(source);

    private bool MentionsChanged(JsonNode? source)
    {
        var text = _changed.Count == 0 ? "" : source?.ToJsonString() ?? "";
        return text.Contains("parameters", StringComparison.Ordinal) && (UsesAll(text) || _changed.Exists(c => text.Contains(c, StringComparison.Ordinal)));
    }

    // 'parameters' itself, not one of them.
    private static bool UsesAll(string text)
    {
        for (var at = text.IndexOf("parameters", StringComparison.Ordinal); at >= 0; at = text.IndexOf("parameters", at + 1, StringComparison.Ordinal))
        {
            if (text.AsSpan(at + "parameters".Length).TrimStart() is [] or [not ('.' or '['), ..])
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(TemplateStep step) => Walk(step.Id).TryEvaluate(step.If, out var value) && StepTruth.Holds(value);

    private JsonNode? Merged(JsonNode? source, JsonNode? oldSource, JsonNode? recorded, string step)
    {
        if (source is JsonObject members)
        {
            var result = new JsonObject();
            foreach (var (name, member) in members)
            {
                var isKnown = oldSource is JsonObject oldMembers && oldMembers.ContainsKey(name);
                if (isKnown && IsKnown(member, oldSource![name]))
                {
                    // An expression that gave nothing has no recorded member.
                    if (recorded is JsonObject was && was.TryGetPropertyValue(name, out var value))
                    {
                        result[name] = value?.DeepClone();
                    }
                }
                else if (member is JsonObject)
                {
                    result[name] = Merged(member, (oldSource as JsonObject)?[name], (recorded as JsonObject)?[name], step);
                }
                else if (Walk(step).TryEvaluate(member, out var value))
                {
                    result[name] = value;
                }
            }

            return result;
        }

        return IsKnown(source, oldSource) ? recorded?.DeepClone() : Walk(step).TryEvaluate(source, out var evaluated) ? evaluated : null;
    }

    private ExpressionWalk Walk(string step) => new(
        new TemplateContext([new("parameters", values)]),
        isStrict: false,
        (source, error) => _problems.Add($"{step}: '{source}' has an error: {error.Message}"));
}
