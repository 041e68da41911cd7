using Automation.Catalog.Descriptors;
using Automation.Catalog.Fixes;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Yaml;

namespace Automation.Catalog.Rules;

/// <summary>Documents that cannot be read: Backstage then stores nothing from the whole file.</summary>
public static class YamlRules
{
    private const string BackstageSource = "yaml 2.9.1, as plugin-catalog-node 2.2.5 uses it";
    private const string OwnSource = "a limit of Automation's own; Backstage has none";

    /// <summary>Not YAML.</summary>
    public static readonly Rule Syntax = Rejecting("catalog/yaml-syntax", "Write YAML that can be parsed.",
        "One syntax error keeps out every entity of the file, and everything else of the Location that names it. Usual causes: a tab as indentation, a value that begins with `@`, `` ` `` or `%`, a `: ` within unquoted text, an unclosed quote or bracket.") with
    {
        Bad = "metadata:\n  description: @acme owns this",
        Good = "metadata:\n  description: \"@acme owns this\"",
    };

    /// <summary>A key twice.</summary>
    public static readonly Rule DuplicateKey = Rejecting("catalog/duplicate-key", "Write each key of a map once.",
        "A key that stands twice, quoted or not, makes the document unreadable for Backstage.") with
    {
        Bad = "metadata:\n  name: orders\n  name: order-service",
        Good = "metadata:\n  name: orders",
    };

    /// <summary>An alias without an anchor.</summary>
    public static readonly Rule UndefinedAlias = Rejecting("catalog/undefined-alias", "Define an anchor before its aliases.",
        "An alias (`*name`) of an anchor (`&name`) that does not stand before it in the same document ends the reading of the file: documents after it are lost too.");

    /// <summary>A merge of something else than a map.</summary>
    public static readonly Rule BadMerge = Rejecting("catalog/bad-merge", "Merge only maps with '<<'.",
        "Under `%YAML 1.1` a merge key takes a map, an alias of one, or a list of these.");

    /// <summary>A document that is no map.</summary>
    public static readonly Rule RootType = Rejecting("catalog/root-type", "Make every document a map.",
        "A document that is a list or a single value is not an entity, and the whole file is refused for it.") with
    {
        Bad = "- apiVersion: backstage.io/v1alpha1\n  kind: Component",
        Good = "apiVersion: backstage.io/v1alpha1\nkind: Component",
    };

    /// <summary>Too many aliases.</summary>
    public static readonly Rule LimitAliases = Rejecting("catalog/limit-aliases", "Use few aliases.",
        $"A document may use {YamlLimits.Aliases} aliases, and with every alias written out may hold {YamlLimits.Nodes:N0} values. Backstage refuses an anchor that is used more than 100 times, uses nested in it counted.");

    /// <summary>Too deep.</summary>
    public static readonly Rule LimitDepth = Limit("catalog/limit-depth", "Nest less deeply.",
        $"Lists and maps may be nested {YamlLimits.Depth} deep.");

    /// <summary>Too many values.</summary>
    public static readonly Rule LimitNodes = Limit("catalog/limit-nodes", "Split a very large document.",
        $"A document may hold {YamlLimits.Nodes:N0} values.");

    /// <summary>Too many documents.</summary>
    public static readonly Rule LimitDocuments = Limit("catalog/limit-documents", "Split a file of very many documents.",
        $"A file may hold {YamlLimits.Descriptor.Documents:N0} documents; a file that configuration names as a source {YamlLimits.Source.Documents:N0}.");

    /// <summary>Too many bytes.</summary>
    public static readonly Rule LimitSize = Limit("catalog/limit-size", "Keep descriptors small.",
        $"A file may have {YamlLimits.Descriptor.FileBytes / 1024 / 1024} MiB; a file that configuration names as a source {YamlLimits.Source.FileBytes / 1024 / 1024} MiB. Large API definitions belong in files of their own, read with `$text`.");

    /// <summary>Not to be read.</summary>
    public static readonly Rule Unreadable = new("catalog/unreadable", Severity.Error, Responsible.ApplicationTeam, "Make the file readable.")
    {
        Consequence = Consequence.NotJudged,
        Why = "The file is there but could not be read: a symbolic link that leads to no ordinary file of the repository, a device, missing permission, or an object that a shallow or partial clone left out.",
    };

    /// <summary>All of these.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [Syntax, DuplicateKey, UndefinedAlias, BadMerge, RootType, LimitAliases, LimitDepth, LimitNodes, LimitDocuments, LimitSize, Unreadable];

    internal static void Report(YamlDocument document, Findings findings)
    {
        foreach (var problem in document.Problems)
        {
            var related = problem.Related is { } first
                ? new RelatedPlace(findings.Source.Path, findings.Source.SpanBetween(first.Start, first.End), "It stands here first.")
                : null;
            findings.Add(RuleFor(problem.Kind), problem.Start, problem.End, "", problem.Message, FixFor(problem, findings.Source), related);
        }
    }

    private static Rule RuleFor(YamlProblemKind kind) => kind switch
    {
        YamlProblemKind.DuplicateKey => DuplicateKey,
        YamlProblemKind.UndefinedAlias => UndefinedAlias,
        YamlProblemKind.BadMerge => BadMerge,
        YamlProblemKind.TooDeep => LimitDepth,
        YamlProblemKind.TooManyAliases => LimitAliases,
        YamlProblemKind.TooManyNodes => LimitNodes,
        YamlProblemKind.TooManyDocuments => LimitDocuments,
        _ => Syntax,
    };

    private static Fix? FixFor(YamlProblem problem, SourceText source) => problem.Kind == YamlProblemKind.Syntax
        ? TabFix.For(source, problem.Start) ?? ReservedStartFix.For(source, problem.Start)
        : null;

    private static Rule Rejecting(string id, string title, string why) => new(id, Severity.Error, Responsible.ApplicationTeam, title)
    {
        Consequence = Consequence.RejectsFile,
        Why = why,
        Source = BackstageSource,
    };

    private static Rule Limit(string id, string title, string why) => Rejecting(id, title, why) with { Consequence = Consequence.NotJudged, Source = OwnSource };
}
