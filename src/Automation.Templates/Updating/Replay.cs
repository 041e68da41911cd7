using Automation.Core;
using Automation.Templates.Actions;
using Automation.Templates.Steps;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>Renders a template again from its record, without a user, a catalog or secrets.</summary>
public static class Replay
{
    /// <param name="steps">What the steps did.</param>
    /// <param name="files">The files of the template at its revision.</param>
    /// <param name="template">The ref of the template.</param>
    /// <exception cref="StepException">A step cannot be repeated.</exception>
    public static async Task<Workspace> RunAsync(IEnumerable<RecordedStep> steps, ITemplateFiles files, EntityRef template, CancellationToken cancellationToken)
    {
        var workspace = new Workspace();
        foreach (var step in steps)
        {
            var action = ActionRegistry.Local.FirstOrDefault(a => a.Id == step.Action)
                ?? throw new StepException($"The step '{step.Id}' cannot be repeated: there is no action '{step.Action}' that works only on files.");
            await action.RunAsync(new ActionContext(step.Input, workspace, files, template, step.Id, _ => { }), cancellationToken);
        }

        return workspace;
    }
}
