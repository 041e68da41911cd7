using Automation.Server.Transports;

namespace Automation.Server.Tests.Transports;

/// <summary>A broker as a test has it: one that runs, and what an operator sees in it.</summary>
internal abstract class Broker : IDisposable
{
    /// <summary>The pauses before messages are given back, in tests.</summary>
    protected static readonly GivenBack Soon = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50));

    /// <summary>A queue of its own, and its name.</summary>
    public abstract string NewQueue();

    /// <summary>Makes the queue one that has existed for a while.</summary>
    public virtual Task EstablishAsync(string queue) => Task.CompletedTask;

    /// <summary>Connects as a process of the server does.</summary>
    public abstract ITransport Connect(string queue);

    /// <summary>Sends a body that the server would not send.</summary>
    public abstract Task SendAsync(string queue, string key, byte[] body);

    /// <summary>Waits for dead letters; the body and the reason of each.</summary>
    public abstract Task<IReadOnlyList<(byte[] Body, string Reason)>> DeadLettersAsync(string queue, int count);

    /// <summary>As <c>kill -9</c> does.</summary>
    public abstract void Kill();

    public abstract void Start();

    /// <inheritdoc/>
    public abstract void Dispose();
}
