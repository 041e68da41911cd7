using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary><c>fs:readdir</c>: lists folders of the workspace.</summary>
public sealed class ReadFolder : ITemplateAction
{
    private static readonly string[] Members = ["name", "path", "fullPath"];

    /// <inheritdoc/>
    public string Id => "fs:readdir";

    /// <inheritdoc/>
    public string Description => "Lists what folders of the workspace contain.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(
        ("paths", ActionSchema.Texts("The folders to list, relative to the workspace.")),
        ("recursive?", ActionSchema.Switch("Lists their subfolders, too.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => ActionSchema.Object(("files", Entries("The files.")), ("folders", Entries("The folders.")));

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var (files, folders) = (new JsonArray(), new JsonArray());
        foreach (var written in context.Texts("paths") ?? [])
        {
            var folder = Workspace.PathOf(written);
            if (folder.Length > 0 && !(context.Workspace.TryGet(folder, out var found) && found is WorkspaceEntry.Folder))
            {
                throw new StepException($"There is no folder {Quoted.Of(written)} in the workspace.");
            }

            foreach (var (path, entry) in context.Workspace.Entries)
            {
                if (RepositoryPath.Within(folder, path) is { } below && (context.Is("recursive") || !below.Contains('/', StringComparison.Ordinal)))
                {
                    // There is no folder on a disk: the full path is the path from the workspace's root.
                    var item = new JsonObject { ["name"] = path[(path.LastIndexOf('/') + 1)..], ["path"] = path, ["fullPath"] = path };
                    (entry is WorkspaceEntry.Folder ? folders : files).Add((JsonNode)item);
                }
            }
        }

        context.Output("files", files);
        context.Output("folders", folders);
        return Task.CompletedTask;
    }

    private static JsonObject Entries(string description) =>
        ActionSchema.List(ActionSchema.Object([.. Members.Select(m => (m, ActionSchema.Text("")))]), description);
}
