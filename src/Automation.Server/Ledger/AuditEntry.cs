namespace Automation.Server.Ledger;

/// <summary>One line of the audit log: a write to GitHub, or a replay.</summary>
internal sealed record AuditEntry
{
    public long Id { get; init; }

    /// <summary>The time just before the write.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The kind of write, such as <c>comment</c>; null in old entries without a kind.</summary>
    public string? Kind { get; init; }

    public string? Repository { get; init; }

    public long? Number { get; init; }

    public string? Ref { get; init; }

    public required string What { get; init; }

    /// <summary>The work item that it was done for; empty if a person did it.</summary>
    public required string Key { get; init; }

    public required IReadOnlyList<string> Deliveries { get; init; }

    /// <summary>The person who requested it: a login, or "command line". Null for what the App does by itself.</summary>
    public string? Who { get; init; }

    /// <summary><c>done</c>, <c>failed</c>, or <c>unknown</c>: the server ended before GitHub answered.</summary>
    public required string Result { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? Ended { get; init; }
}
