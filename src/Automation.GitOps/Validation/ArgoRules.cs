using Automation.Core.Findings;

namespace Automation.GitOps.Validation;

/// <summary>The rules of Argo CD itself: what it reports only when it uses a resource.</summary>
public static class ArgoRules
{
    private const string Argo = "https://argo-cd.readthedocs.io/en/stable";

    private static readonly RuleSource ApplicationSpecification =
        new("Argo CD, \"Application Specification Reference\"", $"{Argo}/user-guide/application-specification/");
    private static readonly RuleSource MultipleSources = new("Argo CD, \"Multiple Sources for an Application\"", $"{Argo}/user-guide/multiple_sources/");
    private static readonly RuleSource Generators = new("Argo CD, \"Generators\"", $"{Argo}/operator-manual/applicationset/Generators/");
    private static readonly RuleSource GoTemplates = new("Argo CD, \"Go Template\"", $"{Argo}/operator-manual/applicationset/GoTemplate/");
    private static readonly RuleSource Projects = new("Argo CD, \"Projects\"", $"{Argo}/user-guide/projects/");

    public static readonly Rule DestinationMissing = Error("gitops/destination-missing", "Specify the cluster of the destination.") with
    {
        Detects = "A destination with neither `name` nor `server`.",
        Why = "Argo CD reports the application as invalid and deploys nothing.",
        Bad = "destination:\n  namespace: orders",
        Good = "destination:\n  name: staging\n  namespace: orders",
        Sources = [ApplicationSpecification],
    };

    /// <summary>Two destinations.</summary>
    public static readonly Rule ServerXorName = Error("gitops/server-xor-name", "Remove either 'name' or 'server'.") with
    {
        Detects = "A destination with both `name` and `server`.",
        Why = "Argo CD reports the application as invalid and deploys nothing.",
        FixDetails = "`name` stays valid when an address changes.",
        Bad = "destination: { name: staging, server: https://10.0.0.1 }",
        Good = "destination: { name: staging }",
        Sources = [ApplicationSpecification],
    };

