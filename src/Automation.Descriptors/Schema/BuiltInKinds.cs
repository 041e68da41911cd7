using static Automation.Descriptors.Schema.Field;

namespace Automation.Descriptors.Schema;

/// <summary>The nine kinds of a default Backstage backend and what their <c>spec</c> must contain (specs, descriptors §6).</summary>
internal static class BuiltInKinds
{
    private static readonly string[] Catalog = ["backstage.io/v1alpha1", "backstage.io/v1beta1"];
    private static readonly string[] Scaffolder = ["scaffolder.backstage.io/v1beta3"];

    private static readonly Shape Texts = Shape.ListOf(Shape.Text);

    private static readonly Shape Profile = Shape.MapWith(
        Optional("displayName", Shape.Text),
        Optional("email", Shape.Text),
        Optional("picture", Shape.Text));

    private static readonly Shape Permissions = Shape.MapWith(Optional("tags", Shape.ListOf(Shape.AnyText)));

    private static readonly Shape Decorators = Shape.ListOf(Shape.MapWith(
        Optional("id", Shape.AnyText),
        Optional("input", Shape.Map)));

    private static readonly Shape Step = Shape.MapWith(
        Required("action", Shape.AnyText, "the action the step runs, such as 'fetch:template'"),
        Optional("id", Shape.AnyText),
        Optional("name", Shape.AnyText),
        Optional("input", Shape.Map),
        Optional("if", Shape.TextOrBoolean),
        Optional("backstage:permissions", Permissions));

    private static readonly Shape Output = Shape.MapWithOthers(
        Shape.AnyText,
        Optional("links", Shape.ListOf(Shape.MapWith(
            Optional("if", Shape.TextOrBoolean),
            Optional("url", Shape.Text),
            Optional("entityRef", Shape.Text),
            Optional("title", Shape.Text),
            Optional("icon", Shape.Text)))),
        Optional("text", Shape.ListOf(Shape.MapWith(
            Optional("if", Shape.TextOrBoolean),
            Optional("title", Shape.Text),
            Optional("icon", Shape.Text),
            Optional("content", Shape.AnyText)))));

    private static readonly Shape Presentation = Shape.MapWith(
        Optional("buttonLabels", Shape.MapWith(
            Optional("backButtonText", Shape.AnyText),
            Optional("createButtonText", Shape.AnyText),
            Optional("reviewButtonText", Shape.AnyText))));

    public static IReadOnlyList<KindDefinition> All { get; } =
    [
        new("Component", Catalog,
        [
            Required("type", Shape.Text, "the type of component, such as 'service' or 'library'"),
            Required("lifecycle", Shape.Text, "its stage, such as 'production'"),
            Required("owner", Shape.Text, "the group or user that owns it"),
            Optional("system", Shape.Text),
            Optional("subcomponentOf", Shape.Text),
            Optional("providesApis", Texts),
            Optional("consumesApis", Texts),
            Optional("dependsOn", Texts),
            Optional("dependencyOf", Shape.Anything),
        ]),
        new("API", Catalog,
        [
            Required("type", Shape.Text, "the type of API, such as 'openapi'"),
            Required("lifecycle", Shape.Text, "its stage, such as 'production'"),
            Required("owner", Shape.Text, "the group or user that owns it"),
            Required("definition", Shape.Text, "the API's definition, as text or as '$text: ./openapi.yaml'"),
            Optional("system", Shape.Text),
        ]),
        new("Resource", Catalog,
        [
            Required("type", Shape.Text, "the type of resource, such as 'database'"),
            Required("owner", Shape.Text, "the group or user that owns it"),
            Optional("system", Shape.Text),
            Optional("dependsOn", Texts),
            Optional("dependencyOf", Shape.Anything),
        ]),
        new("System", Catalog,
        [
            Required("owner", Shape.Text, "the group or user that owns it"),
            Optional("domain", Shape.Text),
            Optional("type", Shape.Text),
        ]),
        new("Domain", Catalog,
        [
            Required("owner", Shape.Text, "the group or user that owns it"),
            Optional("subdomainOf", Shape.Text),
            Optional("type", Shape.Text),
        ]),
        new("Group", Catalog,
        [
            Required("type", Shape.Text, "the type of group, such as 'team'"),
            Required("children", Texts, "its child groups, or '[]' if it has none"),
            Optional("parent", Shape.Text),
            Optional("members", Texts),
            Optional("profile", Profile),
        ]),
        new("User", Catalog,
        [
            Required("memberOf", Texts, "the groups of the user, or '[]' if there are none"),
            Optional("profile", Profile),
        ]),
        new("Location", Catalog,
        [
            Optional("type", Shape.Text),
            Optional("target", Shape.Text),
            Optional("targets", Texts),
            Optional("presence", Shape.OneOf("required", "optional")),
        ]),
        new("Template", Scaffolder,
        [
            Required("type", Shape.Text, "the type of what it creates, such as 'service'"),
            Required("steps", Shape.ListOf(Step), "the steps it runs"),
            Optional("owner", Shape.Text),
            Optional("lifecycle", Shape.Text),
            Optional("parameters", Shape.ListOrSingle(Shape.MapWith(Optional("backstage:permissions", Permissions)))),
            Optional("output", Output),
            Optional("presentation", Presentation),
            Optional("secrets", Shape.MapWith(Optional("schema", Shape.Map))),
            Optional("formDecorators", Decorators),
            Optional("EXPERIMENTAL_formDecorators", Decorators),
            Optional("EXPERIMENTAL_recovery", Shape.MapWith(Optional("EXPERIMENTAL_strategy", Shape.AnyText))),
        ]),
    ];

    /// <summary>The names of all fields of a spec; such a name is not a misspelling of another.</summary>
    public static IReadOnlySet<string> SpecFields { get; } = All.SelectMany(k => k.Fields).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The kind with the name and API version, or null if Backstage does not recognise it.</summary>
    public static KindDefinition? Find(string kind, string apiVersion) =>
        All.FirstOrDefault(k => k.Name == kind && k.ApiVersions.Contains(apiVersion, StringComparer.Ordinal));
}

/// <summary>A kind that Backstage recognises.</summary>
/// <param name="Name">The name; letter case matters.</param>
/// <param name="ApiVersions">The API versions it may have.</param>
/// <param name="Fields">The fields of its <c>spec</c>; others are allowed.</param>
internal sealed record KindDefinition(string Name, IReadOnlyList<string> ApiVersions, IReadOnlyList<Field> Fields)
{
    public Shape Spec { get; } = Shape.MapWith([.. Fields]);
}
