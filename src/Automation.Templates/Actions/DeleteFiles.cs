using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary><c>fs:delete</c>: removes files of the workspace.</summary>
public sealed class DeleteFiles : ITemplateAction
{
    /// <inheritdoc/>
    public string Id => "fs:delete";

    /// <inheritdoc/>
    public string Description => "Deletes files of the workspace; for a folder, all files in it.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(("files", ActionSchema.Texts("Paths or patterns, relative to the workspace.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        foreach (var pattern in context.Texts("files") ?? [])
        {
            var path = Workspace.PathOf(pattern);
            Glob[] globs = [new(path), new($"{path}/**")];
            var deleted = context.Workspace.Entries.Where(e => e.Value is not WorkspaceEntry.Folder && Glob.AnyMatches(globs, e.Key))
                .Select(e => e.Key)
                .ToList();
            deleted.ForEach(context.Workspace.Remove);
            context.Log($"Deleted {deleted.Count} files of {Quoted.Of(pattern)}.");
        }

        return Task.CompletedTask;
    }
}
