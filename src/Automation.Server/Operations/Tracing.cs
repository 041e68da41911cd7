using System.Diagnostics;
using Automation.Server.Ledger;

namespace Automation.Server.Operations;

/// <summary>
/// The spans of a delivery: one trace from the webhook endpoint to the last call to GitHub, across the ledger. Without a listener there are none, and they
/// cost nothing.
/// </summary>
internal sealed class Tracing : IDisposable
{
    public const string SourceName = "Automation.Server";

    private readonly ActivitySource _source = new(SourceName);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    /// <summary>Starts the trace of a received delivery. A trace in the request is not trusted.</summary>
    public Activity? Receive(string delivery, string eventName)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        var ambient = Activity.Current;
        Activity.Current = null;
        var span = _source.StartActivity("receive delivery", ActivityKind.Consumer);
        if (span is null)
        {
            Activity.Current = ambient;
        }

        return span?.SetTag("github.delivery", delivery).SetTag("github.event", eventName);
    }

    /// <summary>The delivery is written to the disk.</summary>
    public Activity? Store() => _source.StartActivity("store delivery");

    /// <summary>Starts the span in which a delivery is analysed.</summary>
    public Activity? LookInto(ReceivedDelivery delivery) =>
        Of(delivery.Trace) is { } parent
            ? _source.StartActivity("analyse delivery", ActivityKind.Internal, parent)?.SetTag("github.delivery", delivery.Id)
            : null;

    /// <summary>The work runs: in the trace of the first delivery, with links to the others'.</summary>
    public Activity? Work(TakenItem taken, string kind)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        var traces = taken.Traces.Select(Of).OfType<ActivityContext>().ToList();
        return _source.StartActivity($"work {kind}", ActivityKind.Internal, traces.FirstOrDefault(), links: traces.Skip(1).Select(t => new ActivityLink(t)))
            ?.SetTag("automation.key", taken.Item.Key).SetTag("automation.start", taken.Start).SetTag("automation.deliveries", taken.Item.Deliveries.Count);
    }

    private static ActivityContext? Of(string? trace) => ActivityContext.TryParse(trace, null, isRemote: true, out var context) ? context : null;
}
