using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Validation;

/// <summary>
/// The kinds that Backstage is configured to accept: <c>catalog.rules</c> of its app-config, and the rules of its <c>catalog.locations</c>.
/// The location that loads a descriptor is not known here, so a kind that any rule allows is treated as allowed.
/// </summary>
/// <remarks>DefaultCatalogRulesEnforcer.fromConfig of plugin-catalog-backend 4.0.0: kinds and <c>spec.type</c> are compared without case.</remarks>
public sealed class KindAllowance
{
    /// <summary>The largest configuration that is read.</summary>
    private const long LargestFile = 1024 * 1024;

    public static IReadOnlyList<string> Files { get; } =
        ["app-config.yaml", "app-config.production.yaml", "backstage/app-config.yaml", "backstage/app-config.production.yaml"];

    private readonly HashSet<(string Kind, string Type)> _allowed;

    private KindAllowance(string file, IEnumerable<(string Kind, string Type)> allowed) => (FoundIn, _allowed) = (file, [.. allowed]);

    /// <summary>The file with the rules, from the root of the repository.</summary>
    public string FoundIn { get; }

    /// <summary>Reads Backstage's configuration in a repository; null if there is no readable one with <c>catalog.rules</c>.</summary>
    public static KindAllowance? In(FileTree tree, CancellationToken cancellationToken)
    {
        var catalogs = Files
            .Select(f => (File: f, Catalog: Read(tree, f, cancellationToken)?["catalog"] as YamlMapping))
            .Where(f => f.Catalog is not null).ToList();
        var rules = catalogs.Where(c => c.Catalog!.TryGet("rules", out _)).ToList();

        // Other included files are not read, because their purpose is not known.
        return rules.Count == 0 || rules.Any(r => r.Catalog!["rules"] is not YamlSequence) ? null
            : new KindAllowance(
                rules[0].File,
                catalogs.SelectMany(c => Rules(c.Catalog!).Concat(Items(c.Catalog!["locations"]).OfType<YamlMapping>().SelectMany(Rules))));
    }

    /// <param name="type">Its <c>spec.type</c>; null if it has none.</param>
    public bool Allows(string kind, string? type) =>
        _allowed.Contains((Folded(kind), "")) || (type is not null && _allowed.Contains((Folded(kind), Folded(type))));

    private static YamlMapping? Read(FileTree tree, string path, CancellationToken cancellationToken) =>
        tree.Find(path) is { Kind: FileKind.File } && tree.Read(path, LargestFile, cancellationToken) is FileContent.Whole { Bytes: var bytes }
        && YamlFile.Read(SourceText.Decode(path, bytes.Span), YamlLimits.Descriptor, cancellationToken).Documents is [{ Root: YamlMapping root }, ..]
            ? root
            : null;

    private static IEnumerable<(string Kind, string Type)> Rules(YamlMapping holder) =>
        Items(holder["rules"]).OfType<YamlMapping>().SelectMany(r => Items(r["allow"])).Select(Rule).OfType<(string, string)>();

    private static (string Kind, string Type)? Rule(YamlNode allowed) => allowed switch
    {
        YamlScalar { Text: { } kind } => (Folded(kind), ""),
        YamlMapping rule when rule["kind"] is YamlScalar { Text: { } kind } =>
            (Folded(kind), rule["spec.type"] is YamlScalar { Text: { } type } ? Folded(type) : ""),
        _ => null,
    };

    private static IEnumerable<YamlNode> Items(YamlNode? node) => (node as YamlSequence)?.Items ?? [];

    private static string Folded(string text) => text.ToLowerInvariant();
}
