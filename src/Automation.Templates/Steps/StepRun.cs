using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Language;
using Automation.Templates.Language.Values;
using Automation.Templates.Parameters.Schemas;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Steps;

/// <summary>Runs one step: once, or for each item. All inputs are evaluated and validated before the action runs for the first time.</summary>
internal sealed class StepRun(
    TemplateStep step,
    RunRequest request,
    ActionRegistry actions,
    ITemplateFiles files,
    Workspace workspace,
    Redactions redactions,
    Func<TemplateContext, string, ExpressionWalk> walk,
    Action<string, bool> report,
    Action<string> log,
    RunTrace trace)
{
    private const int MostIterations = 1_000;

    // What actions call the secrets that they set: a template that writes one of them as it is has made it known, and no log repeats it.
    private const string SecretsInput = "secrets";

    /// <summary>What the renderings of the run cost.</summary>
    public RunCost Cost { get; init; } = new();

    /// <summary>Runs it, and gives its output.</summary>
    public async Task<JsonObject> RunAsync(TemplateContext context, CancellationToken cancellationToken)
    {
        if (actions.Find(step.Action) is not { } action)
        {
            return Absent(Unknown());
        }

        var (with, without) = (context.With(Secrets(isHidden: false)), context.With(Secrets(isHidden: true)));
        var iterations = Iterations(with, without).ToList();
        var inputs = new List<(Iteration Iteration, JsonObject Input)>();
        var placeholders = context.With(Placeholders());
        foreach (var iteration in iterations)
        {
            var input = Input(with.With(iteration.Roots));
            redactions.AddDerived(input, Input(without.With(iteration.Roots)));
            redactions.AddDerived(input[SecretsInput], null);
            if (iteration.Key is not null && step.If is not null && !Holds(with.With(iteration.Roots)))
            {
                log($"Skipped for {iteration.Key}: its condition is false.");
                continue;
            }

            Validate(action, input, iteration);
            inputs.Add((iteration, input));
            trace.Add(action, iteration.Key is null ? step.Id : $"{step.Id}[{iteration.Key}]", () => Input(placeholders.With(iteration.Roots)));
        }

        return await RunAllAsync(action, inputs, cancellationToken);
    }

    private async Task<JsonObject> RunAllAsync(
        ITemplateAction action, List<(Iteration Iteration, JsonObject Input)> inputs, CancellationToken cancellationToken)
    {
        var output = new JsonObject();
        foreach (var (iteration, input) in inputs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var results = await OnceAsync(action, input, cancellationToken);
            foreach (var (name, value) in results.ToList())
            {
                results.Remove(name);
                if (iteration.Key is null)
                {
                    output[name] = value;
                }
                else
                {
                    (output[name] ??= new JsonArray()).AsArray().Add(value);
                }
            }
        }

        return output;
    }

    private async Task<JsonObject> OnceAsync(ITemplateAction action, JsonObject input, CancellationToken cancellationToken)
    {
        if (request.IsDryRun && !action.IsLocal)
        {
            log($"Would run {action.Id} with {redactions.In(input.ToJsonString())}.");
            return action.OutputSchema is { } schema ? ExampleOutput.Of(schema) as JsonObject ?? [] : [];
        }

        await trace.BeforeAsync(action, cancellationToken);
        var context = new ActionContext(input, workspace, files, request.Template.Ref, step.Id, log)
        {
            IsDryRun = request.IsDryRun,
            Cost = Cost,
            Note = message => report(message, false),
        };
        try
        {
            await action.RunAsync(context, cancellationToken);
            return context.Results;
        }
        catch (StepException exception) when (exception.IsAbsence && request.IsDryRun)
        {
            return Absent(exception.Message);
        }
    }

    // A dry run goes on where something is absent that is not part of the template, and says so.
    private JsonObject Absent(string message)
    {
        if (!request.IsDryRun)
        {
            throw new StepException(message);
        }

        report(message, true);
        return [];
    }

    private string Unknown()
    {
        var closest = DidYouMean.Closest(step.Action, actions.Ids);
        var hint = closest is null ? "." : $": did you mean '{closest}'?";
        return $"There is no action {Quoted.Of(step.Action)} here{hint} 'automation template actions' lists all.";
    }

    private IEnumerable<KeyValuePair<string, JsonNode?>> Secrets(bool isHidden)
    {
        var own = isHidden ? [] : Map(request.Secrets);
        var environment = isHidden || request.IsDryRun ? [] : Map(request.EnvironmentSecrets);
        yield return new("environment", new JsonObject { ["parameters"] = request.EnvironmentParameters.DeepClone(), ["secrets"] = environment });
        yield return new("secrets", own);
    }

    // What is recorded has no secret: the same placeholder each time, so that lines with a secret never differ between two renderings.
    private IEnumerable<KeyValuePair<string, JsonNode?>> Placeholders()
    {
        static JsonObject Named(IEnumerable<string> names) => Map(names.ToDictionary(n => n, RunTrace.PlaceholderOf, StringComparer.Ordinal));
        yield return new(
            "environment",
            new JsonObject { ["parameters"] = request.EnvironmentParameters.DeepClone(), ["secrets"] = Named(request.EnvironmentSecrets.Keys) });
        yield return new("secrets", Named(request.Secrets.Keys));
        yield return new("parameters", new JsonObject(request.Parameters.Select(p => KeyValuePair.Create(p.Key, Recorded(p.Key, p.Value)))));
    }

    private JsonNode? Recorded(string name, JsonNode? value) =>
        request.SecretParameters.Contains(name) ? JsonValue.Create(RunTrace.PlaceholderOf(name)) : value?.DeepClone();

    private static JsonObject Map(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)JsonValue.Create(v.Value))));

    private IEnumerable<Iteration> Iterations(TemplateContext with, TemplateContext without)
    {
        if (step.Each is null)
        {
            return [new Iteration(null, null)];
        }

        var isDefined = walk(with, step.Id).TryEvaluate(step.Each, out var items);
        redactions.AddDerived(items, walk(without, step.Id).TryEvaluate(step.Each, out var shown) ? shown : null);
        IReadOnlyList<Iteration> iterations = items switch
        {
            JsonArray array => [.. array.Select((v, i) => new Iteration(i.ToString(System.Globalization.CultureInfo.InvariantCulture), v))],
            JsonObject members => [.. members.Select(m => new Iteration(m.Key, m.Value))],
            _ when !isDefined => throw new StepException($"{Quoted.Of(step.Each.ToString())} of each is undefined: it must be a list or an object."),
            _ => throw new StepException("The value of each must be a list or an object."),
        };
        return iterations.Count <= MostIterations
            ? iterations
            : throw new StepException($"The value of each has {iterations.Count:N0} items; a step can be repeated at most {MostIterations:N0} times.");
    }

    private JsonObject Input(TemplateContext context) =>
        walk(context, step.Id).TryEvaluate(step.Input ?? [], out var input) && input is JsonObject members ? members : [];

    private bool Holds(TemplateContext context) => walk(context, step.Id).TryEvaluate(step.If, out var value) && StepTruth.Holds(value);

    private void Validate(ITemplateAction action, JsonObject input, Iteration iteration)
    {
        var errors = ParameterSchema.Validate(action.InputSchema, input);
        if (errors.Count == 0)
        {
            return;
        }

        var message = $"The input of {action.Id}{(iteration.Key is null ? "" : $" for {iteration.Key}")} is invalid: "
            + string.Join("; ", errors.Select(e => $"{(e.Pointer.Length == 0 ? "" : $"{e.Pointer}: ")}{e.Message}"));

        // Backstage's dry run does not look at the input of an action that it does not run.
        if (request.IsDryRun && !action.IsLocal)
        {
            report(message, true);
            return;
        }

        throw new StepException(message);
    }

    private sealed record Iteration(string? Key, JsonNode? Value)
    {
        public IEnumerable<KeyValuePair<string, JsonNode?>> Roots => Key is null
            ? []
            : [new("each", new JsonObject { ["key"] = Key, ["value"] = Value?.DeepClone() })];
    }
}
