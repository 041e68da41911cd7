using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Automation.SimulatedTime;

/// <summary>
/// Counts what this process is doing now, by what it announces for operators: spans of its own, HTTP requests, and commands of PostgreSQL. What waits for another process, or for a
/// processor that others use, uses none.
/// </summary>
internal sealed class UnderWay : IDisposable
{
    // https://learn.microsoft.com/dotnet/core/diagnostics/built-in-metrics-system-net
    private const string Requests = "http.client.active_requests";

    // https://www.npgsql.org/doc/diagnostics/metrics.html
    private const string Commands = "db.client.operation.npgsql.executing";
    private const string OwnSources = "Automation.";

    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private long _requests;
    private long _commands;
    private long _spans;

    public UnderWay()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is Requests or Commands)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, by, _, _) => Interlocked.Add(ref _requests, by));
        _meters.SetMeasurementEventCallback<int>((_, by, _, _) => Interlocked.Add(ref _commands, by));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith(OwnSources, StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = _ => Interlocked.Increment(ref _spans),
            ActivityStopped = _ => Interlocked.Decrement(ref _spans),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public bool HasRequests => Interlocked.Read(ref _requests) > 0;

    public bool HasCommands => Interlocked.Read(ref _commands) > 0;

    public bool HasSpans => Interlocked.Read(ref _spans) > 0;

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }
}
