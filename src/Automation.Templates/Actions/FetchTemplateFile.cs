using System.Text.Json.Nodes;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary><c>fetch:template:file</c>: renders one file.</summary>
public sealed class FetchTemplateFile : ITemplateAction
{
    /// <inheritdoc/>
    public string Id => "fetch:template:file";

    /// <inheritdoc/>
    public string Description => "Renders one file into the workspace.";

    /// <inheritdoc/>
    public JsonObject InputSchema { get; } = ActionSchema.Object(
        ("url", ActionSchema.Text("The file: a path from the template, or an address.")),
        ("targetPath", ActionSchema.Text("The file to write, from the workspace's root.")),
        ("values?", ActionSchema.Map("The values that the file can use.")),
        ("cookiecutterCompat?", ActionSchema.Switch("Reads {{ cookiecutter.name }} and Python's names.")),
        ("replace?", ActionSchema.Switch("Replaces a file that is there already; it is kept otherwise.")),
        ("trimBlocks?", ActionSchema.Switch("Removes the line end after each tag.")),
        ("lstripBlocks?", ActionSchema.Switch("Removes the indentation before each tag.")),
        ("token?", ActionSchema.Text("The token that reads the address.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public async Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var target = Workspace.PathOf(context.Required("targetPath"));
        if (context.Workspace.Contains(target) && !context.Is("replace"))
        {
            context.Log($"{target} is there already and stays.");
            return;
        }

        var file = await context.Files.FileAsync(context.Required("url"), cancellationToken);
        var rendered = new SkeletonRenderer(context.Input, context.Cost).Text(target, file.Bytes);
        context.Workspace.Set(target, new WorkspaceEntry.File(rendered));
        context.Log($"Rendered {target}.");
    }
}
