using Automation.Core.Text;

namespace Automation.GitOps.Schemas;

/// <summary>The schemas that manifests are validated with.</summary>
public sealed class SchemaSet
{
    // Short names of different kinds are alike.
    private const int ShortestGuess = 8;
    private const int MostEdits = 2;

    private readonly Dictionary<(string ApiVersion, string Kind), KindSchema> _kinds;

    private SchemaSet(IEnumerable<KindSchema> kinds) => _kinds = kinds.DistinctBy(k => (k.ApiVersion, k.Kind)).ToDictionary(k => (k.ApiVersion, k.Kind));

    /// <summary>The built-in schemas of Argo CD alone.</summary>
    public static SchemaSet BuiltIn { get; } = new(BuiltInSchemas.All);

    /// <summary>These definitions, and the built-in ones for groups that they do not have.</summary>
    public static SchemaSet With(IReadOnlyList<KindSchema> definitions)
    {
        var groups = definitions.Select(d => d.Group).ToHashSet(StringComparer.Ordinal);
        return new SchemaSet(definitions.Concat(BuiltInSchemas.All.Where(k => !groups.Contains(k.Group))));
    }

    /// <summary>The schema of a kind; null if it is not known.</summary>
    public KindSchema? Find(string apiVersion, string kind) => _kinds.GetValueOrDefault((apiVersion, kind));

    /// <summary>
    /// The known kind of the same group that an unknown kind probably means: another version, or a similar spelling. Null if none is similar: several
    /// products can define kinds of one group.
    /// </summary>
    public KindSchema? Meant(string apiVersion, string kind)
    {
        var kinds = _kinds.Values.Where(k => k.Group == KindSchema.GroupOf(apiVersion)).ToList();
        return kinds.Find(k => k.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase))
            ?? (kind.Length < ShortestGuess ? null
                : DidYouMean.Closest(kind, kinds.Select(k => k.Kind), MostEdits) is { } close ? kinds.Find(k => k.Kind == close)
                : null);
    }
}