    public static readonly Rule SourceMissing = Error("gitops/source-missing", "Add a source.") with
    {
        Detects = "An Application without `source`, `sources` or `sourceHydrator`.",
        Why = "Argo CD has nothing to deploy.",
        Bad = "spec:\n  project: default",
        Good = "spec:\n  project: default\n  source: { repoURL: https://github.com/acme/gitops, path: apps/orders }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>A source that names nothing.</summary>
    public static readonly Rule SourcePathOrChart = Error("gitops/source-path-or-chart", "Add 'path' or 'chart'.") with
    {
        Detects = "A source with neither `path` nor `chart`. An item of `sources` with `ref` needs neither.",
        Why = "Argo CD reports the application as invalid.",
        Bad = "source: { repoURL: https://github.com/acme/gitops }",
        Good = "source: { repoURL: https://github.com/acme/gitops, path: apps/orders }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>A chart without a version.</summary>
    public static readonly Rule ChartRevision = Error("gitops/chart-revision", "Specify the version of the chart.") with
    {
        Detects = "A source with `chart`, but without `targetRevision`.",
        Why = "Argo CD reports the application as invalid: a chart has no default branch.",
        Bad = "source: { repoURL: https://charts.acme.test, chart: orders }",
        Good = "source: { repoURL: https://charts.acme.test, chart: orders, targetRevision: 1.4.2 }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>Several tools for one source.</summary>
    public static readonly Rule MultipleSourceTypes = Error("gitops/multiple-source-types", "Keep only one of helm, kustomize, directory and plugin.") with
    {
        Detects = "A source with settings for several tools.",
        Why = "Argo CD reports the application as invalid: it cannot decide how to render the source.",
        Bad = "source: { path: apps/orders, helm: { releaseName: orders }, kustomize: { namePrefix: x- } }",
        Good = "source: { path: apps/orders, helm: { releaseName: orders } }",
        Sources = [ApplicationSpecification],
    };

    public static readonly Rule RefCharacters = Error("gitops/ref-chars", "Use letters, digits, '_' and '-' in a ref.") with
    {
        Detects = "A `ref` with characters other than letters, digits, `_` and `-`.",
        Why = "Argo CD reports the application as invalid.",
        Bad = "ref: values/prod",
        Good = "ref: values-prod",
        Sources = [MultipleSources],
    };

    /// <summary>Two sources with the same ref.</summary>
    public static readonly Rule DuplicateRef = Error("gitops/duplicate-ref", "Give each source its own ref.") with
    {
        Detects = "Two sources with the same `ref`.",
        Why = "Argo CD reports the application as invalid.",
        Bad = "sources: [{ ref: values }, { ref: values }]",
        Good = "sources: [{ ref: values }, { ref: defaults }]",
        Sources = [MultipleSources],
    };

    /// <summary>A ref that no source has.</summary>
    public static readonly Rule UnknownRef = Error("gitops/unknown-ref", "Use the ref of one of the sources.") with
    {
        Detects = "A value file or file parameter that begins with `$name`, where no source has that `ref`.",
        Why = "Argo CD cannot find the file and renders nothing.",
        Bad = "valueFiles: [$value/orders.yaml]",
        Good = "valueFiles: [$values/orders.yaml]",
        Sources = [MultipleSources],
    };

    /// <summary>An invalid duration.</summary>
    public static readonly Rule Duration = Error("gitops/duration", "Write a duration such as 5s or 3m.") with
    {
        Detects = "A `duration` or `maxDuration` of `retry.backoff` that is neither a Go duration nor a number of seconds.",
        Why = "Argo CD cannot retry a failed sync.",
        Bad = "backoff: { duration: 5 seconds }",
        Good = "backoff: { duration: 5s }",
        Sources = [ApplicationSpecification],
    };

    /// <summary>A generator without a type.</summary>
    public static readonly Rule EmptyGenerator = Error("gitops/empty-generator", "Give the generator a type.") with
    {
        Detects = "An item of `generators` without a type of generator.",
        Why = "The ApplicationSet generates nothing from it and reports no error.",
        Bad = "generators: [{}]",
        Good = "generators: [{ clusters: {} }]",
        Sources = [Generators],
    };

    /// <summary>Two generators in one item.</summary>
    public static readonly Rule OneInnerGenerator = Error("gitops/one-inner-generator", "Write each generator as its own item.") with
    {
        Detects = "In `generators` of a matrix or merge: an item with several generators, or a matrix or merge that is nested more than once.",
        Why = "Argo CD reports the ApplicationSet as invalid: each item must have one generator, and a matrix or merge can be nested only once.",
        Bad = "matrix: { generators: [{ clusters: {}, list: {} }, { git: {} }] }",
        Good = "matrix: { generators: [{ clusters: {} }, { git: {} }] }",
        Sources = [Generators],
    };

    /// <summary>A matrix without two generators.</summary>
    public static readonly Rule MatrixTwo = Error("gitops/matrix-two", "Give the matrix two generators.") with
    {
        Detects = "A matrix that does not have exactly two generators.",
        Why = "Argo CD reports the ApplicationSet as invalid.",
        Bad = "matrix: { generators: [{ clusters: {} }] }",
        Good = "matrix: { generators: [{ clusters: {} }, { list: { elements: [{ env: prod }] } }] }",
        Sources = [Generators],
    };

    /// <summary>A merge without two generators.</summary>
    public static readonly Rule MergeTwo = Error("gitops/merge-two", "Give the merge at least two generators.") with
    {
        Detects = "A merge with fewer than two generators.",
        Why = "Argo CD reports the ApplicationSet as invalid.",
        Bad = "merge: { mergeKeys: [server], generators: [{ clusters: {} }] }",
        Good = "merge: { mergeKeys: [server], generators: [{ clusters: {} }, { list: { elements: [] } }] }",
        Sources = [Generators],
    };

    /// <summary>A merge without keys.</summary>
    public static readonly Rule MergeKeys = Error("gitops/merge-keys", "Specify the keys to merge by.") with
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
        Detects = "A git generator with neither `directories` nor `files`.",
        Why = "Argo CD reports the ApplicationSet as invalid.",
        Bad = "git: { repoURL: https://github.com/acme/gitops, revision: HEAD }",
        Good = "git: { repoURL: https://github.com/acme/gitops, revision: HEAD, directories: [{ path: apps/* }] }",
        Sources = [Generators],
    };

    /// <summary>Several providers.</summary>
    public static readonly Rule OneProvider = Error("gitops/one-provider", "Keep one provider.") with
    {
        Detects = "An `scmProvider` or `pullRequest` generator with several providers, or with none.",
        Why = "Argo CD uses only one of several providers, and reports an ApplicationSet without one as invalid.",
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
        Detects = "An ApplicationSet with `goTemplate: true`, but without `goTemplateOptions: [missingkey=error]`.",
        Why = "A missing parameter becomes `<no value>` in the application, instead of an error.",
        Bad = "goTemplate: true",
        Good = "goTemplate: true\ngoTemplateOptions: [missingkey=error]",
        Sources = [GoTemplates],
    };

    /// <summary>An option that Go's templates do not have.</summary>
    public static readonly Rule TemplateOption = Error("gitops/template-option", "Correct the option.") with
    {
        Detects = "An item of `goTemplateOptions` that Go's templates do not know. They have `missingkey` with `default`, `invalid`, `zero` or `error`.",
        Why = "The definition allows any text, but the template cannot be created: Argo CD generates no application from the set.",
        Bad = "goTemplate: true\ngoTemplateOptions: [missingkey=eror]",
        Good = "goTemplate: true\ngoTemplateOptions: [missingkey=error]",
        Sources = [GoTemplates],
    };

    /// <summary>An element that gives no parameters.</summary>
    public static readonly Rule ListElement = Error("gitops/list-element", "Write each element as a map of texts.") with
    {
        Detects = "An element of a list generator that is not a map. Without `goTemplate: true`, also a value in it that is not a text.",
        Why = "The definition allows any value, but Argo CD reports an error and generates no application from the set.",
        Bad = "list: { elements: [staging, { cluster: production, replicas: 3 }] }",
        Good = "list: { elements: [{ cluster: staging }, { cluster: production, replicas: \"3\" }] }",
        Sources = [Generators],
    };

    /// <summary>A parameter that no generator gives.</summary>
    public static readonly Rule UnknownParameter = new(
        "gitops/unknown-parameter", Severity.Warning, Responsible.PlatformTeam, "Use a parameter that a generator gives.")
    {
        Detects = "An expression in the template of an ApplicationSet with a parameter that none of its generators gives. Only where all of them are list "
            + "generators with written elements, git generators of directories, or combinations of these: what others give is not in the manifest.",
        Why = "Without `goTemplate: true` the braces stay as they are. With it, the set generates nothing, or `<no value>` without `missingkey=error`.",
        Bad = "list: { elements: [{ cluster: staging }] }\n# the template: name: \"orders-{{clster}}\"",
        Good = "list: { elements: [{ cluster: staging }] }\n# the template: name: \"orders-{{cluster}}\"",
        Sources = [Generators],
    };

    /// <summary>A value file that is missing.</summary>
    public static readonly Rule ValueFile = new("gitops/value-file", Severity.Warning, Responsible.PlatformTeam, "Name a file that exists.")
    {
        Detects = "An item of `helm.valueFiles` that is not in the repository, where the source is the repository of the manifests itself, with the revision "
            + "`HEAD`, `main` or `master`, or none. It is a warning, because the file may be on that branch, and a kustomization may replace its name.",
        Why = "Argo CD cannot render the application.",
        FixDetails = "With `ignoreMissingValueFiles: true` a file may be missing.",
        Bad = "valueFiles: [values-prod.yml]",
        Good = "valueFiles: [values-prod.yaml]",
        Sources = [ApplicationSpecification],
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

    /// <summary>A repository that the project does not permit.</summary>
    public static readonly Rule ProjectSource = Error("gitops/project-source", "Use a repository that the project permits.") with
    {
        Detects = "An Application whose AppProject, among the same manifests, does not permit its repository in `sourceRepos`.",
        Why = "Argo CD reports the application as invalid and deploys nothing.",
        Bad = "sourceRepos: [https://github.com/acme/gitops]\n# the application: https://github.com/acme/charts",
        Good = "sourceRepos: [https://github.com/acme/*]",
        Sources = [Projects],
    };

    /// <summary>A destination that the project does not permit.</summary>
    public static readonly Rule ProjectDestination = Error("gitops/project-destination", "Use a destination that the project permits.") with
    {
        Detects = "An Application whose AppProject, among the same manifests, does not permit its cluster and namespace in `destinations`.",
        Why = "Argo CD reports the application as invalid and deploys nothing.",
        Bad = "destinations: [{ name: staging, namespace: orders }]\n# the application: staging, billing",
        Good = "destinations: [{ name: staging, namespace: \"*\" }]",
        Sources = [Projects],
    };

    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        DestinationMissing, ServerXorName, SourceMissing, SourcePathOrChart, ChartRevision, MultipleSourceTypes, RefCharacters, DuplicateRef, UnknownRef,
        Duration, EmptyGenerator, OneInnerGenerator, MatrixTwo, MergeTwo, MergeKeys, GitDirectoriesOrFiles, OneProvider, FastTemplateSyntax, GoTemplateSyntax,
        MissingKey, TemplateOption, ListElement, UnknownParameter, ValueFile, IgnoredSource, ProjectSource, ProjectDestination,
    ];

    private static Rule Error(string id, string title) => new(id, Severity.Error, Responsible.PlatformTeam, title);
}
