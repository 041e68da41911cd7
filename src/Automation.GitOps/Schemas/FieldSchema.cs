namespace Automation.GitOps.Schemas;

/// <summary>What a value of a manifest may be: the part of OpenAPI that structural schemas of Kubernetes use.</summary>
public sealed record FieldSchema(FieldType Type)
{
    /// <summary>The fields of an object, by name.</summary>
    public IReadOnlyDictionary<string, FieldSchema> Fields { get; init; } = new Dictionary<string, FieldSchema>();

    /// <summary>The fields that an object must have.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>What the items of a list, or the values of a map, may be; null if anything is allowed.</summary>
    public FieldSchema? Items { get; init; }

    /// <summary>Whether fields that are not declared are kept; otherwise the server drops them.</summary>
    public bool KeepsUnknown { get; init; }

    /// <summary>Whether null is a value. Otherwise the server drops a field that is null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether the field has a default, which replaces null.</summary>
    public bool HasDefault { get; init; }

    /// <summary>The only values of a text; empty if there are others.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The least number of characters, items or entries.</summary>
    public int Least { get; init; }

    /// <summary>The most characters, items or entries.</summary>
    public int Most { get; init; } = int.MaxValue;

    public double Minimum { get; init; } = double.NegativeInfinity;

    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a text is a path below the root of a repository, and not the root itself.</summary>
    public bool IsBelowRoot { get; init; }
}

public enum FieldType
{
    Any,

    Text,

    /// <summary>A date and time (RFC 3339).</summary>
    Time,

    Integer,

    Number,

    Boolean,

    IntegerOrText,

    List,

    /// <summary>An object with declared fields.</summary>
    Object,

    /// <summary>An object whose names are free.</summary>
    Map,
}
