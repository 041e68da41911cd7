namespace Automation.Server.Ledger;

/// <summary>A delivery as shown to people.</summary>
internal sealed record DeliveryRow
{
    /// <summary>The text in place of one that can name the repositories of others.</summary>
    public const string Shared = "part of work for several repositories, whose details only operators see";

    public required long Sequence { get; init; }

    public required string Id { get; init; }

    public required string Event { get; init; }

    public required long Bytes { get; init; }

    public required DateTimeOffset Received { get; init; }

    /// <summary>The number of times it was received.</summary>
    public required int Times { get; init; }

    /// <summary>One of <see cref="DeliveryState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The repository that the payload names.</summary>
    public string? Repository { get; init; }

    public DateTimeOffset? Looked { get; init; }

    public long? Work { get; init; }

    public string? Outcome { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>The key of its work item.</summary>
    public string? Key { get; init; }

    /// <summary>How often the work item was started.</summary>
    public int Starts { get; init; }

    /// <summary>Why the last start of an unfinished work item failed.</summary>
    public string? LastError { get; init; }

    public DateTimeOffset? NextStart { get; init; }

    public bool IsRunning { get; init; }

    /// <summary>The headers that were kept, as a JSON object.</summary>
    public required string Headers { get; init; }

    public string? WorkItem { get; init; }

    /// <summary>Whether its work is about its own repository. Other work, such as the catalog's, can name the repositories of others.</summary>
    public bool IsOwnWork => Work is null || IsOwn(Key);

    /// <summary>The same of a work item of an earlier run. Work that is not known any more is not its own.</summary>
    /// <param name="key">The key of the work item; null if it was deleted.</param>
    public bool IsOwn(string? key) =>
        key is not null && Repository is { } repository && key.Split(' ', '#', '@').Contains(repository, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a reader who does not see all repositories may see of it.</summary>
    public DeliveryRow For(SeenRepositories seen) => seen.AreAll || IsOwnWork ? this : this with
    {
        Outcome = Outcome is null ? null : Shared,
        LastError = LastError is null ? null : Shared,
        WorkItem = null,
    };
}
