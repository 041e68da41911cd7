using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>The outcome of a check in one line: the most severe result of the findings and the merge preview, and whether it fails the check.</summary>
internal static class Headline
{
    private const int MostOwners = 2;

    /// <summary>The line, as plain text; names of the catalog are quoted in it.</summary>
    public static string Of(Report report)
    {
        var failing = report.Findings.Count(report.Fails);
        var fresh = report.Findings.Where(f => !f.PreExisting).ToList();
        var before = report.Findings.Count - fresh.Count;
        var open = ReportWording.NotChecked(report) is { Length: > 0 } some ? $"; {some}" : "";
        var breakage = Breakage.Of(report.CatalogChange);
        return report switch
        {
            { IsIncomplete: true } => $"{(failing == 0 ? "This check fails" : Failing(failing))}; {ReportWording.Because(ReportWording.Incomplete(report))}",
            _ when failing > 0 => Failing(failing),
            { FailsWithoutDescriptor: true } => "This check fails: there is no descriptor, and one is required",
            _ when !breakage.IsEmpty => $"This check passes, but merging breaks {breakage.What} of {ReportWording.Join(Owners(breakage.Owners))}{open}",
            { LacksDescriptor: true } => "This check passes, but nothing was checked: there is no descriptor",
            { BrokenRelations: > 0 } =>
                $"This check passes, but merging breaks {ReportWording.Count(report.BrokenRelations, "reference")} of this repository{open}",
            { GitOps: { } deployed } when report.GitOps.Count(DiffState.Deleted) > 0 || (fresh.Count == 0 && deployed.Applications.Count > 0) =>
                $"This check passes: {GitOpsDiffWording.Changes(deployed)}"
                    + $"{(fresh.Count == 0 ? "" : $", with {ReportWording.Severities(fresh)} to read")}{open}",
            _ when fresh.Count > 0 => $"This check passes, with {ReportWording.Severities(fresh)} to read{open}",
            _ when before > 0 => $"This check passes: no new problems, and {before:N0} pre-existing {(before == 1 ? "one" : "ones")}{open}",
            _ => $"This check passes: {ReportWording.Because(ReportWording.AllWell(report))}{open}",
        };
    }

    private static string Failing(int problems) => problems == 1 ? "1 problem fails this check" : $"{problems:N0} problems fail this check";

    private static IReadOnlyList<string> Owners(IReadOnlyList<string> owners)
    {
        var named = owners.Take(MostOwners).ToList();
        return owners.Count > MostOwners ? [.. named, $"{owners.Count - MostOwners:N0} more"] : named;
    }
}
