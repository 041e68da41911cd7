using Automation.Testing;

namespace Automation.Jobs.Tests;

public sealed class RuleReferenceTests
{
    [Fact]
    public void The_rule_reference_says_what_the_code_does()
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
    public void Rule_ids_are_unique_and_name_a_room()
    {
        RuleReference.All.Select(r => r.Id).ShouldBeUnique();
        RuleReference.All.ShouldAllBe(r => r.Id.Split('/').Length == 2);
    }

    [Fact]
    public void Every_rule_says_what_to_do_and_why()
    {
        RuleReference.All.Where(r => !r.Title.EndsWith('.') || r.Why.Length == 0).Select(r => r.Id).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_that_makes_Backstage_reject_is_an_error()
    {
        RuleReference.All.Where(r => r.Consequence != Core.Findings.Consequence.Accepted && r.Severity != Core.Findings.Severity.Error).ShouldBeEmpty();
    }
}
