using System.Text.Json.Nodes;

namespace Automation.Templates.Steps;

/// <summary>The result of a run.</summary>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Output">The template's output; null if a step failed.</param>
/// <param name="Error">The first error; null if there is none.</param>
/// <param name="Problems">What a person should know: expressions with errors, and in a dry run what the real run would fail with.</param>
public sealed record RunResult(IReadOnlyList<StepResult> Steps, JsonNode? Output, string? Error, IReadOnlyList<StepProblem> Problems);

/// <summary>The result of a step.</summary>
/// <param name="Action">The id of its action.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Output">What it gave; null if it did not run.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
public sealed record StepResult(string Id, string Name, string Action, StepStatus Status, JsonObject? Output = null, string? Error = null);

public enum StepStatus
{
    /// <summary>The step ran.</summary>
    Completed,

    /// <summary>The step's condition is false, or an earlier step failed.</summary>
    Skipped,

    Failed,
}

/// <summary>A note about a step, for people.</summary>
/// <param name="Step">The id of the step; empty for the output.</param>
/// <param name="Fails">Whether the real run would fail.</param>
public sealed record StepProblem(string Step, string Message, bool Fails);
