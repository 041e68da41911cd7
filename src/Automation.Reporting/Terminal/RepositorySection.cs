using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary>Shows which of several repositories fail, by owner and by rule, for a platform team that decides whether to make the check required.</summary>
internal sealed class RepositorySection(TerminalPage page, TerminalOptions options)
{
    private const int MostRows = 20;
    private const int MostRules = 3;
    private const string NoOwner = "(no known owner)";

    public void Write(IReadOnlyList<RepositoryOutcome> repositories)
    {
        var failing = repositories.Where(r => r.Fails).ToList();
        page.Line();
        page.Sentence(0, (ReportWording.Repositories(repositories), failing.Count > 0 ? Tone.Error : Tone.Well));
        if (failing.Count == 0)
        {
            return;
        }

        var owners = repositories.GroupBy(r => r.Owner ?? NoOwner, StringComparer.Ordinal)
            .Select(g => (Owner: g.Key, All: g.Count(), Failing: g.Where(r => r.Fails).ToList())).Where(g => g.Failing.Count > 0)
            .OrderByDescending(g => g.Failing.Count).ThenBy(g => g.Owner, StringComparer.Ordinal);
        Table("by owner", ["owner", "fail", "of", "why"], owners.Select(o => new[] { o.Owner, $"{o.Failing.Count:N0}", $"{o.All:N0}", Rules(o.Failing) }));

        var rules = failing.SelectMany(r => r.Findings.Where(f => f.Key.Fails).Select(f => (f.Key.Rule, Findings: f.Value)))
            .GroupBy(f => f.Rule, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);
        Table("by rule", ["rule", "repositories", "findings"], rules.Select(g => new[] { g.Key, $"{g.Count():N0}", $"{g.Sum(f => f.Findings):N0}" }));
    }

    private static string Rules(List<RepositoryOutcome> failing)
    {
        var rules = failing.SelectMany(r => r.Findings.Keys.Where(f => f.Fails).Select(f => f.Rule))
            .CountBy(r => r)
            .OrderByDescending(r => r.Value)
            .ThenBy(r => r.Key, StringComparer.Ordinal)
            .ToList();
        return string.Join(", ", rules.Take(MostRules).Select(r => r.Key)) + (rules.Count > MostRules ? $" and {rules.Count - MostRules:N0} more" : "");
    }

    private void Table(string title, string[] head, IEnumerable<string[]> all)
    {
        var rows = all.ToList();
        var shown = options.Verbose ? rows : rows[..Math.Min(MostRows, rows.Count)];
        page.Line();
        page.Line((title, Tone.Strong));
        foreach (var (index, line) in shown.Aggregate(new TextColumns(options.Width, numbers: 2).Add(head), (table, row) => table.Add(row)).Lines().Index())
        {
            page.Line((line, index == 0 ? Tone.Faint : Tone.Plain));
        }

        if (rows.Count > shown.Count)
        {
            page.Line(($"  and {rows.Count - shown.Count:N0} more; --verbose lists all", Tone.Faint));
        }
    }
}
