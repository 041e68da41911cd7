using System.Text.Json.Nodes;

namespace Automation.Templates.Steps;

/// <summary>What a run gave.</summary>
/// <param name="Steps">Its steps, in order.</param>
/// <param name="Output">The template's output; null where a step failed.</param>
/// <param name="Error">The first error; null where there is none.</param>
/// <param name="Problems">What a person should know: expressions with errors, and in a dry run what the real run would fail with.</param>
public sealed record RunResult(IReadOnlyList<StepResult> Steps, JsonNode? Output, string? Error, IReadOnlyList<StepProblem> Problems);

/// <summary>What a step gave.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Action">The id of its action.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Output">What it gave; null where it did not run.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record StepResult(string Id, string Name, string Action, StepStatus Status, JsonObject? Output = null, string? Error = null);

/// <summary>How a step ended.</summary>
public enum StepStatus
{
    /// <summary>It ran.</summary>
    Completed,

    /// <summary>Its condition does not hold, or a step before it failed.</summary>
    Skipped,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>What a person should know about a step.</summary>
/// <param name="Step">The id of the step; empty for the output.</param>
/// <param name="Message">What it is.</param>
/// <param name="Fails">Whether the real run would fail.</param>
public sealed record StepProblem(string Step, string Message, bool Fails);
