using Automation.Core.Text;
using Automation.Jobs.Health.Stored;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health.Delivery;

/// <summary>What GitHub has to show of the deployments of a service: one for each environment, with the worst of its Applications.</summary>
internal static class DeploymentStates
{
    // GitHub's limit (REST, "Create a deployment status").
    private const int LongestDescription = 140;

    // From bad to good.
    private static readonly string[] Order = ["failure", "inactive", "in_progress", "success"];

    public static IReadOnlyList<ShownDeployment> Of(ServiceHealthReport service) =>
    [
        .. service.Applications.Where(a => a.Environment.Length > 0 && a.Revision.Length > 0)
            .GroupBy(a => a.Environment, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(service, g.Key, [.. g])),
    ];

    private static ShownDeployment Of(ServiceHealthReport service, string environment, IReadOnlyList<ServiceApplication> applications)
    {
        var states = applications.Select(a => (Application: a, State: StateOf(a))).OrderBy(s => Array.IndexOf(Order, s.State)).ToList();
        var (worst, state) = states[0];

        // Clusters of one environment follow each other.
        if (state == "success" && applications.Select(a => a.Revision).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            state = "in_progress";
        }

        var newest = applications.OrderByDescending(a => a.DeployedAt).First();
        var text = worst.UnknownSince is { } since
            ? $"Unknown since {ShownTime.Of(since)}: there is no fresh reading."
            : Problem(service, worst) is { } problem && state != "success" ? problem.Effect
            : $"{worst.Sync}, {worst.Status}{(worst.Errors.Count > 0 ? $", {worst.Errors[0]}" : "")}.";
        return new ShownDeployment(environment, newest.Revision, state, text.Length > LongestDescription ? $"{text[..(LongestDescription - 1)]}…" : text);
    }

    /// <summary>The problem that explains the state of an Application; null if none does.</summary>
    public static HealthProblem? Problem(ServiceHealthReport service, ServiceApplication application) => service.Problems.FirstOrDefault(p =>
        p.IsConfirmed
        && p.Cluster == application.Destination
        && (application.DestinationNamespace.Length == 0 || p.Namespace == application.DestinationNamespace));

    private static string StateOf(ServiceApplication application) => application switch
    {
        { UnknownSince: not null } or { Status: "Unknown" or "Missing" } => "inactive",
        { Status: "Degraded" } or { Operation: "Failed" or "Error" } or { Errors.Count: > 0 } => "failure",
        { IsFine: true } => "success",
        _ => "in_progress",
    };
}
