using System.Text;
using Automation.Core.Findings;
using Automation.Jobs.Fixing;
using Automation.Reporting.Wording;

namespace Automation.Jobs.Rules;

/// <summary>The rule reference, <c>docs/rules.md</c>: an index by group, then a section for each rule.</summary>
public static class RuleReferencePage
{
    private const string Guide = "docs/";

    private static readonly IReadOnlyDictionary<string, (string Heading, string About)> Groups = new Dictionary<string, (string, string)>
    {
        ["catalog"] = ("Descriptors", "What Backstage requires of a descriptor, and what it accepts but is probably a mistake."),
        ["reference"] = ("References", "References from descriptors to other entities and to files."),
        ["policy"] = ("Policies", "What your organisation requires in `.github/automation.yml`."),
        ["owners"] = ("CODEOWNERS", "Lines that GitHub skips, lines that have no effect, and owners that differ from those in the catalog."),
        ["template"] = ("Software templates", "What makes the run of a template fail, and what Backstage accepts but does not do as written."),
        ["gitops"] = ("Manifests of Argo CD", "What the API server, a strict client or Argo CD itself rejects. Backstage does not read these files."),
        ["config"] = ("Configuration", "The configuration file itself."),
        ["suppression"] = ("Accepted findings", "Comments that accept findings."),
    };

    public static string Write()
    {
        var page = new StringBuilder("# Rules\n\n<!-- Generated from the code: change the rule, then run the tests with UPDATE_SNAPSHOTS=1. -->\n\n");
        page.Append("Each finding names its rule. `automation explain RULE` prints the same text in a terminal, and `automation rules` lists all rules.\n\n");
        page.Append("**Severity** is the default; [the configuration](guide/configuration.md#severities) can change it. ");
        page.Append("**Backstage** shows what a default Backstage does with a document\n");
        page.Append("that breaks the rule; no configuration changes that. **Fix** marks rules with an [automatic fix](guide/fixes.md).\n");
        foreach (var group in RuleReference.All.GroupBy(r => r.Category))
        {
            var (heading, about) = Groups[group.Key];
            var isOfBackstage = group.Any(r => RuleWords.Consequence(r) is not null);
            page.Append(isOfBackstage
                ? $"\n## {heading}\n\n{about}\n\n| Rule | Severity | Backstage | Fix | Fixed by |\n|:--|:--|:--|:-:|:--|\n"
                : $"\n## {heading}\n\n{about}\n\n| Rule | Severity | Fix | Fixed by |\n|:--|:--|:-:|:--|\n");
            foreach (var rule in group)
            {
                var backstage = isOfBackstage ? $" {RuleWords.Consequence(rule)} |" : "";
                var fix = FixReference.Lists(rule.Id) ? "yes" : "";
                page.Append($"| [`{rule.Id}`](#{rule.Anchor}) | {Severity(rule)} |{backstage} {fix} | {RuleWords.Name(rule.Responsible)} |\n");
            }
        }

        foreach (var rule in RuleReference.All)
        {
            Append(page, rule);
        }

        return page.ToString();
    }

    /// <summary>The section of one rule, for an editor.</summary>
    public static string Of(Rule rule)
    {
        var section = new StringBuilder($"### {rule.Id}\n\n");
        AppendText(section, rule);
        return Product.LinkTo(rule) is { } page ? section.Append($"\n[{rule.Id}]({page})\n").ToString() : section.ToString();
    }

    private static void Append(StringBuilder page, Rule rule)
    {
        page.Append($"\n---\n\n<a id=\"{rule.Anchor}\"></a>\n\n### {rule.Id}\n\n");
        AppendText(page, rule);
        page.Append($"\n**Source:** {string.Join("; ", rule.Sources.Select(Link))}\n");
    }

    private static void AppendText(StringBuilder page, Rule rule)
    {
        var backstage = RuleWords.Consequence(rule) is { } consequence ? $" · Backstage {consequence}" : "";
        page.Append($"{Severity(rule)}{backstage} · fixed by the {RuleWords.Name(rule.Responsible)}\n");
        page.Append($"\n**Detects:** {rule.Detects}\n\n**Why it matters:** {rule.Why}\n\n**How to fix:** {rule.HowToFix}\n");
        var fixes = FixReference.Of(rule.Id).ToList();
        if (fixes.Count > 0)
        {
            page.Append($"\n**Automatic fix:** {string.Join(" ", fixes.Select(f => $"{f.Change}."))}\n");
        }

        Example(page, rule, "Before", rule.Bad);
        Example(page, rule, "After", rule.Good);
    }

    private static void Example(StringBuilder page, Rule rule, string heading, string text)
    {
        if (text.Length > 0)
        {
            page.Append($"\n{heading}:\n\n```{(rule.Category == "owners" ? "text" : "yaml")}\n{text}\n```\n");
        }
    }

    // Pages of the guide are linked from this page's own folder.
    private static string Link(RuleSource source) => source.Address is { } address
        ? $"[{source.Text}]({(address.StartsWith(Guide, StringComparison.Ordinal) ? address[Guide.Length..] : address)})"
        : source.Text;

    private static string Severity(Rule rule) => rule.Severity.ToString();
}
