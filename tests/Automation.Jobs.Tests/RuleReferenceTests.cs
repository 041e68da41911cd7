using Automation.Core.Findings;
using Automation.Jobs.Rules;
using Automation.Reporting.Wording;
using Automation.Testing;

namespace Automation.Jobs.Tests;

public sealed class RuleReferenceTests
{
    [Fact]
    public void The_rule_reference_matches_the_code()
    {
        var path = Path.Combine(Repository.Root, "docs", "rules.md");
        var page = RuleReferencePage.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, page);
        }

        File.ReadAllText(path).ShouldBe(page, "docs/rules.md is out of date: run the tests with UPDATE_SNAPSHOTS=1.");
    }

    [Fact]
    public void Rule_ids_are_unique_and_name_a_group()
    {
        RuleReference.All.Select(r => r.Id).ShouldBeUnique();
        RuleReference.All.ShouldAllBe(r => r.Id.Split('/').Length == 2);
    }

    [Fact]
    public void Every_rule_has_what_it_detects_why_how_to_fix_it_and_its_source()
    {
        RuleReference.All.Where(r => !AreSentences(r.Title, r.Detects, r.Why) || r.Sources.Count == 0).Select(r => r.Id).ShouldBeEmpty();
        RuleReference.All.Where(r => !AreSentences(r.HowToFix)).Select(r => r.Id).ShouldBeEmpty();
    }

    [Fact]
    public void No_page_says_that_Backstage_accepts_what_it_cannot_use()
    {
        string[] failures = ["The run fails", "The template cannot", "Backstage cannot process the entity", "Backstage rejects the entity:", "The API server rejects it"];

        RuleReference.All.Where(r => failures.Any(f => r.Why.StartsWith(f, StringComparison.Ordinal)) && RuleWords.Consequence(r) == "accepts it")
            .Select(r => r.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Every_source_outside_of_Automation_can_be_opened()
    {
        var sources = RuleReference.All.SelectMany(r => r.Sources).Where(s => s != RuleSource.Own && s != RuleSource.Limit).ToList();

        sources.ShouldAllBe(s => s.Address != null);
        sources.ShouldAllBe(s => s.Address!.StartsWith("https://") || File.Exists(Path.Combine(Repository.Root, s.Address.Split('#')[0])));
    }

    [Fact]
    public void Texts_fit_into_the_descriptions_that_GitHub_shows()
    {
        // GitHub Docs, "SARIF support for code scanning": fullDescription.text.
        RuleReference.All.Where(r => r.Detects.Length + r.Why.Length >= 1024).Select(r => r.Id).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_that_makes_Backstage_reject_is_an_error()
    {
        RuleReference.All.Where(r => r.Consequence != Core.Findings.Consequence.Accepted && r.Severity != Core.Findings.Severity.Error).ShouldBeEmpty();
    }

    private static bool AreSentences(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (!text.EndsWith('.') || text != text.Trim() || text.Contains('\n', StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
