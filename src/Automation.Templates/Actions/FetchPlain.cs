using System.Text.Json.Nodes;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary><c>fetch:plain</c>: copies a folder as it is.</summary>
public sealed class FetchPlain : ITemplateAction
{
    /// <inheritdoc/>
    public string Id => "fetch:plain";

    /// <inheritdoc/>
    public string Description => "Copies a folder into the workspace.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(
        ("url", ActionSchema.Text("The folder to fetch: a path relative to the template, or a URL.")),
        ("targetPath?", ActionSchema.Text("The folder to write to, relative to the workspace (default: its root).")),
        ("token?", ActionSchema.Text("The token for reading the URL.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public async Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var target = Workspace.PathOf(context.Text("targetPath") ?? "");
        var entries = await context.Files.FolderAsync(context.Required("url"), cancellationToken);
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            context.Workspace.Set(target.Length == 0 ? entry.Path : $"{target}/{entry.Path}", entry.Read());
        }

        context.Log($"Copied {entries.Count(e => !e.IsFolder)} files.");
    }
}
