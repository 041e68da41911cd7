using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary><c>fs:rename</c>: moves files and folders of the workspace.</summary>
public sealed class RenameFiles : ITemplateAction
{
    /// <inheritdoc/>
    public string Id => "fs:rename";

    /// <inheritdoc/>
    public string Description => "Moves files and folders of the workspace.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(
        ("files", ActionSchema.List(
            ActionSchema.Object(
                ("from", ActionSchema.Text("The file or folder.")),
                ("to", ActionSchema.Text("Its new path.")),
                ("overwrite?", ActionSchema.Switch("Replaces an existing file or folder (default: false, which fails)."))),
            "What to move.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        foreach (var file in (context.Input["files"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Move(context, file["from"]?.ToString() ?? "", file["to"]?.ToString() ?? "", file["overwrite"]?.GetValueKind() == JsonValueKind.True);
        }

        return Task.CompletedTask;
    }

    private static void Move(ActionContext context, string written, string target, bool isReplacing)
    {
        var (from, to) = (Workspace.PathOf(written), Workspace.PathOf(target));
        if (!context.Workspace.TryGet(from, out _) || to.Length == 0)
        {
            throw new StepException($"There is no {Quoted.Of(written)} to move to {Quoted.Of(target)}.") { IsAbsence = true };
        }

        if (from == to)
        {
            return;
        }

        if (RepositoryPath.Within(from, to) is not null)
        {
            throw new StepException($"{Quoted.Of(written)} cannot be moved into itself.");
        }

        if (context.Workspace.Contains(to))
        {
            if (!isReplacing)
            {
                throw new StepException($"{Quoted.Of(target)} already exists; 'overwrite: true' replaces it.");
            }

            context.Workspace.Remove(to);
        }

        var moved = context.Workspace.Entries.Where(e => e.Key == from || RepositoryPath.Within(from, e.Key) is not null).ToList();
        context.Workspace.Remove(from);
        foreach (var (path, entry) in moved)
        {
            context.Workspace.Set(to + path[from.Length..], entry);
        }

        context.Log($"Moved {from} to {to}.");
    }
}
