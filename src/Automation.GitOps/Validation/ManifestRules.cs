using Automation.Core.Findings;

namespace Automation.GitOps.Validation;

/// <summary>The rules about manifests: what the server, a strict client and Argo CD reject, each in its layer.</summary>
public static class ManifestRules
{
    private const string Argo = "https://argo-cd.readthedocs.io/en/stable";
    private const string Kubernetes = "https://kubernetes.io/docs";

    private static readonly RuleSource Crds = new("Argo CD, definitions of its resources", "https://github.com/argoproj/argo-cd/tree/master/manifests/crds");
    private static readonly RuleSource ApplicationSpecification =
        new("Argo CD, \"Application Specification Reference\"", $"{Argo}/user-guide/application-specification/");
    private static readonly RuleSource MultipleSources = new("Argo CD, \"Multiple Sources for an Application\"", $"{Argo}/user-guide/multiple_sources/");
    private static readonly RuleSource Generators = new("Argo CD, \"Generators\"", $"{Argo}/operator-manual/applicationset/Generators/");
    private static readonly RuleSource GoTemplates = new("Argo CD, \"Go Template\"", $"{Argo}/operator-manual/applicationset/GoTemplate/");
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
        Why = "Neither Argo CD nor the server can read it.",
        Bad = "metadata: { name: orders",
        Good = "metadata: { name: orders }",
        Sources = [RuleSource.Own],
    };

    /// <summary>A kind that does not exist.</summary>
    public static readonly Rule UnknownKind = Error("gitops/unknown-kind", "Write the kind and version that exist.") with
    {
        Detects = "A kind of `argoproj.io`, or of a group in the definitions of `--crds`, of a version that is not defined, or written almost like one.",
        Why = "The server rejects it: there is no such kind.",
        Bad = "apiVersion: argoproj.io/v1\nkind: application",
        Good = "apiVersion: argoproj.io/v1alpha1\nkind: Application",
        Sources = [Crds],
    };

    /// <summary>A field that is missing.</summary>
    public static readonly Rule Required = Error("gitops/required", "Add the field.") with
    {
        Detects = "A manifest without a field that its definition requires. A field that is null counts as missing.",
        Why = "The server rejects it.",
        Bad = "spec:\n  destination: { name: staging, namespace: orders }",
        Good = "spec:\n  project: default\n  destination: { name: staging, namespace: orders }",
        Sources = [Crds],
    };

    /// <summary>A value of another type.</summary>
    public static readonly Rule Type = Error("gitops/type", "Write a value of the type.") with
    {
        Detects = "A value of another type than the definition has, such as a number where a text is needed.",
        Why = "The server rejects it.",
        FixDetails = "Put numbers and words such as `yes`, `no`, `on` and `off` into quotes where a text is needed: YAML reads them as numbers and booleans.",
        Bad = "targetRevision: 1.20",
        Good = "targetRevision: \"1.20\"",
        Sources = [Crds],
    };

    /// <summary>A value that is not one of the allowed ones.</summary>
    public static readonly Rule Value = Error("gitops/enum", "Write one of the allowed values.") with
    {
        Detects = "A value that is not among the allowed ones, or is too short, too long, too small or too large.",
        Why = "The server rejects it.",
        Bad = "applicationsSync: create",
        Good = "applicationsSync: create-only",
        Sources = [Crds],
    };

    /// <summary>A field that does not exist.</summary>
    public static readonly Rule UnknownField = Error("gitops/unknown-field", "Correct the name of the field, or move it to where it belongs.") with
    {
        Detects = "A field that the definition does not have.",
        Why = "The server drops it without a word, so that it has no effect; strict clients reject the manifest.",
        Bad = "spec:\n  syncOptions: [CreateNamespace=true]",
        Good = "spec:\n  syncPolicy:\n    syncOptions: [CreateNamespace=true]",
        Sources = [Validation],
    };

    /// <summary>A key that is there twice.</summary>
    public static readonly Rule DuplicateKey = Error("gitops/duplicate-key", "Remove one of the keys.") with
    {
        Detects = "A map with the same key twice.",
        Why = "The last one counts for Argo CD; strict clients reject the manifest.",
        Bad = "metadata:\n  name: orders\n  name: billing",
        Good = "metadata:\n  name: orders",
        Sources = [Validation],
    };

    /// <summary>A sync option that does not exist.</summary>
    public static readonly Rule UnknownSyncOption = Error("gitops/unknown-sync-option", "Correct the option.") with
    {
        Detects = "An item of `syncOptions` that is not `Name=value` with a name that Argo CD knows.",
        Why = "The definition allows any text, and Argo CD ignores an option that it does not know.",
        Bad = "syncOptions: [CreateNamespaces=true]",
        Good = "syncOptions: [CreateNamespace=true]",
        Sources = [SyncOptions],
    };

    /// <summary>An invalid name.</summary>
    public static readonly Rule Name = Error("gitops/name", "Write a name of lower-case letters, digits, '-' and '.'.") with
    {
        Detects = "A resource without a name, or with one that is no DNS subdomain name of at most 253 characters; a namespace that is no DNS label.",
        Why = "The server rejects it.",
        Bad = "metadata:\n  name: Orders_API",
        Good = "metadata:\n  name: orders-api",
        Sources = [Names],
    };

    /// <summary>An invalid label, annotation or finalizer.</summary>
    public static readonly Rule Label = Error("gitops/label", "Correct the label, annotation or finalizer.") with
    {
        Detects = "A key of a label, annotation or finalizer that is no qualified name, or a value of a label with characters that labels cannot have.",
        Why = "The server rejects it.",
        Bad = "labels:\n  team: \"payments & billing\"",
        Good = "labels:\n  team: payments-billing",
        Sources = [Labels],
    };

    /// <summary>Metadata of another type.</summary>
    public static readonly Rule MetadataType = Error("gitops/metadata-type", "Put the value into quotes.") with
    {
        Detects = "A label or annotation that is a number or a boolean, or metadata of another type than it has.",
        Why = "The server rejects it: the values of labels and annotations are texts.",
        Bad = "annotations:\n  argocd.argoproj.io/sync-wave: 1",
        Good = "annotations:\n  argocd.argoproj.io/sync-wave: \"1\"",
        Sources = [Labels],
    };

    /// <summary>No destination.</summary>
    public static readonly Rule DestinationMissing = Error("gitops/destination-missing", "Name the cluster of the destination.") with
    {
        Detects = "A destination without `name` and without `server`.",
        Why = "Argo CD reports the application as invalid and deploys nothing.",
        Bad = "destination:\n  namespace: orders",
        Good = "destination:\n  name: staging\n  namespace: orders",
        Sources = [ApplicationSpecification],
    };

    /// <summary>Two destinations.</summary>
    public static readonly Rule ServerXorName = Error("gitops/server-xor-name", "Keep one of 'name' and 'server'.") with
    {
        Detects = "A destination with both `name` and `server`.",
        Why = "Argo CD reports the application as invalid and deploys nothing.",
        FixDetails = "`name` stays valid when an address changes.",
        Bad = "destination: { name: staging, server: https://10.0.0.1 }",
        Good = "destination: { name: staging }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>No source.</summary>
    public static readonly Rule SourceMissing = Error("gitops/source-missing", "Add a source.") with
    {
        Detects = "An Application without `source`, `sources` and `sourceHydrator`.",
        Why = "Argo CD has nothing to deploy.",
        Bad = "spec:\n  project: default",
        Good = "spec:\n  project: default\n  source: { repoURL: https://github.com/acme/gitops, path: apps/orders }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>A source that names nothing.</summary>
    public static readonly Rule SourcePathOrChart = Error("gitops/source-path-or-chart", "Add 'path' or 'chart'.") with
    {
        Detects = "A source without `path` and `chart`; an item of `sources` may have only `ref`.",
        Why = "Argo CD reports the application as invalid.",
        Bad = "source: { repoURL: https://github.com/acme/gitops }",
        Good = "source: { repoURL: https://github.com/acme/gitops, path: apps/orders }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>A chart without a version.</summary>
    public static readonly Rule ChartRevision = Error("gitops/chart-revision", "Name the version of the chart.") with
    {
        Detects = "A source with `chart` and without `targetRevision`.",
        Why = "Argo CD reports the application as invalid: a chart has no default branch.",
        Bad = "source: { repoURL: https://charts.acme.test, chart: orders }",
        Good = "source: { repoURL: https://charts.acme.test, chart: orders, targetRevision: 1.4.2 }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>Several tools for one source.</summary>
    public static readonly Rule MultipleSourceTypes = Error("gitops/multiple-source-types", "Keep one of helm, kustomize, directory and plugin.") with
    {
        Detects = "A source with the settings of several tools.",
        Why = "Argo CD reports the application as invalid: it cannot decide how to render the source.",
        Bad = "source: { path: apps/orders, helm: { releaseName: orders }, kustomize: { namePrefix: x- } }",
        Good = "source: { path: apps/orders, helm: { releaseName: orders } }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>A ref with other characters.</summary>
    public static readonly Rule RefCharacters = Error("gitops/ref-chars", "Use letters, digits, '_' and '-' in a ref.") with
    {
        Detects = "A `ref` with characters other than letters, digits, `_` and `-`.",
        Why = "Argo CD reports the application as invalid.",
        Bad = "ref: values/prod",
        Good = "ref: values-prod",
        Sources = [MultipleSources],
    };

    /// <summary>A ref twice.</summary>
    public static readonly Rule DuplicateRef = Error("gitops/duplicate-ref", "Give each source a ref of its own.") with
    {
        Detects = "Two sources with the same `ref`.",
        Why = "Argo CD reports the application as invalid.",
        Bad = "sources: [{ ref: values }, { ref: values }]",
        Good = "sources: [{ ref: values }, { ref: defaults }]",
        Sources = [MultipleSources],
    };

    /// <summary>A ref that no source has.</summary>
    public static readonly Rule UnknownRef = Error("gitops/unknown-ref", "Name a ref that a source has.") with
    {
        Detects = "A value file or file parameter that begins with `$name`, where no source has that `ref`.",
        Why = "Argo CD cannot find the file, and renders nothing.",
        Bad = "valueFiles: [$value/orders.yaml]",
        Good = "valueFiles: [$values/orders.yaml]",
        Sources = [MultipleSources],
    };

    /// <summary>An invalid duration.</summary>
    public static readonly Rule Duration = Error("gitops/duration", "Write a duration such as 5s or 3m.") with
    {
        Detects = "A `duration` or `maxDuration` of `retry.backoff` that is no duration of Go, or no number of seconds.",
        Why = "Argo CD cannot retry a failed sync.",
        Bad = "backoff: { duration: 5 seconds }",
        Good = "backoff: { duration: 5s }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>A generator without a type.</summary>
    public static readonly Rule EmptyGenerator = Error("gitops/empty-generator", "Give the generator a type.") with
    {
        Detects = "An item of `generators` without a generator.",
        Why = "The ApplicationSet generates nothing from it, without a message.",
        Bad = "generators: [{}]",
        Good = "generators: [{ clusters: {} }]",
        Sources = [Generators],
    };

    /// <summary>Two generators in one item.</summary>
    public static readonly Rule OneInnerGenerator = Error("gitops/one-inner-generator", "Give each generator an item of its own.") with
    {
        Detects = "An item of the generators of a matrix or merge with several generators, or with another combination in a combination.",
        Why = "Argo CD reports the ApplicationSet as invalid: combinations take one generator in each item, and nest once.",
        Bad = "matrix: { generators: [{ clusters: {}, list: {} }, { git: {} }] }",
        Good = "matrix: { generators: [{ clusters: {} }, { git: {} }] }",
        Sources = [Generators],
    };

    /// <summary>A matrix without two generators.</summary>
    public static readonly Rule MatrixTwo = Error("gitops/matrix-two", "Give the matrix two generators.") with
    {
        Detects = "A matrix with other than two generators.",
        Why = "Argo CD reports the ApplicationSet as invalid.",
        Bad = "matrix: { generators: [{ clusters: {} }] }",
        Good = "matrix: { generators: [{ clusters: {} }, { list: { elements: [{ env: prod }] } }] }",
        Sources = [Generators],
    };

    /// <summary>A merge without two generators.</summary>
    public static readonly Rule MergeTwo = Error("gitops/merge-two", "Give the merge two generators or more.") with
    {
        Detects = "A merge with fewer than two generators.",
        Why = "Argo CD reports the ApplicationSet as invalid.",
        Bad = "merge: { mergeKeys: [server], generators: [{ clusters: {} }] }",
        Good = "merge: { mergeKeys: [server], generators: [{ clusters: {} }, { list: { elements: [] } }] }",
        Sources = [Generators],
    };

    /// <summary>A merge without keys.</summary>
    public static readonly Rule MergeKeys = Error("gitops/merge-keys", "Name the keys to merge by.") with
    {
        Detects = "A merge without `mergeKeys`.",
        Why = "Argo CD reports the ApplicationSet as invalid.",
        Bad = "merge: { mergeKeys: [], generators: [{ clusters: {} }, { clusters: {} }] }",
        Good = "merge: { mergeKeys: [server], generators: [{ clusters: {} }, { clusters: {} }] }",
        Sources = [Generators],
    };

    /// <summary>A git generator without directories and files.</summary>
    public static readonly Rule GitDirectoriesOrFiles = Error("gitops/git-dirs-or-files", "Add 'directories' or 'files'.") with
    {
        Detects = "A git generator without `directories` and `files`.",
        Why = "Argo CD reports the ApplicationSet as invalid.",
        Bad = "git: { repoURL: https://github.com/acme/gitops, revision: HEAD }",
        Good = "git: { repoURL: https://github.com/acme/gitops, revision: HEAD, directories: [{ path: apps/* }] }",
        Sources = [Generators],
    };

    /// <summary>Several providers.</summary>
    public static readonly Rule OneProvider = Error("gitops/one-provider", "Keep one provider.") with
    {
        Detects = "An `scmProvider` or `pullRequest` generator with several providers, or with none.",
        Why = "Argo CD takes one of them, or reports the ApplicationSet as invalid.",
        Bad = "scmProvider: { github: { organization: acme }, gitlab: { group: acme } }",
        Good = "scmProvider: { github: { organization: acme } }",
        Sources = [Generators],
    };

    /// <summary>Go syntax without Go templates.</summary>
    public static readonly Rule FastTemplateSyntax = Error("gitops/fasttemplate-syntax", "Set 'goTemplate: true', or write {{name}}.") with
    {
        Detects = "`{{.name}}` in the template of an ApplicationSet without `goTemplate: true`.",
        Why = "The text stays as it is: the application gets a name with braces, or is rejected.",
        Bad = "goTemplate: false\ntemplate: { metadata: { name: \"{{.name}}\" } }",
        Good = "goTemplate: true\ntemplate: { metadata: { name: \"{{.name}}\" } }",
        Sources = [GoTemplates],
    };

    /// <summary>Old syntax with Go templates.</summary>
    public static readonly Rule GoTemplateSyntax = Error("gitops/gotemplate-syntax", "Write {{.name}}, or remove 'goTemplate: true'.") with
    {
        Detects = "`{{name}}` in the template of an ApplicationSet with `goTemplate: true`.",
        Why = "Go reads it as a function, which does not exist: the ApplicationSet generates nothing.",
        Bad = "goTemplate: true\ntemplate: { metadata: { name: \"{{name}}\" } }",
        Good = "goTemplate: true\ntemplate: { metadata: { name: \"{{.name}}\" } }",
        Sources = [GoTemplates],
    };

    /// <summary>An unpinned missing key.</summary>
    public static readonly Rule MissingKey = new("gitops/missing-key", Severity.Warning, Responsible.PlatformTeam, "Add goTemplateOptions: [missingkey=error].")
    {
        Detects = "An ApplicationSet with `goTemplate: true` and without `goTemplateOptions: [missingkey=error]`.",
        Why = "A parameter that is missing becomes `<no value>` in the application, instead of an error.",
        Bad = "goTemplate: true",
        Good = "goTemplate: true\ngoTemplateOptions: [missingkey=error]",
        Sources = [GoTemplates],
    };

    /// <summary>Source beside sources.</summary>
    public static readonly Rule IgnoredSource = new(
        "gitops/ignored-source", Severity.Warning, Responsible.PlatformTeam, "Remove 'source', or move it to 'sources'.")
    {
        Detects = "An Application with both `source` and `sources`.",
        Why = "Argo CD ignores `source`.",
        Bad = "source: { repoURL: a, path: b }\nsources: [{ repoURL: c, path: d }]",
        Good = "sources: [{ repoURL: c, path: d }]",
        Sources = [MultipleSources],
    };

    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Syntax, UnknownKind, Required, Type, Value, UnknownField, DuplicateKey, UnknownSyncOption, Name, Label, MetadataType,
        DestinationMissing, ServerXorName, SourceMissing, SourcePathOrChart, ChartRevision, MultipleSourceTypes, RefCharacters, DuplicateRef, UnknownRef,
        Duration, EmptyGenerator, OneInnerGenerator, MatrixTwo, MergeTwo, MergeKeys, GitDirectoriesOrFiles, OneProvider, FastTemplateSyntax, GoTemplateSyntax,
        MissingKey, IgnoredSource,
    ];

    /// <summary>The layer of a rule.</summary>
    public static ManifestLayer LayerOf(Rule rule) => rule switch
    {
        _ when rule == Syntax || rule == UnknownKind || rule == Required || rule == Type || rule == Value => ManifestLayer.Schema,
        _ when rule == UnknownField || rule == DuplicateKey || rule == UnknownSyncOption => ManifestLayer.Strict,
        _ when rule == Name || rule == Label || rule == MetadataType => ManifestLayer.Meta,
        _ => ManifestLayer.Argo,
    };

    private static Rule Error(string id, string title) => new(id, Severity.Error, Responsible.PlatformTeam, title);
}

/// <summary>Who rejects a manifest.</summary>
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
