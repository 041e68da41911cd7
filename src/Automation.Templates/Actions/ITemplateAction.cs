using System.Text.Json.Nodes;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary>An action that steps can name.</summary>
public interface ITemplateAction
{
    /// <summary>Its id, such as <c>fetch:template</c>.</summary>
    string Id { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Description { get; }

    /// <summary>The schema of its input, a JSON schema.</summary>
    JsonObject InputSchema { get; }

    /// <summary>The schema of its output; null where it has none.</summary>
    JsonObject? OutputSchema { get; }

    /// <summary>
    /// Whether a dry run runs it: it changes nothing outside the workspace, or not when <see cref="ActionContext.IsDryRun"/> is set. Of any other a dry run
    /// says what it would do.
    /// </summary>
    bool IsLocal { get; }

    /// <summary>Whether files of the workspace may leave it, so that they have to be complete before.</summary>
    bool TakesFiles => false;

    /// <summary>Runs it.</summary>
    /// <exception cref="StepException">It cannot do what the step asks for.</exception>
    Task RunAsync(ActionContext context, CancellationToken cancellationToken);
}
