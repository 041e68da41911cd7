using Automation.Reporting.Wording;
using Rule = Automation.Core.Findings.Rule;

namespace Automation.Reporting.Terminal;

/// <summary><c>automation rules</c>: the rules by group, one line each.</summary>
public sealed class RuleListWriter(TerminalOptions options)
{
    private const string Fixable = "fix";

    /// <param name="rules">The rules, sorted by group.</param>
    /// <param name="isFixable">Whether a rule, by its id, has automatic fixes.</param>
    public void Write(IReadOnlyList<Rule> rules, Predicate<string> isFixable, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        var id = rules.Max(r => r.Id.Length) + 2;
        var severity = rules.Max(r => ReportWording.Name(r.Severity).Length) + 2;
        var hang = id + severity + Fixable.Length + 2;
        foreach (var group in rules.GroupBy(r => r.Category))
        {
            foreach (var rule in group)
            {
                page.Sentence(
                    hang,
                    (rule.Id.PadRight(id), Tone.Strong),
                    (ReportWording.Name(rule.Severity).PadRight(severity), Tone.Of(rule.Severity)),
                    ((isFixable(rule.Id) ? Fixable : "").PadRight(Fixable.Length + 2), Tone.Well),
                    (rule.Title, Tone.Plain));
            }

            page.Line();
        }

        page.Line(($"{rules.Count} rules. Run 'automation explain RULE' for the reason, an example and the source of a rule.", Tone.Faint));
    }
}
