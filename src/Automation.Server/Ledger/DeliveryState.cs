namespace Automation.Server.Ledger;

/// <summary>The state of a delivery. The words are part of the contract (docs/guide/server.md).</summary>
internal static class DeliveryState
{
    /// <summary>Stored; not analysed yet.</summary>
    public const string Received = "received";

    /// <summary>It belongs to a work item that waits or runs.</summary>
    public const string Queued = "queued";

    /// <summary>What it asked for was done.</summary>
    public const string Done = "done";

    /// <summary>It requires no work.</summary>
    public const string Ignored = "ignored";

    /// <summary>It requires something that the server is not configured to do.</summary>
    public const string NotActed = "not-acted";

    /// <summary>What it requires cannot be done until a user changes something.</summary>
    public const string Mistake = "mistake";

    /// <summary>Given up after many attempts.</summary>
    public const string Dead = "dead";

    /// <summary>All of them, in the order of a delivery's life.</summary>
    public static readonly IReadOnlyList<string> All = [Received, Queued, Done, Ignored, NotActed, Mistake, Dead];
}
