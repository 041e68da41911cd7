namespace Automation.Health.Diagnosis;

/// <summary>One cause that several services of several owners have at the same time in a cluster: the platform's, even if each alone would look like the
/// team's.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Cause">The class of the cause.</param>
/// <param name="Says">The cause.</param>
/// <param name="Next">The next step.</param>
/// <param name="Since">The earliest of its findings.</param>
/// <param name="Findings">The findings, each of one workload.</param>
public sealed record PlatformIncident(string Cluster, string Cause, string Says, string Next, DateTimeOffset Since, IReadOnlyList<WorkloadFinding> Findings)
{
    private const int FewestServices = 3;
    private const int FewestOwners = 2;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>The services, in order.</summary>
    public IReadOnlyList<string> Services { get; } = [.. Findings.Select(f => f.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The owners, in order.</summary>
    public IReadOnlyList<string> Owners { get; } = [.. Findings.Select(OwnerOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal static IReadOnlyList<PlatformIncident> In(IReadOnlyList<WorkloadFinding> findings, DateTimeOffset now)
    {
        var incidents = new List<PlatformIncident>();
        foreach (var group in findings.Where(f =>
            f.Shared is not null).GroupBy(f => (f.Workload.Cluster, f.Shared)).OrderBy(g => g.Key.Shared, StringComparer.Ordinal))
        {
            List<WorkloadFinding> ordered = [.. group.OrderBy(f => f.Since ?? now).ThenBy(f => f.Service, StringComparer.Ordinal)];
            for (var first = 0; first < ordered.Count; first++)
            {
                var start = ordered[first].Since ?? now;
                List<WorkloadFinding> together = [.. ordered.Skip(first).TakeWhile(f => (f.Since ?? now) - start <= Window)];
                var incident = new PlatformIncident(group.Key.Cluster, together[0].Cause, together[0].Says, together[0].Next, start, together);
                if (incident.Services.Count >= FewestServices && incident.Owners.Count >= FewestOwners)
                {
                    incidents.Add(incident);
                    first += together.Count - 1;
                }
            }
        }

        return incidents;
    }

    private static string OwnerOf(WorkloadFinding finding) => finding.Owner?.Owner ?? $"namespace {finding.Workload.Namespace}";
}
