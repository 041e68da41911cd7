using System.Text.Json.Nodes;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>catalog:register</c>: makes the catalog read a repository.</summary>
internal sealed class RegisterEntity(ScaffoldHost host) : ITemplateAction
{
    /// <inheritdoc/>
    public string Id => "catalog:register";

    /// <inheritdoc/>
    public string Description => "Registers a descriptor: by a pull request where the catalog declares its sources; otherwise the catalog finds it.";

    /// <inheritdoc/>
    public JsonObject InputSchema { get; } = new()
    {
        ["anyOf"] = new JsonArray(
            ActionSchema.Object(
                ("catalogInfoUrl", ActionSchema.Text("The address of the descriptor.")),
                ("optional?", ActionSchema.Switch("Whether the descriptor may be absent."))),
            ActionSchema.Object(
                ("repoContentsUrl", ActionSchema.Text("The page of the repository's root.")),
                ("catalogInfoPath?", ActionSchema.Text("The descriptor in it; /catalog-info.yaml if absent.")),
                ("optional?", ActionSchema.Switch("Whether the descriptor may be absent.")))),
    };

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => false;

    /// <inheritdoc/>
    public Task RunAsync(ActionContext context, CancellationToken cancellationToken) => throw new Automation.Templates.Workspaces.StepException("NOT YET" + host);
}
