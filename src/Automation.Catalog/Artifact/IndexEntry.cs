using Automation.Core;

namespace Automation.Catalog.Artifact;

/// <summary>The record of a ref: its definitions, its relations, its search terms. A ref that is named but not defined has an entry, too.</summary>
public sealed record IndexEntry(EntityRef Ref)
{
    /// <summary>Its definitions; the first one counts, the others wait. Empty if there is none.</summary>
    public IReadOnlyList<Definition> Definitions { get; init; } = [];

    /// <summary>What a search covers; null if the entity does not exist.</summary>
    public EntityFields? Fields { get; init; }

    /// <summary>
    /// The relations that its own definition makes, sorted, distinct. An entity that Backstage processes and never shows has them, too: their other ends are
    /// seen.
    /// </summary>
    public IReadOnlyList<OwnRelation> Relations { get; init; } = [];

    /// <summary>The relations that other definitions make from here, by naming it, sorted, distinct.</summary>
    public IReadOnlyList<NamedRelation> Incoming { get; init; } = [];

    /// <summary>Whether there is such an entity.</summary>
    public bool Exists => Definitions.Count > 0;

    /// <summary>Whether there is nothing to keep.</summary>
    public bool IsEmpty => Definitions.Count + Relations.Count + Incoming.Count == 0;

    /// <summary>Every relation that leads from the entity, sorted by type and target, distinct: what Backstage shows.</summary>
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
/// <param name="Line">The line its content begins on.</param>
/// <param name="Blob">The blob id of the entity's file in the artifact.</param>
public sealed record Definition(string Source, string File, int Document, int Line, string Blob)
{
    /// <summary>Why it differs from the source; null if it is current.</summary>
    public Staleness? Stale { get; init; }

    /// <summary>Whether it would count, but waits for the confirmation that its repository takes over the ref.</summary>
    public bool TakeoverWaits { get; init; }
}

/// <summary>Why an entity is kept although its source no longer defines it.</summary>
/// <param name="Cause">What happened.</param>
/// <param name="Reason">What happened, in words for people.</param>
/// <param name="Since">The commit since which; where a source has none, the blob id of the file.</param>
public sealed record Staleness(StaleCause Cause, string Reason, string Since);

/// <summary>Causes of staleness.</summary>
public enum StaleCause
{
    /// <summary>The document turned invalid.</summary>
    Document,

    /// <summary>The source, or its list of files, could not be read.</summary>
    Source,

    /// <summary>It would be removed with many others, and the removal is not confirmed.</summary>
    Removal,

    /// <summary>Its repository no longer defines it, another one does, and the takeover is not confirmed.</summary>
    Takeover,
}

/// <summary>A relation to an entity.</summary>
/// <param name="Target">The other entity, which need not exist.</param>
public sealed record NamedRelation(string Type, EntityRef Target) : IComparable<NamedRelation>
{
    /// <summary>By type and target, ordinal.</summary>
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
/// <param name="Named">The relation.</param>
/// <param name="Line">The line of the reference; 0 if it is not written in the file.</param>
public sealed record OwnRelation(NamedRelation Named, int Line);

/// <summary>What an entity is found by, besides its ref and relations.</summary>
/// <param name="Name">The name as written.</param>
public sealed record EntityFields(string Name)
{
    public string? Title { get; init; }

    /// <summary>The description, cut short.</summary>
    public string? Description { get; init; }

    public string? Type { get; init; }

    public string? Lifecycle { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
