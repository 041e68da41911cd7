namespace Automation.GitOps.Schemas;

/// <summary>The schemas that manifests are validated with.</summary>
public sealed class SchemaSet
{
    private readonly Dictionary<(string ApiVersion, string Kind), KindSchema> _kinds;
    private readonly HashSet<string> _groups;

    private SchemaSet(IEnumerable<KindSchema> kinds)
    {
        _kinds = kinds.DistinctBy(k => (k.ApiVersion, k.Kind)).ToDictionary(k => (k.ApiVersion, k.Kind));
        _groups = _kinds.Values.Select(k => k.Group).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The built-in schemas of Argo CD alone.</summary>
    public static SchemaSet BuiltIn { get; } = new(BuiltInSchemas.All);

    /// <summary>These definitions, and the built-in ones for groups that they do not have.</summary>
    public static SchemaSet With(IReadOnlyList<KindSchema> definitions)
    {
        var groups = definitions.Select(d => d.Group).ToHashSet(StringComparer.Ordinal);
        return new SchemaSet(definitions.Concat(BuiltInSchemas.All.Where(k => !groups.Contains(k.Group))));
    }

    /// <summary>The schema of a kind; null where it is not known.</summary>
    public KindSchema? Find(string apiVersion, string kind) => _kinds.GetValueOrDefault((apiVersion, kind));

    /// <summary>Whether every kind of the group of an API version is known, so that another one does not exist.</summary>
    public bool KnowsGroup(string apiVersion) => _groups.Contains(KindSchema.GroupOf(apiVersion));

    /// <summary>The kinds of the group of an API version.</summary>
    public IEnumerable<KindSchema> OfGroup(string apiVersion) =>
        _kinds.Values.Where(k => k.Group == KindSchema.GroupOf(apiVersion)).OrderBy(k => k.Kind, StringComparer.Ordinal);
}
