using System.Text.Json.Serialization;

namespace Automation.Jobs.Webhooks;

/// <summary>Something to do, as it is kept in the ledger.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PullRequestItem), PullRequestItem.Kind)]
[JsonDerivedType(typeof(CatalogItem), CatalogItem.Kind)]
public abstract record WorkItem
{
    /// <summary>The name of its kind, for metrics and traces; the same as in the ledger.</summary>
    [JsonIgnore]
    public abstract string KindName { get; }

    /// <summary>Of all work items with one key, one runs at a time.</summary>
    [JsonIgnore]
    public abstract string Key { get; }

    /// <summary>Of all work items with one topic, at most one waits: the newest replaces those before it.</summary>
    [JsonIgnore]
    public abstract string Topic { get; }

    /// <summary>The login of the person who caused it; empty for the sweep and the catalog.</summary>
    [JsonIgnore]
    public virtual string Author => "";

    /// <summary>Its deliveries, oldest first; filled in when it is taken from the queue.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Deliveries { get; init; } = [];

    /// <summary>This item, if it also replaces an earlier one of its topic.</summary>
    /// <param name="earlier">The earlier one.</param>
    public virtual WorkItem StandingFor(WorkItem earlier) => this;
}

/// <summary>Bring the catalog up to date with all sources that are marked dirty.</summary>
public sealed record CatalogItem : WorkItem
{
    /// <summary>Its name in the ledger.</summary>
    public const string Kind = "catalog";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string KindName => Kind;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => Kind;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Topic => Kind;
}
