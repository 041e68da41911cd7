using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>Words for waves of updates, in every format.</summary>
public static class WaveWording
{
    /// <summary>How a service stands.</summary>
    public static string Of(WaveServiceState state) => state switch
    {
        WaveServiceState.CheckFailed => "check failed",
        WaveServiceState.OptedOut => "opted out",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>How a wave stands.</summary>
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

    /// <summary>What is to be done next, for a person.</summary>
    public static string Next(WavesReport report) =>
        report.Waves.Count == 0 ? "The catalog has no service of this template."
        : report.Waves.FirstOrDefault(w => w.State == WaveState.Failed) is { } failed
            ? $"{(report.Waves[^1] == failed ? "" : $"The wave '{failed.Name}' stops the rest. ")}"
                + "Decide the conflicts and correct what failed, or close a pull request to leave its service out."
        : report.Waves.FirstOrDefault(w => w.State == WaveState.Running) is { } running
            ? $"The wave '{running.Name}' is running: run the command again when the checks have ended."
        : report.Services.All(s => s.State is WaveServiceState.Adopted or WaveServiceState.OptedOut) ? "Every service has it, or opted out."
        : "Every wave has begun.";
}
