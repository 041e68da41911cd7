using System.Text;
using Automation.Core.Findings;
using Automation.Reporting.CatalogChanges;
using Automation.Reporting.Ownership;

namespace Automation.Reporting.Markdown;

/// <summary>
/// A report as Markdown for people on GitHub: the outcome, what each side has to do, what was not checked, and folded away what is
/// pre-existing. Where room is short, whole entries are dropped from the least important end, and the text says which.
/// </summary>
internal sealed class MarkdownReport(ReportLinks links)
{
    private const string BeforeEnd = "\n</details>\n";

    private static readonly Severity[] WorstFirst = [Severity.Error, Severity.Warning, Severity.Info];

    /// <summary>Renders within <paramref name="limit"/>, counted by <paramref name="measure"/>.</summary>
    public string Render(Report report, string beginning, int limit, Func<string, int> measure)
    {
        var ownership = OwnershipTable.Of(report.Ownership, new Budget(limit / 4, measure));
        var head = $"{beginning}### {Headline(report)}\n\n{Subject(report)}{Counts(report)}{ownership}";
        var budget = new Budget(limit, measure);
        budget.Take(head);
        var change = report.OwnershipChange is { } owners ? OwnershipChangeSection.Of(owners, new Budget(limit / 4, measure)) : "";
        change += CatalogChanges(report.CatalogChange, new Budget(limit / 4, measure));
        budget.Take(change);

        // Room for what frames the entries, as if all of it were needed and nothing could be shown.
        budget.Take(string.Concat(Frame(report)) + LeftOut(report.Findings, report.NotChecked.Count) + Foot(report));

        var entries = Entries(report).TakeWhile(e => budget.TryTake(e.Markdown)).ToList();
        return Compose(report, head, change, entries);
    }

    private static string CatalogChanges(CatalogChange? change, Budget budget) =>
        change is null ? ""
        : change.IsEmpty ? $"\n{CatalogChangeWording.Merging(change)}.\n"
        : CatalogChangeSection.Of(change, $"\n### {CatalogChangeWording.Merging(change)}\n", budget);

    private static string Headline(Report report)
    {
        var failing = report.Findings.Where(report.Fails).ToList();
        var notChecked = Wording.NotChecked(report) is { Length: > 0 } some ? $" ({some})" : "";
        var breaks = report.BrokenRelations == 0 ? "" : $", and merging breaks {Wording.Count(report.BrokenRelations, "relation")}";
        var read = report.Findings.Count == 0 ? "" : $", with {Wording.Severities(report.Findings)} to read";
        return report switch
        {
            { IsIncomplete: true } => $"❌ {Wording.Incomplete(report)}{(failing.Count > 0 ? $"; {Wording.Severities(failing)} to fix" : "")}{breaks}",
            _ when failing.Count > 0 => $"❌ {Wording.Severities(failing)} to fix{breaks}{notChecked}",
            { LacksDescriptor: true } => $"{(report.HasFailed ? "❌" : "⚠️")} {Wording.NoDescriptor(report)}{breaks}",
            { BrokenRelations: > 0 } => $"⚠️ {Wording.Breaks(report)}{read}{notChecked}",
            { Conclusion: "neutral" } => $"⚠️ Passed{read}{notChecked}",
            { Findings.Count: > 0 } => $"✅ Passed{read}{notChecked}",
            _ => $"✅ {Wording.AllWell(report)}{(report.NotChecked.Count == 0 ? "" : $"; {Wording.NotChecked(report)}")}",
        };
    }

    private static string Subject(Report report)
    {
        // Where nothing was found, the headline says how much was looked at.
        var looked = report.Findings.Count == 0 ? "" : Wording.LookedAt(report);
        return $"**{MarkdownText.Plain(report.Title)}**" + (looked.Length == 0 ? "" : $": {looked}") + "\n"
            + (Wording.Owners(report) is { Length: > 0 } owners ? $"\n{owners}.\n" : "");
    }

    private static string Counts(Report report)
    {
        if (report.Findings.Count == 0)
        {
            return "";
        }

        var withBase = report.ComparedWithBase || report.Findings.Any(f => f.PreExisting);
        var table = new StringBuilder(withBase ? "\n| | New | Pre-existing |\n|:--|--:|--:|\n" : "\n| | Count |\n|:--|--:|\n");
        foreach (var severity in WorstFirst.Where(s => report.Findings.Any(f => f.Severity == s)))
        {
            var (before, fresh) = (report.Findings.Count(f => f.Severity == severity && f.PreExisting), report.Findings.Count(f => f.Severity == severity && !f.PreExisting));
            var name = char.ToUpperInvariant(Wording.Name(severity)[0]) + Wording.Name(severity)[1..] + "s";
            table.Append(withBase ? $"| {name} | {fresh:N0} | {before:N0} |\n" : $"| {name} | {fresh:N0} |\n");
        }

        return table.ToString();
    }

