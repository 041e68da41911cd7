namespace Automation.Health.Diagnosis;

/// <summary>
/// The findings of a reading after those of the reading before. The first specific cause is kept, because later messages are only "back-off"; a cause is
/// confirmed at its second reading, or at once if it is final.
/// </summary>
public static class FollowedFindings
{
    /// <summary>The findings with what is known from before.</summary>
    /// <param name="before">The findings of the reading before, followed in the same way.</param>
    /// <param name="now">The findings of this reading.</param>
    public static IReadOnlyList<WorkloadFinding> Of(IReadOnlyList<WorkloadFinding> before, IReadOnlyList<WorkloadFinding> now)
    {
        var known = new Dictionary<(WorkloadName, string?, string, string), WorkloadFinding>();
        foreach (var finding in before)
        {
            known.TryAdd(Key(finding), finding);
        }

        return [.. now.Select(finding => known.TryGetValue(Key(finding), out var earlier) ? Follow(earlier, finding) : finding)];
    }

    private static WorkloadFinding Follow(WorkloadFinding earlier, WorkloadFinding finding)
    {
        var kept = !finding.IsSpecific && earlier.IsSpecific
            ? earlier with
            {
                Impact =
                finding.Impact,
                Effect = finding.Effect,
                Pods = finding.Pods,
                AllPods = finding.AllPods,
                Consequences = finding.Consequences
            }
            : finding;
        var since = kept.Cause == earlier.Cause && earlier.Since < kept.Since ? earlier.Since : kept.Since;
        return kept with { Since = since, IsConfirmed = finding.IsFinal || kept.Cause == earlier.Cause };
    }

    // The family of a cause stays the same: "image/not-found" becomes "image/pull-failed".
    private static (WorkloadName, string?, string, string) Key(WorkloadFinding finding) =>
        (finding.Workload, finding.Container, finding.Revision, finding.Cause[..finding.Cause.IndexOf('/', StringComparison.Ordinal)]);
}
