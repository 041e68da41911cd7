using System.Text.Json.Serialization;
using Automation.Catalog.Processing;

namespace Automation.Jobs.Sources;

/// <summary>What is done with descriptors in addition to Backstage.</summary>
public sealed record ProcessorSettings
{
    /// <summary>Nothing.</summary>
    public static ProcessorSettings None { get; } = new();

    /// <summary>Whether an entity that names no owner gets the one that CODEOWNERS of its repository names for its descriptor.</summary>
    public bool OwnerFromCodeowners { get; init; }

    /// <summary>Relations from annotations, in addition to Backstage's own; only the index has them.</summary>
    public IReadOnlyList<AnnotationRelation> Relations { get; init; } = [];

    /// <summary>The processors that make them.</summary>
    internal IEnumerable<IDescriptorProcessor> ForRelations() => Relations.Select(r => new AnnotationRelations(r.Annotation, r.Type, r.Kind));

    /// <summary>A name for them all.</summary>
    [JsonIgnore]
    internal string Digest => string.Join(';', Relations.Select(r => $"{r.Annotation},{r.Type},{r.Inverse},{r.Kind}").Prepend($"{OwnerFromCodeowners}"));
}

/// <summary>A relation from an annotation.</summary>
public sealed record AnnotationRelation
{
    /// <summary>The annotation; its value is a ref, or several refs separated by commas.</summary>
    public string Annotation { get; init; } = "";

    /// <summary>The type of the relation from the entity, such as runsOn.</summary>
    public string Type { get; init; } = "";

    /// <summary>The type of the relation back, such as runs.</summary>
    public string Inverse { get; init; } = "";

    /// <summary>The kind of a ref that names none. By default, a ref must name its kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Adds its two types, each with its inverse, if they are missing.</summary>
    internal void AddTo(Dictionary<string, string> types)
    {
        types.TryAdd(Type, Inverse);
        types.TryAdd(Inverse, Type);
    }
}
