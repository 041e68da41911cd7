using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>Words for onboarding, in every format.</summary>
public static class OnboardingWording
{
    public static string Of(OnboardingState state) => state switch
    {
        OnboardingState.OptedOut => "opted out",
        OnboardingState.LeftOut => "left out",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>The number of repositories by state, the most important first, then those that were left out.</summary>
    public static string Counts(OnboardingReport report)
    {
        OnboardingState[] order =
        [
            OnboardingState.Unreachable, OnboardingState.Refused, OnboardingState.Held, OnboardingState.Opened, OnboardingState.Updated, OnboardingState.Open,
            OnboardingState.Planned, OnboardingState.Waiting, OnboardingState.Declined, OnboardingState.OptedOut, OnboardingState.LeftOut,
            OnboardingState.Described,
        ];
        var counts = report.Repositories.CountBy(r => r.State).ToDictionary();
        var looked = order.Where(counts.ContainsKey).Select(s => $"{counts[s]:N0} {Of(s)}");
        var leftOut = report.LeftOut.CountBy(r => r.Reason).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Value:N0} {r.Key}").ToList();
        return $"{(counts.Count == 0 ? "no repository" : string.Join(", ", looked))}"
            + $"{(leftOut.Count == 0 ? "" : $"; left out: {string.Join(", ", leftOut)}")}";
    }

    /// <summary>Whose repositories they are.</summary>
    public static string Whose(OnboardingReport report) => report.Organisation ?? "The installation";

    /// <summary>The next thing to do, for people.</summary>
    public static string Next(OnboardingReport report) =>
        report.Waves.Count == 0 ? "There is no repository to look at."
        : report.Limit is { } limit ? $"{limit} The rest waits: run the command again then."
        : report.IsDryRun ? "Nothing was changed."
        : report.Waves.FirstOrDefault(w => w.State == WaveState.Failed) is { } failed
            ? $"{(report.Waves[^1] == failed ? "" : $"The later waves wait for the wave '{failed.Name}'. ")}"
                + "Fix what failed, or leave its repository out with --exclude."
        : report.Waves.FirstOrDefault(w => w.State == WaveState.Running) is { } running
            ? running.Repositories.Any(r => r.State == OnboardingState.Waiting)
                ? $"{report.MostOpen:N0} pull requests are open, as many as --max-open allows: merge or close some, then run the command again."
                : $"The wave '{running.Name}' passes when its pull requests are merged or closed: then run the command again."
        : report.Repositories.All(r => !r.IsOpen) ? "No repository needs a pull request."
        : "Every wave has started.";
}
