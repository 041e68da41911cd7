using Automation.Core.Findings;
using Automation.Reporting.Wording;
using Rule = Automation.Core.Findings.Rule;

namespace Automation.Reporting.Terminal;

/// <summary><c>automation explain</c>: the page of a rule for a terminal.</summary>
public sealed class RulePageWriter(TerminalOptions options)
{
    private const int Indent = 2;

    /// <param name="fixes">The automatic fixes of the rule, one sentence each; empty if there are none.</param>
    public void Write(Rule rule, IReadOnlyList<string> fixes, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        var backstage = RuleWords.Consequence(rule) is { } consequence ? $", Backstage {consequence}" : "";
        page.Line(
            (rule.Id, Tone.File),
            ($"  {ReportWording.Name(rule.Severity)}", Tone.Of(rule.Severity)),
            ($"{backstage}, fixed by the {RuleWords.Name(rule.Responsible)}", Tone.Faint));
        Section(page, "Detects", [rule.Detects]);
        Section(page, "Why it matters", [rule.Why]);
        Section(page, "How to fix", [rule.HowToFix]);
        Section(page, "Automatic fix", fixes);
        Code(page, "Before", rule.Bad);
        Code(page, "After", rule.Good);
        Section(page, "Source", [.. rule.Sources.Select(Source)]);
        if (Product.LinkTo(rule) is { } link)
        {
            Section(page, "Page", [link]);
        }

        page.Line();
    }

    private static string Source(RuleSource source) => Product.LinkTo(source) is { } link ? $"{source.Text}: {link}" : source.Text;

    private static void Section(TerminalPage page, string heading, IReadOnlyList<string> paragraphs)
    {
        if (paragraphs.Count == 0)
        {
            return;
        }

        page.Line();
        page.Line((heading, Tone.Help));
        foreach (var paragraph in paragraphs)
        {
            page.Sentence(Indent, ("  " + paragraph, Tone.Plain));
        }
    }

    private static void Code(TerminalPage page, string heading, string code)
    {
        if (code.Length == 0)
        {
            return;
        }

        page.Line();
        page.Line((heading, Tone.Help));
        foreach (var line in code.Split('\n'))
        {
            page.Line(($"    {line}", Tone.Plain));
        }
    }
}
