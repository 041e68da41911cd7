using System.Text.Json.Nodes;
using Automation.Core;

namespace Automation.Templates.Documents;

/// <summary>A software template: what a person fills in, the steps, and what they give.</summary>
/// <param name="Ref">Its entity ref.</param>
/// <param name="Entity">The whole document, placeholders resolved.</param>
/// <param name="Steps">Its steps, in order.</param>
public sealed record TemplateDocument(EntityRef Ref, JsonObject Entity, IReadOnlyList<TemplateStep> Steps)
{
    /// <summary>The version that runs here.</summary>
    public const string ApiVersion = "scaffolder.backstage.io/v1beta3";

    /// <summary>The kind of template documents.</summary>
    public const string Kind = "Template";

    /// <summary>The parameters: absent, one schema, or a list with one for each page.</summary>
    public JsonNode? Parameters => Entity["spec"]?["parameters"];

    /// <summary>What a run gives, with expressions.</summary>
    public JsonNode? Output => Entity["spec"]?["output"];

    /// <summary>The schema of the secrets a run needs; null where the template declares none.</summary>
    public JsonObject? SecretSchema => Entity["spec"]?["secrets"]?["schema"] as JsonObject;
}
