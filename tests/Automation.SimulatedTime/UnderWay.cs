using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Automation.SimulatedTime;

/// <summary>
/// Counts what this process is doing now, by what it announces for operators: spans of its own, and HTTP requests. What waits for another process, or for a
/// processor that others use, uses none.
/// </summary>
internal sealed class UnderWay : IDisposable
{
    // https://learn.microsoft.com/dotnet/core/diagnostics/built-in-metrics-system-net
    private const string Requests = "http.client.active_requests";
    private const string OwnSources = "Automation.";

    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private long _requests;
    private long _spans;

    public UnderWay()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Requests)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, by, _, _) => Interlocked.Add(ref _requests, by));
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

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    public bool HasSpans => Interlocked.Read(ref _spans) > 0;
}
