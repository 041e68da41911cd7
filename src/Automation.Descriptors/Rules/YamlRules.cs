using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>Documents that cannot be read: Backstage then stores nothing from the whole file.</summary>
public static class YamlRules
{
    public static readonly Rule Syntax = Rejecting("catalog/yaml-syntax", "Correct the YAML syntax.") with
    {
        Detects = "A file that a YAML parser cannot read.",
        Why = "One syntax error keeps every entity of the file out of Backstage, and every other entity of the Location that names the file.",
        FixDetails = "Frequent causes are a tab in the indentation, a value that starts with `@`, `` ` `` or `%`, `: ` inside unquoted text, and a quote "
            + "or bracket that is not closed.",
        Bad = "metadata:\n  description: @acme owns this",
        Good = "metadata:\n  description: \"@acme owns this\"",
    };

    /// <summary>A key that is used twice.</summary>
    public static readonly Rule DuplicateKey = Rejecting("catalog/duplicate-key", "Write each key of a map once.") with
    {
        Detects = "A map with the same key twice, quoted or not.",
        FixDetails = "Keep one of the two keys. Merge their values first if both are needed.",
        Bad = "metadata:\n  name: orders\n  name: order-service",
        Good = "metadata:\n  name: orders",
    };

    /// <summary>An alias without an anchor.</summary>
    public static readonly Rule UndefinedAlias = Rejecting("catalog/undefined-alias", "Define an anchor before its aliases.") with
    {
        Detects = "An alias (`*name`) without an anchor (`&name`) before it in the same document.",
        Why = "Backstage stops reading the file at the alias, so documents that follow are lost too.",
        FixDetails = "Move the anchor before the alias, or replace the alias with the value.",
    };

    /// <summary>A merge of something other than a map.</summary>
    public static readonly Rule BadMerge = Rejecting("catalog/bad-merge", "Merge only maps with '<<'.") with
    {
        Detects = "A merge key (`<<`) under `%YAML 1.1` whose value is not a map, an alias of a map, or a list of these.",
        FixDetails = "Write the keys in place of the merge, or let `<<` refer to a map.",
    };

    /// <summary>A document that is not a map.</summary>
    public static readonly Rule RootType = Rejecting("catalog/root-type", "Write each document as a map.") with
    {
        Detects = "A document whose root is a list or a single value.",
        Why = "Such a document is not an entity, and Backstage rejects the whole file because of it.",
        FixDetails = "Separate entities with `---` instead of putting them in a list.",
        Bad = "- apiVersion: backstage.io/v1alpha1\n  kind: Component",
        Good = "apiVersion: backstage.io/v1alpha1\nkind: Component",
    };

    /// <summary>Too many aliases.</summary>
    public static readonly Rule LimitAliases = Rejecting("catalog/limit-aliases", "Use fewer aliases.") with
    {
        Detects = $"A document with more than {YamlLimits.Aliases} aliases, or with more than {YamlLimits.Nodes:N0} values once each alias is replaced "
            + "by its value.",
        Why = "Backstage refuses an anchor that is used more than 100 times, including nested uses, because a small file could otherwise expand to "
            + "gigabytes.",
        FixDetails = "Write the values out, or split the document.",
    };

    /// <summary>Too deep.</summary>
    public static readonly Rule LimitDepth = Limit("catalog/limit-depth", "Nest lists and maps less deeply.") with
    {
        Detects = $"Lists and maps that are nested more than {YamlLimits.Depth} levels deep.",
        Why = "Automation does not read such a file, so its entities are not validated. Real descriptors have fewer than 10 levels.",
        FixDetails = "Move a deeply nested definition to its own file and read it with `$text`.",
    };

    /// <summary>Too many values.</summary>
    public static readonly Rule LimitNodes = Limit("catalog/limit-nodes", "Split a very large document.") with
    {
        Detects = $"A document with more than {YamlLimits.Nodes:N0} values.",
        FixDetails = "Move a large definition to its own file and read it with `$text`.",
    };

    /// <summary>Too many documents.</summary>
    public static readonly Rule LimitDocuments = Limit("catalog/limit-documents", "Split a file with very many documents.") with
    {
        Detects = $"A file with more than {YamlLimits.Descriptor.Documents:N0} documents, or {YamlLimits.Source.Documents:N0} in a file that the "
            + "configuration lists under `descriptors.sources`.",
        FixDetails = "A generated file can be listed under `descriptors.sources`, which has a higher limit.",
    };

    /// <summary>Too many bytes.</summary>
    public static readonly Rule LimitSize = Limit("catalog/limit-size", "Keep descriptor files small.") with
    {
        Detects = $"A file larger than {YamlLimits.Descriptor.FileBytes / 1024 / 1024} MiB, or {YamlLimits.Source.FileBytes / 1024 / 1024} MiB for a "
            + "file that the configuration lists under `descriptors.sources`.",
        FixDetails = "Move large API definitions to their own files and read them with `$text`.",
    };

    /// <summary>The file cannot be read.</summary>
    public static readonly Rule Unreadable = new("catalog/unreadable", Severity.Error, Responsible.ApplicationTeam, "Make the file readable.")
    {
        Consequence = Consequence.NotJudged,
        Detects = "A file that exists and cannot be read: a symbolic link that does not lead to an ordinary file of the repository, a device, a "
            + "missing permission, or an object that a shallow or partial clone left out.",
        Why = "The entities of the file are not validated, and Backstage may not be able to read the file either.",
        FixDetails = "Replace the link with the file, correct the permissions, or fetch the missing objects.",
        Sources = [RuleSource.Own],
    };

    public static IReadOnlyList<Rule> All { get; } =
        [Syntax, DuplicateKey, UndefinedAlias, BadMerge, RootType, LimitAliases, LimitDepth, LimitNodes, LimitDocuments, LimitSize, Unreadable];

    internal static void Report(YamlDocument document, FindingCollector findings)
    {
        foreach (var problem in document.Problems)
        {
            var related = problem.Related is { } first
                ? new RelatedPlace(findings.Source.Path, findings.Source.SpanBetween(first.Start, first.End), "The key is first used here.")
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

    private static Rule Rejecting(string id, string title) => new(id, Severity.Error, Responsible.ApplicationTeam, title)
    {
        Consequence = Consequence.RejectsFile,
        Why = "Backstage cannot parse the document and rejects the whole file.",
        Sources = [RuleSource.Backstage("parse.ts with yaml 2.9.1", "plugins/catalog-node/src/processing/parse.ts")],
    };

    private static Rule Limit(string id, string title) => Rejecting(id, title) with
    {
        Consequence = Consequence.NotJudged,
        Why = "Automation does not read such a file, so its entities are not validated.",
        Sources = [RuleSource.Limit],
    };
}
