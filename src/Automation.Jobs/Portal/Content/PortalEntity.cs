using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Core.Findings;
using Automation.Jobs.Documents;
using Automation.Reporting.Model;

namespace Automation.Jobs.Portal.Content;

/// <summary>An entity that exists, and everything that a page may show of it.</summary>
public sealed record PortalEntity(EntityRef Ref, EntityFields Fields)
{
    public string Title => Fields.Title is { Length: > 0 } title ? title : Fields.Name;

    /// <summary>Where it is defined: the first definition is the one in use.</summary>
    public required IReadOnlyList<PortalDefinition> Definitions { get; init; }

    /// <summary>Its relations, sorted by type and target.</summary>
    public IReadOnlyList<PortalRelation> Relations { get; init; } = [];

    /// <summary>What is wrong with it, most severe first.</summary>
    public IReadOnlyList<PortalFinding> Findings { get; init; } = [];

    /// <summary>Where it runs; null if that is not known.</summary>
    public ServiceHealthReport? Health { get; init; }

    /// <summary>The commits of the catalog that changed it, newest first; null if the history of the catalog is not known.</summary>
    public IReadOnlyList<CatalogCommit>? History { get; init; }

    /// <summary>What only its own page shows: it is read when it is asked for.</summary>
    public required Lazy<EntityDetails> Read { get; init; }

    public EntityDetails Details => Read.Value;

    /// <summary>Whether the catalog keeps the documentation of its source.</summary>
    public bool KeepsDocuments { get; init; }

    /// <summary>Reads its documentation.</summary>
    internal Lazy<EntityDocuments?>? ReadDocuments { get; init; }

    /// <summary>Whether the catalog has documentation of it.</summary>
    public bool HasDocuments => ReadDocuments is not null;

    /// <summary>Its documentation; null if there is none, or none is kept.</summary>
    public EntityDocuments? Documents => ReadDocuments?.Value;

    /// <summary>Whether the catalog keeps what scorecards count of its source.</summary>
    public bool KeepsFacts { get; init; }

    /// <summary>What CODEOWNERS of its repository says; null if that is not known, or it has no CODEOWNERS.</summary>
    public PortalCodeowners? Codeowners { get; init; }

    /// <summary>The template that it was made from; null if that is not known.</summary>
    public PortalTemplate? Template { get; init; }

    /// <summary>Its owners: usually one.</summary>
    public IEnumerable<PortalRelation> Owners => Related("ownedBy");

    public PortalStale? Stale => Definitions[0].Stale;

    public string Source => Definitions[0].Source.Name;

    public IEnumerable<PortalRelation> Related(string type) => Relations.Where(r => r.Type == type);
}

/// <param name="Source">The source.</param>
/// <param name="File">The file, from the root of the source.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record PortalDefinition(SourceRecord Source, string File, int Line)
{
    public PortalStale? Stale { get; init; }

    /// <summary>Whether it waits for a confirmation that its repository takes over the ref.</summary>
    public bool TakeoverWaits { get; init; }
}

/// <summary>Why an entity is shown as it was.</summary>
/// <param name="Reason">What happened; null if the reason names something that the reader cannot read.</param>
/// <param name="Since">The commit since which it is stale.</param>
public sealed record PortalStale(string? Reason, string Since);

/// <summary>What CODEOWNERS of a repository says of an entity in it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line that decides, from 1; null if none does.</param>
/// <param name="Owners">The owners; none if it gives it none.</param>
/// <param name="Files">How many files the repository has.</param>
/// <param name="Owned">How many of them have an owner.</param>
public sealed record PortalCodeowners(string Path, int? Line, IReadOnlyList<string> Owners, int Files, int Owned)
{
    /// <summary>Whether they are the owner in the catalog; null if the two cannot be compared.</summary>
    public bool? Agrees { get; init; }
}

/// <summary>The version of a template that a service was made from, or updated to.</summary>
/// <param name="Tag">The tag of the commit; null if there is none.</param>
public sealed record PortalTemplate(EntityRef Ref, string Commit, string? Tag)
{
    /// <summary>The versions that the service accepts; null for all.</summary>
    public string? Pin { get; init; }

    /// <summary>The version as people name it.</summary>
    public string Version => Tag ?? Commit[..Math.Min(10, Commit.Length)];
}

/// <param name="Exists">Whether the catalog has the target.</param>
public sealed record PortalRelation(string Type, EntityRef Target, bool Exists);

/// <summary>A finding of the catalog.</summary>
/// <param name="Rule">The rule; null if this program does not know it.</param>
/// <param name="RuleId">The id of the rule.</param>
/// <param name="Message">What is wrong; null if it names something that the reader cannot read.</param>
/// <param name="Source">The source of its file.</param>
/// <param name="File">The file, from the root of the source; empty for the source as a whole.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record PortalFinding(Rule? Rule, string RuleId, Severity Severity, string? Message, SourceRecord Source, string File, int Line)
{
    /// <summary>The entity it is about; null if no entity of the catalog is at its place.</summary>
    public EntityRef? Entity { get; init; }

    /// <summary>The owner who can act; null if it is not known.</summary>
    public EntityRef? Owner { get; init; }
}

/// <summary>A commit of the catalog that changed an entity.</summary>
/// <param name="Commit">The full id.</param>
public sealed record CatalogCommit(string Commit, DateTimeOffset Date);
