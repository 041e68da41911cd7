using System.Collections.Concurrent;

namespace Automation.Server.Operations;

/// <summary>
/// A label of a metric whose values come from payloads: the first values keep their names, the others share one, because each is a time series.
/// </summary>
internal sealed class BoundedLabel(int most)
{
    private const string Other = "other";

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>The value, or its replacement.</summary>
    public string Of(string value) => _known.ContainsKey(value) || (_known.Count < most && _known.TryAdd(value, true)) ? value : Other;
}
