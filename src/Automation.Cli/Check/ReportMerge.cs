using Automation.Core.Findings;
using Automation.Descriptors.Rules;
using Automation.Reporting.Model;

namespace Automation.Cli.Check;

/// <summary>Makes one report of several repositories'.</summary>
internal static class ReportMerge
{
    /// <summary>The reports as one; it fails if one of them fails.</summary>
    public static Report Of(IReadOnlyList<Report> reports) => reports is [var only] ? only : new Report("The descriptors", [.. RemindedOnce(reports)])
    {
        LacksDescriptor = reports.All(r => r.LacksDescriptor) || reports.Any(r => r is { LacksDescriptor: true, RequiresDescriptor: true }),
        RequiresDescriptor = reports.Any(r => r.RequiresDescriptor),
        Documents = [.. reports.SelectMany(r => r.Documents)],
        Files = reports.Sum(r => r.Files),
        Ownership = [.. reports.SelectMany(r => r.Ownership)],
        CatalogChange = CatalogChange.Together(reports.Select(r => r.CatalogChange)),
        Skeletons = [.. reports.SelectMany(r => r.Skeletons)],
        NotChecked = [.. reports.SelectMany(r => r.NotChecked).Distinct()],
        Sources = reports.SelectMany(r => r.Sources).DistinctBy(s => s.Key).ToDictionary(),
        Suppressed = reports.Sum(r => r.Suppressed),
        ComparedWithBase = reports.Any(r => r.ComparedWithBase),
        FailOn = reports.Select(r => r.FailOn).Min(),
    };

    // What concerns Backstage and not a repository is reported with the first.
    private static IEnumerable<Finding> RemindedOnce(IReadOnlyList<Report> reports)
    {
        var first = reports.SelectMany(r => r.Findings).FirstOrDefault(IsReminder);
        return reports.SelectMany(r => r.Findings).Where(f => !IsReminder(f) || ReferenceEquals(f, first));
    }

    private static bool IsReminder(Finding finding) => finding.Rule == KindRules.NeedsCatalogRule && finding.Severity == Severity.Info;
}
