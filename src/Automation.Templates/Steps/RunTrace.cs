using System.Text.Json.Nodes;
using Automation.Templates.Actions;

namespace Automation.Templates.Steps;

/// <summary>What the steps did in the workspace, as far as it can be repeated; and the moment before the first effect outside of it.</summary>
/// <param name="beforeFirstEffect">Called once, before the first action that works outside the workspace.</param>
internal sealed class RunTrace(Func<CancellationToken, Task>? beforeFirstEffect)
{
    private readonly List<RecordedStep> _steps = [];
    private bool _isStamped;

    public IReadOnlyList<RecordedStep> Steps => _steps;

    /// <summary>The placeholder for a secret in a record.</summary>
    public static string PlaceholderOf(string secret) => RecordedStep.SecretPrefix + secret;

    /// <summary>Records a step that works in the workspace alone.</summary>
    public void Add(ITemplateAction action, string id, Func<JsonObject> input)
    {
        if (ActionRegistry.IsLocal(action.Id))
        {
            _steps.Add(new RecordedStep(id, action.Id, input()));
        }
    }

    public Task BeforeAsync(ITemplateAction action, CancellationToken cancellationToken) =>
        action.TakesFiles ? StampAsync(cancellationToken) : Task.CompletedTask;

    public Task StampAsync(CancellationToken cancellationToken)
    {
        var stamps = !_isStamped && beforeFirstEffect is not null;
        _isStamped = true;
        return stamps ? beforeFirstEffect!(cancellationToken) : Task.CompletedTask;
    }
}

/// <summary>What a step did in the workspace: its action with an evaluated input, in which secrets are placeholders.</summary>
public sealed record RecordedStep(string Id, string Action, JsonObject Input)
{
    /// <summary>The prefix of all placeholders for secrets in a record.</summary>
    public const string SecretPrefix = "scaffold-secret-";
}
