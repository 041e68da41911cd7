namespace Automation.Server.Transports;

/// <summary>
/// Carries the ids of work items that are due from the ledger to the workers. A boundary to a broker: what a message means is in the ledger alone
/// (docs/adr/0024-brokers-carry-ids.md).
/// </summary>
internal interface ITransport : IAsyncDisposable
{
    /// <summary>What an operator knows it by; without a password.</summary>
    string Location { get; }

    /// <summary>Hands work over; returns when the broker has confirmed all of it.</summary>
    /// <exception cref="TransportException">The broker is away, or refuses.</exception>
    Task SendAsync(IReadOnlyList<HandedWork> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs what arrives, at most so many at a time and never two of one key, until it is stopped; it connects again by itself. When it is stopped, it
    /// gives back what was not started and waits for what runs.
    /// </summary>
    /// <param name="atOnce">How many run at a time.</param>
    /// <param name="run">Runs one; a failure is treated as <see cref="Handling.Again"/>. Its token is <paramref name="stoppingToken"/>.</param>
    /// <param name="stoppingToken">Stops it.</param>
    Task ReceiveAsync(int atOnce, Func<HandedWork, CancellationToken, Task<Handling>> run, CancellationToken stoppingToken);
}

/// <summary>Work that is handed to a worker.</summary>
/// <param name="Work">The id of the work item.</param>
/// <param name="Key">Its synchronisation key, such as acme/shop#7: two of one key never run at the same time.</param>
/// <param name="Delivery">
/// The id of the newest delivery that it is for, or a name of its own; with <paramref name="Attempt"/> the message id for duplicate detection.
/// </param>
/// <param name="Attempt">How often it was handed over: counts from 1.</param>
internal sealed record HandedWork(long Work, string Key, string Delivery, int Attempt);

/// <summary>What becomes of a message after its work ran.</summary>
internal abstract record Handling
{
    private Handling()
    {
    }

    /// <summary>The result is in the ledger: the message is acknowledged.</summary>
    public sealed record Handled : Handling;

    /// <summary>The message is given back after a pause, and the broker delivers it again, up to its limit.</summary>
    public sealed record Again : Handling;

    /// <summary>The message can never be handled: it becomes a dead letter.</summary>
    /// <param name="Reason">Why, for an operator.</param>
    public sealed record Rejected(string Reason) : Handling;
}

/// <summary>The broker cannot be used; the message explains what to do.</summary>
internal sealed class TransportException(string message, Exception? inner = null) : Exception(message, inner);
