using Automation.Cli.Tests.Driving;
using Automation.Jobs.Rules;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary><c>automation explain</c> and <c>automation rules</c>.</summary>
public sealed class ExplainTests
{
    [Theory]
    [InlineData("catalog/tag-format")]
    [InlineData("tag-format")]
    public void A_rule_is_explained(string id) => Snapshot.Match(Explain(id).Ends(0).Output, "explain.txt");

    [Fact]
    public void Every_rule_can_be_explained() => Explain([.. RuleReference.All.Select(r => r.Id)]).Ends(0).Output.ShouldContain(RuleReference.All[^1].Title);

    [Theory]
    [InlineData("catalog/tag-fromat", "There is no rule 'catalog/tag-fromat'. Did you mean 'catalog/tag-format'?")]
    [InlineData("tag-fromat", "There is no rule 'tag-fromat'. Did you mean 'tag-format'?")]
    [InlineData("nonsense", "There is no rule 'nonsense'. Run 'automation rules' to list them.")]
    public void A_misspelt_rule_gets_a_suggestion(string id, string message) => Explain(id).Ends(2).ShouldBe(new Outcome(2, "", $"automation: {message}\n"));

    [Fact]
    public void Nothing_is_printed_where_one_of_several_is_misspelt() => Explain("catalog/tag-format", "nonsense").Ends(2).Output.ShouldBeEmpty();

    [Fact]
    public void All_rules_are_listed()
    {
        var lines = Run.Automation("rules", "--format", "jsonl").Go().Ends(0).Lines;

        lines.Select(l => l.Text("rule")).ShouldBe(RuleReference.All.Select(r => r.Id));
        Run.Automation("rules")
            .Go()
            .Ends(0).Output
            .Split('\n')
            .ShouldContain("catalog/tag-format                    error    fix  Write tags in lower case, with single dashes.");
    }

    private static Outcome Explain(params string[] ids) => Run.Automation(["explain", .. ids]).Go();
}
