using static Automation.Descriptors.Tests.Positions.SoundDocuments;

namespace Automation.Descriptors.Tests.Positions;

/// <summary>Mistakes in what makes a document an entity.</summary>
internal static class EnvelopeCases
{
    private const string Envelope = "catalog/envelope";
    private const string Root = "catalog/unknown-root-field";
    private const string Kind = "catalog/kind-unrecognized";

    public static IEnumerable<RejectionCase> All =>
    [
        AComponent.With("apiVersion: backstage.io/v1alpha1\nkind: Component", "kind: Component #!", Envelope, "/apiVersion", "no apiVersion"),
        AComponent.With("apiVersion: backstage.io/v1alpha1\nkind: Component\n", "apiVersion: backstage.io/v1alpha1 #!\n", Envelope, "/kind", "no kind"),
        AComponent.With("metadata:\n  name: orders", "metadata: #!", Envelope, "/metadata/name", "no name"),
        AComponent.With("apiVersion: backstage.io/v1alpha1", "apiVersion: #!", Envelope, "/apiVersion"),
        AComponent.With("apiVersion: backstage.io/v1alpha1", "apiVersion: 1 #!", Envelope, "/apiVersion"),
        AComponent.With("apiVersion: backstage.io/v1alpha1", "apiVersion: \"\" #!", Envelope, "/apiVersion"),
        AComponent.With("kind: Component", "kind: [Component] #!", Envelope, "/kind"),
        AComponent.With("kind: Component", "kind: true #!", Envelope, "/kind"),
        AComponent.With("kind: Component", "kind: #!\n  is: Component", Envelope, "/kind"),
        AComponent.With("name: orders", "name: 2024 #!", Envelope, "/metadata/name"),
        AComponent.With("name: orders", "name: .5 #!", Envelope, "/metadata/name"),
        AComponent.With("name: orders", "name: ~ #!", Envelope, "/metadata/name"),
        AComponent.With("name: orders", "name: '' #!", Envelope, "/metadata/name"),
        AComponent.With("name: orders", "name:\n    2024 #!", Envelope, "/metadata/name"),
        AComponent.With("namespace: shop", "namespace: #!", Envelope, "/metadata/namespace"),
        AComponent.With("namespace: shop", "namespace: 7 #!", Envelope, "/metadata/namespace"),
        AComponent.With("namespace: shop", "namespace: '' #!", Envelope, "/metadata/namespace"),
        AComponent.With("annotations:\n    example.com/note: text", "annotations: text #!", Envelope, "/metadata/annotations"),
        AComponent.With("annotations:\n    example.com/note: text", "annotations: #!\n    - text", Envelope, "/metadata/annotations"),
        RejectionCase.Of(
            "metadata is text",
            Envelope,
            "/metadata",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: orders #!\nspec:\n  type: service\n  lifecycle: production\n  owner: a\n"),
        RejectionCase.Of(
            "metadata is a list",
            Envelope,
            "/metadata",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: #!\n  - name: orders\nspec:\n  type: service\n  lifecycle: production\n  owner: "
            + "a\n"),
        RejectionCase.Of(
            "metadata is blank",
            Envelope,
            "/metadata",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: #!\nspec:\n  type: service\n  lifecycle: production\n  owner: a\n"),
        RejectionCase.Of(
            "no metadata",
            Envelope,
            "/metadata",
            "apiVersion: backstage.io/v1alpha1 #!\nkind: Component\nspec:\n  type: service\n  lifecycle: production\n  owner: a\n"),

        AComponent.With("spec:\n", "owner: payments #!\nspec:\n", Root, "/owner"),
        AComponent.With("spec:\n", "relations: [] #!\nspec:\n", Root, "/relations"),
        AComponent.With("spec:\n", "status: #!\n  ok: true\nspec:\n", Root, "/status"),
        AComponent.With("apiVersion:", "$schema: https://example.com/schema.json #!\napiVersion:", Root, "/$schema"),
        RejectionCase.Of(
            "a last field indented with a no-break space",
            Root,
            "/\u00a0 type",
            "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: a\nspec:\n  owner: b\n\u00a0 type: product #!\n"),
        AComponent.With("spec:\n", "17: x #!\nspec:\n", Root, "/17"),

        AComponent.With("kind: Component", "kind: component #!", Kind, "/kind"),
        AComponent.With("kind: Component", "kind: Komponent #!", Kind, "/kind"),
        AComponent.With("kind: Component", "kind: AiResource #!", Kind, "/kind"),
        AComponent.With("backstage.io/v1alpha1", "backstage.io/v1 #!", Kind, "/apiVersion"),
        AComponent.With("backstage.io/v1alpha1", "scaffolder.backstage.io/v1beta3 #!", Kind, "/apiVersion"),
        ATemplate.With("scaffolder.backstage.io/v1beta3", "scaffolder.backstage.io/v1beta2 #!", Kind, "/apiVersion", "a template of an old apiVersion"),

        RejectionCase.Of("no spec", "catalog/field-missing", "/spec", "apiVersion: backstage.io/v1alpha1 #!\nkind: System\nmetadata:\n  name: a\n"),
        RejectionCase.Of("spec is blank", "catalog/field-null", "/spec", "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: a\nspec: #!\n"),
        RejectionCase.Of(
            "spec is a list",
            "catalog/field-type",
            "/spec",
            "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: a\nspec: #!\n  - owner: a\n"),
        RejectionCase.Of("a list of entities", "catalog/root-type", "", "- apiVersion: backstage.io/v1alpha1 #!\n  kind: System\n"),
        RejectionCase.Of("text instead of an entity", "catalog/root-type", "", "\n# nothing\nhello #!\n"),
        RejectionCase.Of(
            "a number in a second document",
            "catalog/root-type",
            "",
            "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: a\nspec:\n  owner: b\n---\n42 #!\n"),
        RejectionCase.Of(
            "a second document without a name",
            Envelope,
            "/metadata/name",
            "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: a\nspec:\n  owner: b\n---\napiVersion: backstage.io/v1alpha1\nkind: "
            + "System\nmetadata: #!\n  title: B\nspec:\n  owner: b\n"),
    ];
}
