using Automation.Core;

namespace Automation.Catalog.Artifact;

/// <summary>The record of a ref: its definitions, its relations, its search terms. A ref that is referred to but not defined has an entry, too.</summary>
public sealed record IndexEntry(EntityRef Ref)
{
    /// <summary>The definitions of the entity: the first is the winner, the others wait. Empty if there are none.</summary>
    public IReadOnlyList<Definition> Definitions { get; init; } = [];

    /// <summary>The fields that a search covers; null if the entity does not exist.</summary>
    public EntityFields? Fields { get; init; }

    /// <summary>
    /// The relations that its own definition makes, sorted, distinct. Also recorded for an entity that Backstage processes but never shows, because
    /// the other ends of its relations are visible.
    /// </summary>
    public IReadOnlyList<OwnRelation> Relations { get; init; } = [];

    /// <summary>The relations from this entity that other definitions make by referring to it, sorted, distinct.</summary>
    public IReadOnlyList<NamedRelation> Incoming { get; init; } = [];

    public bool Exists => Definitions.Count > 0;

    public bool IsEmpty => Definitions.Count + Relations.Count + Incoming.Count == 0;

    /// <summary>All relations of the entity, sorted by type and target, distinct: the ones that Backstage shows.</summary>
    public IReadOnlyList<NamedRelation> AllRelations()
    {
        var all = new List<NamedRelation>(Relations.Count + Incoming.Count);
        var (own, named) = (0, 0);
        while (own < Relations.Count || named < Incoming.Count)
        {
            var order = own == Relations.Count ? 1 : named == Incoming.Count ? -1 : Relations[own].Named.CompareTo(Incoming[named]);
            all.Add(order <= 0 ? Relations[own].Named : Incoming[named]);
            own += order <= 0 ? 1 : 0;
            named += order >= 0 ? 1 : 0;
        }

        return all;
    }
}

/// <summary>A place that defines an entity.</summary>
/// <param name="File">The file, from the root of the source.</param>
/// <param name="Document">The document's number in the file, from 0.</param>
/// <param name="Line">The line on which its content begins.</param>
/// <param name="Blob">The blob id of the entity's file in the artifact.</param>
public sealed record Definition(string Source, string File, int Document, int Line, string Blob)
{
    /// <summary>Why it differs from the source; null if it is current.</summary>
    public Staleness? Stale { get; init; }

    /// <summary>Whether it would win, but waits for a confirmation that its repository takes over the ref.</summary>
    public bool TakeoverWaits { get; init; }
}

/// <summary>The reason why an entity is kept although its source no longer defines it.</summary>
/// <param name="Cause">What happened.</param>
/// <param name="Reason">What happened, human-readable.</param>
/// <param name="Since">The commit since which it is stale; the blob id of the file if the source has no commits.</param>
public sealed record Staleness(StaleCause Cause, string Reason, string Since);

public enum StaleCause
{
    /// <summary>The document became invalid.</summary>
    Document,

    /// <summary>The source, or its list of files, could not be read.</summary>
    Source,

    /// <summary>It would be removed together with many others, and the removal is not confirmed.</summary>
    Removal,

    /// <summary>The repository no longer defines it, another one does, and the takeover is not confirmed.</summary>
    Takeover,
}

/// <param name="Target">The other entity, which need not exist.</param>
public sealed record NamedRelation(string Type, EntityRef Target) : IComparable<NamedRelation>
{
    public int CompareTo(NamedRelation? other)
    {
        if (other is null)
        {
            return 1;
        }

        var type = string.CompareOrdinal(Type, other.Type);
        return type != 0 ? type : string.CompareOrdinal(Target.ToString(), other.Target.ToString());
    }
}

/// <summary>A relation of a definition, and its line.</summary>
/// <param name="Line">The line of the reference; 0 if the reference is not in the file.</param>
public sealed record OwnRelation(NamedRelation Named, int Line);

/// <summary>The fields in which a search looks, besides the ref and the relations.</summary>
/// <param name="Name">The name as written.</param>
public sealed record EntityFields(string Name)
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Type { get; init; }

    public string? Lifecycle { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
