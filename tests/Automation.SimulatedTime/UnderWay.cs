using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Automation.SimulatedTime;

/// <summary>
/// Counts what this process is doing now, by what it announces for operators: spans of its own, and HTTP requests. What waits for another process, or for a
/// processor that others use, uses none.
/// </summary>
internal sealed class UnderWay
{
    // https://learn.microsoft.com/dotnet/core/diagnostics/built-in-metrics-system-net
    private const string Requests = "http.client.active_requests";
    private const string OwnSources = "Automation.";

    private long _requests;
    private long _spans;

    public UnderWay()
    {
        // Both stay for as long as the process.
        var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Requests)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((_, by, _, _) => Interlocked.Add(ref _requests, by));
        meters.Start();
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith(OwnSources, StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = _ => Interlocked.Increment(ref _spans),
            ActivityStopped = _ => Interlocked.Decrement(ref _spans),
        });
    }

    public bool HasRequests => Interlocked.Read(ref _requests) > 0;

    public bool HasSpans => Interlocked.Read(ref _spans) > 0;
}
