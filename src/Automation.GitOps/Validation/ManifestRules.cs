using Automation.Core.Findings;
using Automation.GitOps.Rendering;

namespace Automation.GitOps.Validation;

/// <summary>The rules about manifests: what the server, a strict client and Argo CD reject, each in its layer.</summary>
public static class ManifestRules
{
    private const string Argo = "https://argo-cd.readthedocs.io/en/stable";
    private const string Kubernetes = "https://kubernetes.io/docs";

    private static readonly RuleSource Crds = new("Argo CD, definitions of its resources", "https://github.com/argoproj/argo-cd/tree/master/manifests/crds");
    private static readonly RuleSource SyncOptions = new("Argo CD, \"Sync Options\"", $"{Argo}/user-guide/sync-options/");
    private static readonly RuleSource Names =
        new("Kubernetes, \"Object Names and IDs\"", $"{Kubernetes}/concepts/overview/working-with-objects/names/");
    private static readonly RuleSource Labels =
        new("Kubernetes, \"Labels and Selectors\"", $"{Kubernetes}/concepts/overview/working-with-objects/labels/");
    private static readonly RuleSource Validation =
        new("Kubernetes, \"Server-side field validation\"", $"{Kubernetes}/reference/using-api/api-concepts/#field-validation");

    /// <summary>A file that is not YAML.</summary>
    public static readonly Rule Syntax = Error("gitops/syntax", "Correct the YAML.") with
    {
        Detects = "A document that is not valid YAML, or is not an object.",
        Why = "Neither Argo CD nor the API server can read it.",
        Bad = "metadata: { name: orders",
        Good = "metadata: { name: orders }",
        Sources = [RuleSource.Own],
    };

    /// <summary>A kind that does not exist.</summary>
    public static readonly Rule UnknownKind = Error("gitops/unknown-kind", "Use a kind and version that exist.") with
    {
        Detects = "A kind of the group `argoproj.io`, or of a group that `--crds` defines, whose name is misspelt or whose version is not defined.",
        Why = "The API server rejects it, because the kind does not exist.",
        Bad = "apiVersion: argoproj.io/v1\nkind: application",
        Good = "apiVersion: argoproj.io/v1alpha1\nkind: Application",
        Sources = [Crds],
    };

    /// <summary>A field that is missing.</summary>
    public static readonly Rule Required = Error("gitops/required", "Add the field.") with
    {
        Detects = "A manifest without a field that its definition requires. A field that is null counts as missing.",
        Why = "The API server rejects it.",
        Bad = "spec:\n  destination: { name: staging, namespace: orders }",
        Good = "spec:\n  project: default\n  destination: { name: staging, namespace: orders }",
        Sources = [Crds],
    };

    /// <summary>A value of another type.</summary>
    public static readonly Rule Type = Error("gitops/type", "Write a value of the required type.") with
    {
        Detects = "A value whose type differs from the definition's, such as a number in place of a string.",
        Why = "The API server rejects it.",
        FixDetails = "If a string is required, quote numbers and words such as `yes`, `no`, `on` and `off`: YAML reads them as numbers and booleans.",
        Bad = "targetRevision: 1.20",
        Good = "targetRevision: \"1.20\"",
        Sources = [Crds],
    };

    /// <summary>A value that is not one of the allowed ones.</summary>
    public static readonly Rule Value = Error("gitops/enum", "Write one of the allowed values.") with
    {
        Detects = "A value that is not one of the allowed values, or that is too short, too long, too small or too large.",
        Why = "The API server rejects it.",
        Bad = "applicationsSync: create",
        Good = "applicationsSync: create-only",
        Sources = [Crds],
    };

    /// <summary>A field that does not exist.</summary>
    public static readonly Rule UnknownField = Error("gitops/unknown-field", "Correct the name of the field, or move it to the right place.") with
    {
        Detects = "A field that the definition does not have.",
        Why = "The API server silently drops it, so it has no effect. Strict clients reject the manifest.",
        Bad = "spec:\n  syncOptions: [CreateNamespace=true]",
        Good = "spec:\n  syncPolicy:\n    syncOptions: [CreateNamespace=true]",
        Sources = [Validation],
    };

