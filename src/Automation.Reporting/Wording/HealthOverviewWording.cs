using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>The words for the health of services, the same on every page.</summary>
internal static class HealthOverviewWording
{
    private const int ShortRevision = 8;

    /// <summary>What is most important, in a sentence or two.</summary>
    public static string Sum(HealthOverviewReport report)
    {
        if (report.Clusters.Count == 0)
        {
            return "No cluster was read.";
        }

        var unknown = report.Services.Count(s => s.Places.Any(p => p.UnknownSince is not null));
        var down = report.Services.Count(s => s.HasFailed);
        var warned = report.Services.Count(s => !s.HasFailed && s.Problems.Count > 0);
        string?[] parts =
        [
            down > 0 ? $"{down:N0} {(down == 1 ? "has" : "have")} problems" : null,
            warned > 0 ? $"{warned:N0} {(warned == 1 ? "has" : "have")} warnings" : null,
            unknown > 0 ? $"{unknown:N0} {(unknown == 1 ? "has" : "have")} no fresh reading" : null,
        ];
        List<string> said = [.. parts.OfType<string>()];
        var (services, clusters) = (ReportWording.Count(report.Services.Count, "service"), ReportWording.Count(report.Clusters.Count, "cluster"));
        return (said.Count == 0 ? $"No problems found in {services} and {clusters}." : $"Of {services} in {clusters}, {ReportWording.Join(said)}.")
            + (report.ProblemsOfNoService == 0 ? ""
                : $" {ReportWording.Count(report.ProblemsOfNoService, "more problem")} in workloads that belong to no service of the catalog.");
    }

    /// <summary>The state of the reading of a cluster.</summary>
    public static string State(ClusterStatus cluster) => (cluster.Read, cluster.Failure, cluster.IsUnknown) switch
    {
        (null, var failure, _) => $"never read: {failure}",
        ({ } read, { } failure, _) => $"unknown since {ShownTime.Of(read)}: {failure}",
        ({ } read, null, true) => $"unknown since {ShownTime.Of(read)}: no newer reading",
        ({ } read, null, false) => $"read {ShownTime.Of(read)}",
    };

    /// <summary>A workload in a line. A state that is not fresh is not shown.</summary>
    public static string Of(ServicePlace place)
    {
        var where = $"{place.Workload}{(place.Namespace is null ? "" : $" in {place.Namespace}")}, cluster {place.Cluster}";
        return place.UnknownSince is { } since ? $"{where}: {Unknown(since)}"
            : $"{where}: {place.Status ?? "no rule"}{(place.Version.Length > 0 ? $", version {place.Version}" : "")}"
                + (place.Wanted is { } wanted ? $", {place.Serving} of {wanted} serve" : "");
    }

    /// <summary>An Application in a line. A state that is not fresh is not shown.</summary>
    public static string Of(ServiceApplication application)
    {
        var where = $"{application.Name}{(application.Destination.Length > 0 ? $" on {application.Destination}" : "")}";
        return application.UnknownSince is { } since ? $"{where}: {Unknown(since)}"
            : $"{where}: {application.Sync}, {application.Status}{(application.Revision.Length > 0 ? $", revision {Short(application.Revision)}" : "")}"
                + (application.Operation is "" or "Succeeded" ? "" : $", last operation {application.Operation}")
                + (application.Errors.Count == 0 ? "" : $", {string.Join(", ", application.Errors)}");
    }

    /// <summary>How a state that is not known is shown.</summary>
    public static string Unknown(DateTimeOffset since) => since == DateTimeOffset.UnixEpoch ? "unknown" : $"unknown since {ShownTime.Of(since)}";

    /// <summary>A revision as people know it: of a commit its start.</summary>
    public static string Short(string revision) =>
        revision.Length == 40 && revision.All(char.IsAsciiHexDigit) ? revision[..ShortRevision] : VisibleText.Of(revision, 60);
}