    // Most important first: what of the change was not checked, what fails, what else was not checked, what is new, what is pre-existing. Rendered only as far as there
    // is room.
    private IEnumerable<Entry> Entries(Report report)
    {
        var findings = report.WorstFirst().ToList();
        var failing = findings.Count(report.Fails);
        return report.NotChecked.Where(n => n.Fails).Select(Unchecked)
            .Concat(findings.Take(failing).Select(Of))
            .Concat(report.NotChecked.Where(n => !n.Fails).Select(Unchecked))
            .Concat(findings.Skip(failing).Select(Of));

        static Entry Unchecked(NotChecked notChecked) => new(null, MarkdownItem.Of(notChecked));

        Entry Of(Finding finding) => new(finding, MarkdownItem.Of(finding, report.Sources, links));
    }

    private static IEnumerable<string> Frame(Report report) =>
        [SideStart(Responsible.ApplicationTeam), SideStart(Responsible.PlatformTeam), NotCheckedStart, BeforeStart(report), BeforeEnd];

    private const string NotCheckedStart = "\n#### Not checked\n\n";

    private static string SideStart(Responsible side) => $"\n#### For the {Wording.Name(side)}\n\n";

    private static string BeforeStart(Report report)
    {
        var before = report.Findings.Where(f => f.PreExisting).ToList();
        return $"\n<details>\n<summary>Pre-existing: {Wording.Severities(before)}</summary>\n\n";
    }

    private string Compose(Report report, string head, string change, List<Entry> entries)
    {
        // A reader works through one file after the other, so what is shown stands in the report's own order again.
        var shown = entries.Where(e => e.Finding is not null).ToDictionary<Entry, Finding, string>(e => e.Finding!, e => e.Markdown, ReferenceEqualityComparer.Instance);
        var inOrder = report.Findings.Where(shown.ContainsKey).ToList();
        var text = new StringBuilder(head);
        foreach (var side in inOrder.Where(f => !f.PreExisting).GroupBy(f => f.Rule.Responsible).OrderBy(g => g.Key))
        {
            text.Append(SideStart(side.Key)).AppendJoin("", side.Select(f => shown[f]));
        }

        var notChecked = entries.Where(e => e.Finding is null).ToList();
        if (notChecked.Count > 0)
        {
            text.Append(NotCheckedStart).AppendJoin("", notChecked.Select(e => e.Markdown));
        }

        if (inOrder.Any(f => f.PreExisting))
        {
            text.Append(BeforeStart(report)).AppendJoin("", inOrder.Where(f => f.PreExisting).Select(f => shown[f])).Append(BeforeEnd);
        }

        return text
            .Append(change)
            .Append(LeftOut([.. report.Findings.Where(f => !shown.ContainsKey(f))], report.NotChecked.Count - notChecked.Count))
            .Append(Foot(report))
            .ToString();
    }

    private string LeftOut(IReadOnlyList<Finding> findings, int notChecked)
    {
        var parts = new List<string>();
        if (findings.Count > 0)
        {
            var before = findings.Count(f => f.PreExisting);
            var mark = before == 0 ? "" : $"; {before:N0} of them pre-existing";
            parts.Add($"{Wording.Count(findings.Count, "more finding")} ({Wording.Severities(findings)}{mark})");
        }

        if (notChecked > 0)
        {
            parts.Add(notChecked == 1 ? "1 more thing that was not checked" : $"{notChecked:N0} more things that were not checked");
        }

        return parts.Count == 0 ? ""
            : $"\n… and {Wording.Join(parts)}, for which there is no room here. {MarkdownText.Link(links.Everything is null ? "" : "All of them", links.Everything)}\n";
    }

    private static string Foot(Report report) => string.Concat(new[] { Wording.Skeletons(report), Wording.Suppressed(report) }.Where(s => s.Length > 0).Select(s => $"\n<sub>{s}.</sub>\n"));

    private sealed record Entry(Finding? Finding, string Markdown);
}
