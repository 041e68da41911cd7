using System.Text.Json;
using System.Text.Json.Serialization;
using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

/// <summary>A task in the ledger.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PullRequestItem), PullRequestItem.Kind)]
[JsonDerivedType(typeof(CatalogItem), CatalogItem.Kind)]
[JsonDerivedType(typeof(ScaffoldItem), ScaffoldItem.Kind)]
[JsonDerivedType(typeof(ProposalItem), ProposalItem.Kind)]
public abstract record WorkItem
{
    /// <summary>The name of its kind, for metrics and traces; the same as in the ledger.</summary>
    [JsonIgnore]
    public abstract string KindName { get; }

    /// <summary>Only one work item of a key runs at a time.</summary>
    [JsonIgnore]
    public abstract string Key { get; }

    /// <summary>At most one work item of a topic waits: the newest replaces those before it.</summary>
    [JsonIgnore]
    public abstract string Topic { get; }

    /// <summary>The login of the person who caused it; empty for the sweep and the catalog.</summary>
    [JsonIgnore]
    public virtual string Author => "";

    /// <summary>The deliveries of the item, oldest first; set when it is taken from the queue.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Deliveries { get; init; } = [];

    /// <summary>This item, if it also replaces an earlier one of its topic.</summary>
    /// <param name="earlier">The earlier one.</param>
    public virtual WorkItem StandingFor(WorkItem earlier) => this;
}

/// <summary>Bring the catalog up to date with all sources that are marked dirty.</summary>
public sealed record CatalogItem : WorkItem
{
    /// <summary>The name of this type in the ledger.</summary>
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

/// <summary>Something to do about a pull request or a merge group. Its payload is a hint: the state is read again before anything is written.</summary>
public sealed record PullRequestItem : WorkItem
{
    /// <summary>The name of this type in the ledger.</summary>
    public const string Kind = "pull-request";

    private const int MostSuperseded = 50;

    /// <summary>The repository the pull request is made to.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>The number, which a rename does not change.</summary>
    public long? RepositoryId { get; init; }

    /// <summary>The installation of the App that can access the repository.</summary>
    public long? InstallationId { get; init; }

    /// <summary>The pull request; null if only a commit is known: a merge group, or a check of a commit without a known pull request.</summary>
    public int? Number { get; init; }

    /// <summary>The commit to check, from the payload; null for a comment.</summary>
    public string? HeadSha { get; init; }

    /// <summary>The branch it is to be merged into, without <c>refs/heads/</c>.</summary>
    public string? BaseRef { get; init; }

    public Request Request { get; init; }

    /// <summary>Why: the event and action, such as <c>pull_request.opened</c>.</summary>
    public required string Trigger { get; init; }

    public string? Actor { get; init; }

    public long? CommentId { get; init; }

    /// <summary>
    /// Earlier head commits of the pull request, newest last. A check of each may have been started, including one by an earlier item, because
    /// a check is always of the current state of the pull request.
    /// </summary>
    public IReadOnlyList<string> SupersededHeads { get; init; } = [];

    /// <inheritdoc/>
    public override WorkItem StandingFor(WorkItem earlier) => earlier is not PullRequestItem before ? this : this with
    {
        // A comment has no commit; an earlier item's commit still applies.
        HeadSha = HeadSha ?? before.HeadSha,
        SupersededHeads =
        [
            .. before.SupersededHeads.Append(before.HeadSha).Concat(SupersededHeads).OfType<string>().Distinct(StringComparer.Ordinal).TakeLast(MostSuperseded),
        ],
    };

    /// <inheritdoc/>
    [JsonIgnore]
    public override string KindName => Kind;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"{Repository}{(Number is { } number ? $"#{number}" : $"@{HeadSha}")}".ToLowerInvariant();

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Author => Actor?.ToLowerInvariant() ?? "";

    /// <inheritdoc/>
    // A comment needs its own reply; a newer push does not replace it.
    [JsonIgnore]
    public override string Topic => Request switch
    {
        Request.Check => Key,
        Request.Fix => $"{Key} fix",
        _ => $"{Key} {Request.ToString().ToLowerInvariant()} {CommentId}",
    };
}

/// <summary>What is requested for a pull request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Request>))]
public enum Request
{
    /// <summary>Check the pull request and report the result.</summary>
    Check,

    /// <summary>Explain the findings and how to fix them.</summary>
    Explain,

    /// <summary>List the commands.</summary>
    Help,

    /// <summary>Apply the automatic fixes.</summary>
    Fix,
}

/// <summary>Work items and dirty sources as JSON, the form they have in the ledger.</summary>
public static class WorkItemJson
{
    public static string Write(WorkItem item) => JsonSerializer.Serialize(item, WorkItemJsonContext.Default.WorkItem);

    /// <summary>Reads a work item; members of a newer version are ignored.</summary>
    public static WorkItem Read(string text) =>
        JsonSerializer.Deserialize(text, WorkItemJsonContext.Default.WorkItem) ?? throw new JsonException("A work item is an object.");

    public static string Write(DirtySource source) => JsonSerializer.Serialize(source, WorkItemJsonContext.Default.DirtySource);

    public static DirtySource ReadSource(string text) =>
        JsonSerializer.Deserialize(text, WorkItemJsonContext.Default.DirtySource) ?? throw new JsonException("A source is an object.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(WorkItem))]
[JsonSerializable(typeof(DirtySource))]
internal sealed partial class WorkItemJsonContext : JsonSerializerContext;
