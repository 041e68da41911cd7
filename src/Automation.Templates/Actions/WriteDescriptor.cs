using System.Text;
using System.Text.Json.Nodes;
using Automation.Templates.Documents;
using Automation.Templates.Workspaces;

namespace Automation.Templates.Actions;

/// <summary><c>catalog:write</c>: writes a descriptor.</summary>
public sealed class WriteDescriptor : ITemplateAction
{
    private const string DefaultPath = "catalog-info.yaml";
    private const string SourceTemplate = "backstage.io/source-template";

    /// <inheritdoc/>
    public string Id => "catalog:write";

    /// <inheritdoc/>
    public string Description => "Writes an entity to catalog-info.yaml, with an annotation that names the template.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(
        ("filePath?", ActionSchema.Text("The file to write, relative to the workspace (default: catalog-info.yaml).")),
        ("entity", ActionSchema.Map("The entity.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var path = Workspace.PathOf(context.Text("filePath") ?? DefaultPath);
        var entity = context.Input["entity"]!.DeepClone().AsObject();
        if (entity["metadata"] is not JsonObject metadata)
        {
            entity["metadata"] = metadata = [];
        }

        if (metadata["annotations"] is not JsonObject annotations)
        {
            metadata["annotations"] = annotations = [];
        }

        annotations[SourceTemplate] = context.Template.ToString();
        var yaml = JsonAsYaml.Write(entity) ?? throw new StepException("The entity cannot be written as YAML: it is nested too deeply, or too large.");
        context.Workspace.Set(path, new WorkspaceEntry.File(Encoding.UTF8.GetBytes(yaml)));
        context.Log($"Wrote {path}.");
        return Task.CompletedTask;
    }
}
