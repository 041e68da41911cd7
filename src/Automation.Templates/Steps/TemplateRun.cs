using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Language;
using Automation.Templates.Language.Values;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Steps;

/// <summary>
/// Runs the steps of a template, one after the other (specs, templates §4). The first failure ends the run, but for steps whose condition asks for
/// <c>always()</c> or <c>failure()</c>.
/// </summary>
/// <param name="actions">The actions that exist here.</param>
/// <param name="files">What can be fetched.</param>
/// <param name="log">Receives the events.</param>
public sealed class TemplateRun(RunRequest request, ActionRegistry actions, ITemplateFiles files, Action<StepEvent>? log = null)
{
    private readonly JsonObject _outputs = [];
    private readonly List<StepResult> _results = [];
    private readonly List<StepProblem> _problems = [];
    private readonly RunCost _cost = new();
    private RunTrace? _trace;
    private bool _hasFailed;
    private bool _asksForStatus;
    private CancellationToken _cancelled;

    /// <summary>The files that the steps made.</summary>
    public Workspace Workspace { get; } = new();

    /// <summary>What the steps did in the workspace so far, with placeholders for secrets.</summary>
    public IReadOnlyList<RecordedStep> Recorded => _trace?.Steps ?? [];

    /// <summary>Called before the first action that works outside the workspace, and after the last step.</summary>
    public Func<CancellationToken, Task>? Stamp { get; init; }

    /// <summary>The secrets, which must not appear in output for people.</summary>
    public Redactions Redactions { get; } = new();

    public async Task<RunResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var parameters = request.SecretParameters.Select(p => request.Parameters[p]?.ToString() ?? "");
        foreach (var secret in request.Secrets.Values.Concat(request.EnvironmentSecrets.Values).Concat(parameters))
        {
            Redactions.Add(secret);
        }

        _cancelled = cancellationToken;
        _trace = new RunTrace(Stamp);
        string? error = null;
        foreach (var step in request.Template.Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await StepAsync(step, cancellationToken);
            _results.Add(result);
            _hasFailed |= result.Status == StepStatus.Failed;
            error ??= result.Error;
            log?.Invoke(new StepEvent(step, result.Status, result.Error));
        }

        if (error is null)
        {
            await _trace.StampAsync(cancellationToken);
        }

        return new RunResult(_results, error is null ? Output() : null, error, _problems);
    }

    private async Task<StepResult> StepAsync(TemplateStep step, CancellationToken cancellationToken)
    {
        var result = new StepResult(step.Id, step.Name, step.Action, StepStatus.Skipped);
        try
        {
            if (!Runs(step))
            {
                return result;
            }

            log?.Invoke(new StepEvent(step, null, null));
            void Problem(string text, bool fails) => Report(step.Id, text, fails);
            var run = new StepRun(step, request, actions, files, Workspace, Redactions, Walk, Problem, Log, _trace!) { Cost = _cost };
            var output = await run.RunAsync(Context(), cancellationToken);
            _outputs[step.Id] = new JsonObject { ["output"] = output };
            return result with { Status = StepStatus.Completed, Output = output };
        }
        catch (StepException exception)
        {
            return result with { Status = StepStatus.Failed, Error = Redactions.In(exception.Message) };
        }

        void Log(string message) => log?.Invoke(new StepEvent(step, null, Redactions.In(message)));
    }

    // After a failure only steps run whose condition asks how the run stands. With `each` the condition is decided for each item.
    private bool Runs(TemplateStep step)
    {
        var text = step.If?.GetValueKind() == JsonValueKind.String;
        if (_hasFailed)
        {
            _asksForStatus = false;
            _ = text && Holds(step);
            if (!_asksForStatus)
            {
                return false;
            }
        }

        return step.If?.GetValueKind() != JsonValueKind.False && (!text || step.Each is not null || Holds(step));
    }

    private bool Holds(TemplateStep step) => Walk(Context(), step.Id).TryEvaluate(step.If, out var value) && StepTruth.Holds(value);

    private ExpressionWalk Walk(TemplateContext context, string step) => new(
        context,
        request.IsStrict,
        (source, error) => Report(
            step,
            $"The expression {Quoted.Of(source)} has an error in column {error.Column}, so its text is passed on unchanged, as in Backstage: {error.Message}",
            fails: false),
        _cancelled);

    private void Report(string step, string message, bool fails)
    {
        var problem = new StepProblem(step, Redactions.In(message), fails);
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    private TemplateContext Context() => new TemplateContext(
        [
            new("parameters", request.Parameters),
            new("environment", new JsonObject { ["parameters"] = request.EnvironmentParameters.DeepClone(), ["secrets"] = new JsonObject() }),
            new("steps", _outputs),
            new("user", request.User),
            new("context", new JsonObject { ["task"] = new JsonObject { ["id"] = request.TaskId } }),
        ])
    { Cost = _cost }.With(("always", () => _asksForStatus = true), ("failure", () => (_asksForStatus = true) && _hasFailed));

    private JsonNode? Output()
    {
        if (!Walk(Context(), "").TryEvaluate(request.Template.Output, out var output) || output is not JsonObject members)
        {
            return output;
        }

        foreach (var name in (string[])["links", "text"])
        {
            if (members[name] is JsonArray items)
            {
                members[name] = new JsonArray([.. items.Where(HasNoFalseCondition).Select(WithoutCondition)]);
            }
        }

        return members;
    }

    private static bool HasNoFalseCondition(JsonNode? item) => item is not JsonObject members || !members.ContainsKey("if") || StepTruth.Holds(members["if"]);

    private static JsonNode? WithoutCondition(JsonNode? item)
    {
        var copy = item?.DeepClone();
        (copy as JsonObject)?.Remove("if");
        return copy;
    }
}

/// <summary>An event of a run.</summary>
/// <param name="Status">How it ended; null while it runs.</param>
/// <param name="Message">A line of its action, or its error.</param>
public sealed record StepEvent(TemplateStep Step, StepStatus? Status, string? Message);
