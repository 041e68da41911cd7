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
    public JsonObject InputSchema => ActionSchema.Object(
        ("url", ActionSchema.Text("The file to fetch: a path relative to the template, or a URL.")),
        ("targetPath", ActionSchema.Text("The file to write, relative to the workspace.")),
        ("values?", ActionSchema.Map("The values that the file can use.")),
        ("cookiecutterCompat?", ActionSchema.Switch("Accepts {{ cookiecutter.name }}, and Python's names such as True and None.")),
        ("replace?", ActionSchema.Switch("Replaces an existing file (default: false, which keeps it).")),
        ("trimBlocks?", ActionSchema.Switch("Removes the line end after each tag.")),
        ("lstripBlocks?", ActionSchema.Switch("Removes the indentation before each tag.")),
        ("token?", ActionSchema.Text("The token for reading the URL.")));

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
            context.Log($"{target} already exists and is kept.");
            return;
        }

        var file = await context.Files.FileAsync(context.Required("url"), cancellationToken);
        var rendered = new SkeletonRenderer(context.Input, context.Cost).Text(target, file.Bytes);
        context.Workspace.Set(target, new WorkspaceEntry.File(rendered));
        context.Log($"Rendered {target}.");
    }
}
