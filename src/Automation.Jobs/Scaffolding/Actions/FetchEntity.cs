using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Text;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>catalog:fetch</c>: gives entities of the catalog.</summary>
internal sealed class FetchEntity(ScaffoldHost host) : ITemplateAction
{
    /// <inheritdoc/>
    public string Id => "catalog:fetch";

    /// <inheritdoc/>
    public string Description => "Reads entities from the catalog.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(
        ("entityRef?", ActionSchema.Text("The ref of an entity.")),
        ("entityRefs?", ActionSchema.Texts("The refs of several entities.")),
        ("optional?", ActionSchema.Switch("Returns null for an entity that does not exist, instead of failing.")),
        ("defaultKind?", ActionSchema.Text("The kind for refs without one.")),
        ("defaultNamespace?", ActionSchema.Text("The namespace for refs without one.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => ActionSchema.Object(
        ("entity?", ActionSchema.Anything("The entity that entityRef names.")),
        ("entities?", new JsonObject { ["type"] = "array", ["description"] = "The entities that entityRefs names, in the same order." }));

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        // As in Backstage, an empty ref counts as none.
        var one = context.Text("entityRef") is { Length: > 0 } text ? text : null;
        var many = context.Texts("entityRefs");
        if (one is null && many is null && !context.Is("optional"))
        {
            throw new StepException("The input has neither 'entityRef' nor 'entityRefs': specify the entity to fetch.");
        }

        if (one is not null)
        {
            context.Output("entity", Find(context, one));
        }

        if (many is not null)
        {
            context.Output("entities", new JsonArray([.. many.Select(r => Find(context, r))]));
        }

        return Task.CompletedTask;
    }

    private JsonObject? Find(ActionContext context, string written)
    {
        if (!EntityRef.TryParse(written, context.Text("defaultKind"), context.Text("defaultNamespace") ?? EntityRef.DefaultNamespace, out var reference, out _))
        {
            throw new StepException($"{Quoted.Of(written)} is not the ref of an entity: write kind:namespace/name.");
        }

        if (host.Catalog is null && !context.Is("optional"))
        {
            throw new StepException($"There is no catalog here to fetch {reference} from: specify one with --catalog.") { IsAbsence = true };
        }

        return host.Catalog?.Invoke(reference!)
            ?? (context.Is("optional") ? null : throw new StepException($"The catalog has no {reference}.") { IsAbsence = true });
    }
}
