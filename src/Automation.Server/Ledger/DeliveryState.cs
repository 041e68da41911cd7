namespace Automation.Server.Ledger;

/// <summary>Where a delivery stands. The words are part of the contract (docs/guide/server.md).</summary>
internal static class DeliveryState
{
    /// <summary>Stored; nobody has looked into it yet.</summary>
    public const string Received = "received";

    /// <summary>It stands behind a work item that waits or runs.</summary>
    public const string Queued = "queued";

    /// <summary>What it asked for was done.</summary>
    public const string Done = "done";

    /// <summary>It asks for nothing.</summary>
    public const string Ignored = "ignored";

    /// <summary>It asks for something that the server is not configured to do.</summary>
    public const string NotActed = "not-acted";

    /// <summary>What it asked for cannot be done until somebody changes something of theirs.</summary>
    public const string Mistake = "mistake";

    /// <summary>Given up after many attempts.</summary>
    public const string Dead = "dead";

    /// <summary>All of them, in the order of a delivery's life.</summary>
    public static readonly IReadOnlyList<string> All = [Received, Queued, Done, Ignored, NotActed, Mistake, Dead];
}
