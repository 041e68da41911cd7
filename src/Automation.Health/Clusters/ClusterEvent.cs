using Automation.Health.Objects;

namespace Automation.Health.Clusters;

/// <summary>An event of the core API. Events are kept for about an hour: that there is none does not mean that there is no problem.</summary>
/// <param name="source">The event.</param>
internal sealed class ClusterEvent(ClusterObject source)
{
    /// <summary>What happened, as one word.</summary>
    public string Reason { get; } = source["reason"].TextOrEmpty;

    /// <summary>What happened. It may quote the output of a probe or a hook: it is classified, and never shown.</summary>
    public string Message { get; } = source["message"].TextOrEmpty;

    /// <summary>Who reports it.</summary>
    public string Component { get; } = source["source"]["component"].Text is { Length: > 0 } component ? component
        : source["reportingComponent"].Text is { Length: > 0 } reporting ? reporting
        : source["reportingController"].TextOrEmpty;

    /// <summary>When it last happened. The scheduler writes neither <c>firstTimestamp</c> nor <c>lastTimestamp</c> (kubernetes#90482, #129135).</summary>
    public DateTimeOffset? At { get; } =
        source["series"]["lastObservedTime"].Time ?? source["lastTimestamp"].Time ?? source["eventTime"].Time ?? source.Created;

    /// <summary>The name of the container that it is about; null if it is about the whole pod.</summary>
    public string? Container { get; } = ContainerOf(source["involvedObject"]["fieldPath"].TextOrEmpty);

    // "spec.containers{app}", "spec.initContainers{migrate}"
    private static string? ContainerOf(string path)
    {
        var open = path.IndexOf('{', StringComparison.Ordinal);
        return open > 0 && path[^1] == '}' ? path[(open + 1)..^1] : null;
    }
}
