using System.Text.Json.Nodes;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary><c>fetch:plain:file</c>: copies one file as it is.</summary>
public sealed class FetchPlainFile : ITemplateAction
{
    /// <inheritdoc/>
    public string Id => "fetch:plain:file";

    /// <inheritdoc/>
    public string Description => "Copies one file into the workspace.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(
        ("url", ActionSchema.Text("The file to fetch: a path relative to the template, or a URL.")),
        ("targetPath", ActionSchema.Text("The file to write, relative to the workspace.")),
        ("token?", ActionSchema.Text("The token for reading the URL.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public async Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var target = Workspace.PathOf(context.Required("targetPath"));
        context.Workspace.Set(target, await context.Files.FileAsync(context.Required("url"), cancellationToken));
        context.Log($"Copied {target}.");
    }
}
