using System.Text.Json.Nodes;
using Automation.Core;

namespace Automation.Templates.Documents;

/// <summary>A software template: its parameters, its steps, and its output.</summary>
/// <param name="Ref">The entity ref.</param>
/// <param name="Entity">The whole document, placeholders resolved.</param>
/// <param name="Steps">The steps, in order.</param>
public sealed record TemplateDocument(EntityRef Ref, JsonObject Entity, IReadOnlyList<TemplateStep> Steps)
{
    public const string ApiVersion = "scaffolder.backstage.io/v1beta3";

    public const string Kind = "Template";

    /// <summary>The parameters: absent, one schema, or a list with one for each page.</summary>
    public JsonNode? Parameters => Entity["spec"]?["parameters"];

    /// <summary>The output of a run, with expressions.</summary>
    public JsonNode? Output => Entity["spec"]?["output"];

    /// <summary>The schema of the secrets a run needs; null if the template declares none.</summary>
    public JsonObject? SecretSchema => Entity["spec"]?["secrets"]?["schema"] as JsonObject;
}
