using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>Words for waves of updates, in every format.</summary>
public static class WaveWording
{
    public static string Of(WaveServiceState state) => state switch
    {
        WaveServiceState.CheckFailed => "check failed",
        WaveServiceState.OptedOut => "opted out",
        _ => state.ToString().ToLowerInvariant(),
    };

    public static string Of(WaveState state) => state.ToString().ToLowerInvariant();

    /// <summary>The number of services by state, the most important first.</summary>
    public static string Counts(IEnumerable<WaveService> services)
    {
        WaveServiceState[] order =
        [
            WaveServiceState.Unreachable, WaveServiceState.Refused, WaveServiceState.Conflicted, WaveServiceState.CheckFailed, WaveServiceState.Pending,
            WaveServiceState.Open, WaveServiceState.Planned, WaveServiceState.Waiting, WaveServiceState.OptedOut, WaveServiceState.Adopted,
        ];
        var counts = services.CountBy(s => s.State).ToDictionary();
        return string.Join(", ", order.Where(counts.ContainsKey).Select(s => $"{counts[s]:N0} {Of(s)}"));
    }

    /// <summary>The next thing to do, for people.</summary>
    public static string Next(WavesReport report) =>
        report.Waves.Count == 0 ? "No service in the catalog was made from this template."
        : report.Waves.FirstOrDefault(w => w.State == WaveState.Failed) is { } failed
            ? $"{(report.Waves[^1] == failed ? "" : $"The later waves wait for the wave '{failed.Name}'. ")}"
                + "Resolve the conflicts and fix what failed, or close a pull request to leave its service out."
        : report.Waves.FirstOrDefault(w => w.State == WaveState.Running) is { } running
            ? $"The wave '{running.Name}' is running: run the command again when its checks have finished."
        : report.Services.All(s => s.State is WaveServiceState.Adopted or WaveServiceState.OptedOut) ? "Every service has this revision or has opted out."
        : "Every wave has started.";
}
