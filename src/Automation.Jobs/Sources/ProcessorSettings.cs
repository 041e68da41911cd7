using System.Text.Json.Serialization;
using Automation.Catalog.Processing;

namespace Automation.Jobs.Sources;

/// <summary>Additional processing of descriptors, beyond Backstage's.</summary>
public sealed record ProcessorSettings
{
    public static ProcessorSettings None { get; } = new();

    /// <summary>Whether an entity without an owner gets the owner of its descriptor in CODEOWNERS.</summary>
    public bool OwnerFromCodeowners { get; init; }

    /// <summary>Relations from annotations, in addition to Backstage's own; only the index has them.</summary>
    public IReadOnlyList<AnnotationRelation> Relations { get; init; } = [];

    internal IEnumerable<IDescriptorProcessor> ForRelations() => Relations.Select(r => new AnnotationRelations(r.Annotation, r.Type, r.Kind));

    [JsonIgnore]
    internal string Digest => string.Join(';', Relations.Select(r => $"{r.Annotation},{r.Type},{r.Inverse},{r.Kind}").Prepend($"{OwnerFromCodeowners}"));
}

public sealed record AnnotationRelation
{
    /// <summary>The annotation; its value is a ref, or several refs separated by commas.</summary>
    public string Annotation { get; init; } = "";

    /// <summary>The type of the relation from the entity, such as runsOn.</summary>
    public string Type { get; init; } = "";

    /// <summary>The type of the relation back, such as runs.</summary>
    public string Inverse { get; init; } = "";

    /// <summary>The kind of a ref without one. By default, a ref must have a kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Adds its two types, each with its inverse, if they are missing.</summary>
    internal void AddTo(Dictionary<string, string> types)
    {
        types.TryAdd(Type, Inverse);
        types.TryAdd(Inverse, Type);
    }
}
