using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary><c>debug:log</c>: writes a message, and lists the workspace.</summary>
public sealed class LogMessage : ITemplateAction
{
    /// <inheritdoc/>
    public string Id => "debug:log";

    /// <inheritdoc/>
    public string Description => "Writes a message, and lists the files of the workspace.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(
        ("message?", ActionSchema.Text("The message.")),
        ("listWorkspace?", ActionSchema.Either(
            "Lists the files; with-contents also prints them.",
            ActionSchema.Switch("Lists the files."),
            new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("with-filenames", "with-contents") })));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        if (context.Text("message") is { } message)
        {
            context.Log(message);
        }

        var list = context.Input["listWorkspace"];
        if (list is null || list.GetValueKind() == JsonValueKind.False)
        {
            return Task.CompletedTask;
        }

        foreach (var (path, entry) in context.Workspace.Entries.Where(e => e.Value is not WorkspaceEntry.Folder))
        {
            context.Log(entry is WorkspaceEntry.File file && list.ToString() == "with-contents"
                ? $"{path}:\n{(BinaryContent.Is(file.Bytes.Span) ? "(binary)" : Encoding.UTF8.GetString(file.Bytes.Span))}"
                : path);
        }

        return Task.CompletedTask;
    }
}