    /// <summary>A key that is used twice.</summary>
    public static readonly Rule DuplicateKey = Error("gitops/duplicate-key", "Remove one of the keys.") with
    {
        Detects = "A map with the same key twice.",
        Why = "Argo CD uses the last one. Strict clients reject the manifest.",
        Bad = "metadata:\n  name: orders\n  name: billing",
        Good = "metadata:\n  name: orders",
        Sources = [Validation],
    };

    /// <summary>A sync option that does not exist.</summary>
    public static readonly Rule UnknownSyncOption = new("gitops/unknown-sync-option", Severity.Warning, Responsible.PlatformTeam, "Correct the option.")
    {
        Detects = "An item of `syncOptions` that is not `Name=value` with a name that Argo CD knows.",
        Why = "The definition allows any text, and Argo CD ignores an option that it does not know: nothing is rejected, and nothing is done.",
        Bad = "syncOptions: [CreateNamespaces=true]",
        Good = "syncOptions: [CreateNamespace=true]",
        Sources = [SyncOptions],
    };

    /// <summary>An invalid name.</summary>
    public static readonly Rule Name = Error("gitops/name", "Write a name of lower-case letters, digits, '-' and '.'.") with
    {
        Detects = "A resource without a name, a name that is not a DNS subdomain name of at most 253 characters, or a namespace that is not a DNS label.",
        Why = "The API server rejects it.",
        Bad = "metadata:\n  name: Orders_API",
        Good = "metadata:\n  name: orders-api",
        Sources = [Names],
    };

    /// <summary>An invalid label, annotation or finalizer.</summary>
    public static readonly Rule Label = Error("gitops/label", "Correct the label, annotation or finalizer.") with
    {
        Detects = "A label, annotation or finalizer whose key is not a qualified name, or a label value with characters that are not allowed.",
        Why = "The API server rejects it.",
        Bad = "labels:\n  team: \"payments & billing\"",
        Good = "labels:\n  team: payments-billing",
        Sources = [Labels],
    };

    /// <summary>Metadata of another type.</summary>
    public static readonly Rule MetadataType = Error("gitops/metadata-type", "Put the value in quotes.") with
    {
        Detects = "A label or annotation that is a number or a boolean, or a field of `metadata` with a wrong type.",
        Why = "The API server rejects it, because the values of labels and annotations must be strings.",
        Bad = "annotations:\n  argocd.argoproj.io/sync-wave: 1",
        Good = "annotations:\n  argocd.argoproj.io/sync-wave: \"1\"",
        Sources = [Labels],
    };

    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Syntax, UnknownKind, Required, Type, Value, UnknownField, DuplicateKey, UnknownSyncOption, Name, Label, MetadataType, .. ArgoRules.All,
        .. RenderedRules.All, .. ManifestPolicyRules.All,
    ];

    public static ManifestLayer LayerOf(Rule rule) => rule switch
    {
        _ when rule == Syntax || rule == UnknownKind || rule == Required || rule == Type || rule == Value || rule == RenderedRules.ApiRemoved
            => ManifestLayer.Schema,
        _ when rule == UnknownField || rule == DuplicateKey || rule == UnknownSyncOption => ManifestLayer.Strict,
        _ when rule == Name || rule == Label || rule == MetadataType => ManifestLayer.Meta,
        _ when ManifestPolicyRules.All.Contains(rule) => ManifestLayer.Policy,
        _ => ManifestLayer.Argo,
    };

    private static Rule Error(string id, string title) => new(id, Severity.Error, Responsible.PlatformTeam, title);
}

/// <summary>A layer of validation, by the program that rejects the manifest.</summary>
public enum ManifestLayer
{
    /// <summary>The server, by the definition of the kind.</summary>
    Schema,

    /// <summary>Clients with strict validation; the server drops what it does not know.</summary>
    Strict,

    /// <summary>The server, by the rules for metadata of every kind.</summary>
    Meta,

    /// <summary>Argo CD, when it uses the resource.</summary>
    Argo,

    /// <summary>The organisation.</summary>
    Policy,
}
