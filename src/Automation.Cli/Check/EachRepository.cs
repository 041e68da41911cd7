using Automation.Cli.Hosting;
using Automation.Core;
using Automation.Core.Findings;
using Automation.Descriptors.Rules;
using Automation.Git.Objects;
using Automation.Reporting.Model;

namespace Automation.Cli.Check;

/// <summary><c>check --each</c>: checks every repository of a folder, in parallel, against one catalog.</summary>
/// <param name="checkup">Checks one repository.</param>
internal sealed class EachRepository(Terminal terminal, CheckRunner checkup)
{
    /// <summary>The reports as one, in the order of the folders. A repository that cannot be opened, or whose configuration is invalid, fails alone.</summary>
    /// <param name="folder">The folder, as a full path.</param>
    /// <param name="requestOf">Creates the request for a repository, from its folder.</param>
    /// <param name="revise">Applies the options of the command line to a report.</param>
    public Report Run(string folder, Func<string, CheckRequest> requestOf, Func<Report, Report> revise)
    {
        var requests = Children(folder).Select(requestOf).ToList();
        var reports = new Report[requests.Count];
        using (var progress = new Progress(terminal, "repositories checked", requests.Count))
        {
            SideBySide.For(requests.Count, few: 1, i =>
            {
                reports[i] = revise(Check(requests[i]));
                progress.Advance();
            }, terminal.Cancelled);
        }

        return ReportMerge.Of(reports) with { Repositories = [.. reports.Select((report, i) => RepositoryOutcome.Of(requests[i].Shown, report))] };
    }

    private Report Check(CheckRequest request)
    {
        try
        {
            var (configured, report) = checkup.Run(request);
            return report ?? configured.Refusal();
        }
        catch (RepositoryException e)
        {
            return new Report("The descriptors", []) { NotChecked = [new NotChecked($"the repository {request.Shown}", e.Message) { Fails = true }] };
        }
    }

    private static IEnumerable<string> Children(string folder) =>
        Directory.EnumerateDirectories(folder)
            .Where(d => new DirectoryInfo(d) is { LinkTarget: null, Name: not ".git" })
            .Order(StringComparer.Ordinal);
}

/// <summary>Combines the reports of several repositories.</summary>
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
        GitOps = GitOpsDiff.Together(reports.Select(r => r.GitOps)),
        Skeletons = [.. reports.SelectMany(r => r.Skeletons)],
        NotChecked = [.. reports.SelectMany(r => r.NotChecked).Distinct()],
        Sources = reports.SelectMany(r => r.Sources).DistinctBy(s => s.Key).ToDictionary(),
        Suppressed = reports.Sum(r => r.Suppressed),
        ComparedWithBase = reports.Any(r => r.ComparedWithBase),
        FailOn = reports.Select(r => r.FailOn).Min(),
    };

    // Notes about Backstage, not about a repository, are reported once, with the first repository.
    private static IEnumerable<Finding> RemindedOnce(IReadOnlyList<Report> reports)
    {
        var first = reports.SelectMany(r => r.Findings).FirstOrDefault(IsReminder);
        return reports.SelectMany(r => r.Findings).Where(f => !IsReminder(f) || ReferenceEquals(f, first));
    }

    private static bool IsReminder(Finding finding) => finding.Rule == KindRules.NeedsCatalogRule && finding.Severity == Severity.Info;
}
