using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>Which findings matter most, for writers with space for only some of them.</summary>
public static class FindingOrder
{
    /// <summary>Findings that fail the run, then new ones, then pre-existing ones; each by severity, then in the report's own order.</summary>
    public static IEnumerable<Finding> WorstFirst(this Report report) =>
        report.Findings.OrderByDescending(report.Fails).ThenBy(f => f.PreExisting).ThenByDescending(f => f.Severity);
}
