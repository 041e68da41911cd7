using System.Text;
using Automation.Core.Findings;

namespace Automation.Jobs;

/// <summary>The rule reference, <c>docs/rules.md</c>: every rule with its reason, an example and where it comes from.</summary>
public static class RuleReferencePage
{
    private static readonly IReadOnlyDictionary<string, string> Rooms = new Dictionary<string, string>
    {
        ["catalog"] = "What a descriptor must look like, and what is hardly meant although Backstage accepts it.",
        ["reference"] = "What descriptors refer to: other entities, and files of their repository.",
        ["policy"] = "What your organisation asks for, in `.github/automation.yml`.",
        ["owners"] = "CODEOWNERS: what GitHub makes of its lines, lines that do not do what they seem to, and whether it agrees with the catalog.",
        ["config"] = "The configuration itself.",
        ["suppression"] = "Comments that accept findings.",
    };

    /// <summary>Writes the page.</summary>
    public static string Write()
    {
        var page = new StringBuilder("# Rules\n\n<!-- Written from the code: change the rule, then run the tests with UPDATE_SNAPSHOTS=1. -->\n\n");
        page.Append("A finding names its rule. What Backstage does with a document that breaks it is a fact about Backstage and cannot be configured;\n");
        page.Append("how much the finding matters can be, in [the configuration](guide/configuration.md).\n\n");
        page.Append("| rule | severity | Backstage | who can mend it |\n|---|---|---|---|\n");
        foreach (var rule in RuleReference.All)
        {
            page.Append($"| [`{rule.Id}`](#{rule.Anchor}) | {Severity(rule)} | {Consequence(rule)} | {Responsible(rule)} |\n");
        }

        foreach (var room in RuleReference.All.GroupBy(r => r.Room))
        {
            page.Append($"\n## {room.Key}\n\n{Rooms[room.Key]}\n");
            foreach (var rule in room)
            {
                Append(page, rule);
            }
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, Rule rule)
    {
        page.Append($"\n<a id=\"{rule.Anchor}\"></a>\n\n### {rule.Id}\n\n**{rule.Title}** {Capital(Severity(rule))}. Backstage {Consequence(rule)}.\n");
        if (rule.Why.Length > 0)
        {
            page.Append($"\n{rule.Why}\n");
        }

        if (rule.Bad.Length > 0)
        {
            page.Append($"\n```{Language(rule)}\n{rule.Bad}\n```\n");
        }

        if (rule.Good.Length > 0)
        {
            page.Append($"\nBetter:\n\n```{Language(rule)}\n{rule.Good}\n```\n");
        }

        if (rule.Source.Length > 0)
        {
            page.Append($"\nSource: {rule.Source}.\n");
        }
    }

    private static string Severity(Rule rule) => rule.Severity.ToString().ToLowerInvariant();

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Consequence(Rule rule) => rule.Consequence switch
    {
        Core.Findings.Consequence.RejectsFile => "rejects the whole file",
        Core.Findings.Consequence.RejectsEntity => "rejects the entity",
        Core.Findings.Consequence.NotJudged => "was not asked: the file is not read",
        _ when rule.Room is "owners" or "config" or "suppression" => "is not concerned",
        _ => "accepts it",
    };

    private static string Language(Rule rule) => rule.Room == "owners" ? "text" : "yaml";

    private static string Responsible(Rule rule) => rule.Responsible == Core.Findings.Responsible.PlatformTeam ? "platform team" : "application team";
}
