using System.Text.Json.Nodes;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary>An action that steps can name.</summary>
public interface ITemplateAction
{
    /// <summary>The id, such as <c>fetch:template</c>.</summary>
    string Id { get; }

    /// <summary>One sentence that describes the action.</summary>
    string Description { get; }

    /// <summary>The schema of its input, written when it is used: a run uses those of its own steps only.</summary>
    JsonObject InputSchema { get; }

    /// <summary>The schema of its output; null if there is none.</summary>
    JsonObject? OutputSchema { get; }

    /// <summary>
    /// Whether a dry run runs it: it changes nothing outside the workspace, or not when <see cref="ActionContext.IsDryRun"/> is set. For all other
    /// actions, a dry run only reports what they would do.
    /// </summary>
    bool IsLocal { get; }

    /// <summary>Whether the action may publish files of the workspace, which must then be complete.</summary>
    bool TakesFiles => false;

    /// <exception cref="StepException">It cannot do what the step asks for.</exception>
    Task RunAsync(ActionContext context, CancellationToken cancellationToken);
}
