using System.Text.Json.Nodes;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Language;
using Automation.Templates.Steps;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>
/// What the steps of a new revision of a template do in the workspace of a service. Where an expression is the same as in the old revision, its recorded value
/// is used; a new one is evaluated with the values of the parameters.
/// </summary>
/// <param name="record">What was recorded.</param>
/// <param name="before">The old revision.</param>
/// <param name="after">The new revision.</param>
/// <param name="values">The values of the parameters, with defaults for new ones.</param>
public sealed class NextSteps(ScaffoldRecord record, TemplateDocument before, TemplateDocument after, JsonObject values)
{
    private readonly List<string> _problems = [];

    /// <summary>New expressions that cannot be evaluated without the run that made the service.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The steps.</summary>
    /// <exception cref="StepException">A step needs what an update does not have.</exception>
    public IReadOnlyList<RecordedStep> Plan() =>
        [.. after.Steps.Where(s => ActionRegistry.IsLocal(s.Action)).SelectMany(Of)];

    private IEnumerable<RecordedStep> Of(TemplateStep step)
    {
        var old = before.Steps.FirstOrDefault(s => s.Id == step.Id && s.Action == step.Action);
        var recorded = record.Steps.Where(s => s.Id == step.Id || s.Id.StartsWith($"{step.Id}[", StringComparison.Ordinal)).ToList();
        var isUnconditional = JsonNode.DeepEquals(old?.If, step.If) && JsonNode.DeepEquals(old?.Each, step.Each);
        if (old is not null && isUnconditional)
        {
            return recorded.Select(r => r with { Action = step.Action, Input = (JsonObject)Merged(step.Input ?? [], old.Input, r.Input, step.Id)! });
        }

        if (step.Each is not null)
        {
            throw new StepException($"The step '{step.Id}' is repeated with 'each' newly: run the template again for this service.");
        }

        if (step.If is not null && !Holds(step))
        {
            return [];
        }

        var input = Merged(step.Input ?? [], old?.Input, recorded.FirstOrDefault()?.Input, step.Id);
        return [new RecordedStep(step.Id, step.Action, (JsonObject)input!)];
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
                if (isKnown && JsonNode.DeepEquals(oldSource![name], member))
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

        return JsonNode.DeepEquals(source, oldSource) ? recorded?.DeepClone() : Walk(step).TryEvaluate(source, out var evaluated) ? evaluated : null;
    }

    private ExpressionWalk Walk(string step) => new(
        new TemplateContext([new("parameters", values)]),
        isStrict: false,
        (source, error) => _problems.Add($"{step}: '{source}' has an error: {error.Message}"));
}
