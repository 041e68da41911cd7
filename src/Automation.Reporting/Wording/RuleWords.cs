using Automation.Core.Findings;

namespace Automation.Reporting.Wording;

/// <summary>The words about rules that the rule reference and the program share.</summary>
public static class RuleWords
{
    /// <summary>What Backstage does with a document that breaks a rule, after the word "Backstage"; null for manifests, which it never reads.</summary>
    public static string? Consequence(Rule rule) => rule.Consequence switch
    {
        Core.Findings.Consequence.RejectsFile => "rejects the file",
        Core.Findings.Consequence.RejectsEntity => "rejects the entity",
        Core.Findings.Consequence.NotJudged => "may accept it",
        _ when rule.Afterwards is { } words => words,
        _ when rule.Category is "gitops" => null,
        _ when rule.Category is "owners" or "config" or "suppression" => "does not check it",
        _ => "accepts it",
    };

    /// <summary>The side that can fix a finding.</summary>
    public static string Name(Responsible responsible) => responsible switch
    {
        Responsible.PlatformTeam => "platform team",
        _ => "application team",
    };
}
