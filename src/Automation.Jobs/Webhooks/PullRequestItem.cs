using System.Text.Json.Serialization;
using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

/// <summary>Something to do about a pull request or a merge group. What the payload said of it is a hint: the state is read again before anything is written.</summary>
public sealed record PullRequestItem : WorkItem
{
    /// <summary>Its name in the ledger.</summary>
    public const string Kind = "pull-request";

    private const int MostSuperseded = 50;

    /// <summary>The repository the pull request is made to.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>Its number, which a rename leaves alone.</summary>
    public long? RepositoryId { get; init; }

    /// <summary>Through which installation of the App the repository can be reached.</summary>
    public long? InstallationId { get; init; }

    /// <summary>The pull request; null where only a commit is known: a merge group, or a check of a commit that GitHub names no pull request for.</summary>
    public int? Number { get; init; }

    /// <summary>The commit to judge, as the payload said; null where a comment asks.</summary>
    public string? HeadSha { get; init; }

    /// <summary>The branch it is to be merged into, without <c>refs/heads/</c>.</summary>
    public string? BaseRef { get; init; }

    /// <summary>What is asked for.</summary>
    public Request Request { get; init; }

    /// <summary>Why: the event and action, such as <c>pull_request.opened</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>Who caused it.</summary>
    public string? Actor { get; init; }

    /// <summary>The comment that asks.</summary>
    public long? CommentId { get; init; }

    /// <summary>
    /// Commits that the pull request has moved on from, newest last. Each may have been begun with, also by an item that was told of an earlier one: what is judged is the
    /// pull request as it stands then.
    /// </summary>
    public IReadOnlyList<string> SupersededHeads { get; init; } = [];

    /// <inheritdoc/>
    public override WorkItem StandingFor(WorkItem earlier) => earlier is not PullRequestItem before ? this : this with
    {
        // A comment tells of no commit; what told of one before still holds.
        HeadSha = HeadSha ?? before.HeadSha,
        SupersededHeads = [.. before.SupersededHeads.Append(before.HeadSha).Concat(SupersededHeads).OfType<string>().Distinct(StringComparer.Ordinal).TakeLast(MostSuperseded)],
    };

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"{Repository}{(Number is { } number ? $"#{number}" : $"@{HeadSha}")}".ToLowerInvariant();

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Author => Actor?.ToLowerInvariant() ?? "";

    /// <inheritdoc/>
    // An answer to a comment is owed to that comment; a newer push does not stand for it.
    [JsonIgnore]
    public override string Topic => Request switch
    {
        Request.Check => Key,
        Request.Fix => $"{Key} fix",
        _ => $"{Key} {Request.ToString().ToLowerInvariant()} {CommentId}",
    };
}

/// <summary>What is asked for a pull request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Request>))]
public enum Request
{
    /// <summary>Judge it and say so.</summary>
    Check,

    /// <summary>Say at length what is wrong and how it is mended.</summary>
    Explain,

    /// <summary>Say what can be asked.</summary>
    Help,

    /// <summary>Apply the fixes that need no judgement.</summary>
    Fix,
}
