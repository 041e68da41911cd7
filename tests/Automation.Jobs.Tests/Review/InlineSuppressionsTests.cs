using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Review;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Tests.Review;

/// <summary>Comments that accept findings.</summary>
public sealed class InlineSuppressionsTests
{
    private static readonly Rule Owner = new("reference/unknown-owner", Severity.Error, Responsible.ApplicationTeam, "Use an owner that exists.");
    private static readonly Rule Blank = new("catalog/blank-text", Severity.Warning, Responsible.ApplicationTeam, "Write something.");

    [Theory]
    [InlineData("owner: x # automation: accept reference/unknown-owner (arrives in May)")]
    [InlineData("# automation: accept reference/unknown-owner (arrives in May)\nowner: x")]
    [InlineData("  #automation:accept reference/unknown-owner (arrives in May)\n# and this is the owner\nowner: x")]
    [InlineData("owner: x # see above # automation: accept catalog/blank-text, reference/unknown-owner (both; see (B))")]
    [InlineData("owner: |  # automation: accept reference/unknown-owner (a block)\n  x")]
    [InlineData("owner: x\t# automation: accept reference/unknown-owner (a tab)\r\nnext: y")]
    [InlineData("owner: 'x' # automation: accept reference/unknown-owner (quoted)")]
    [InlineData("owner: [x # automation: accept reference/unknown-owner (cannot be read)")]
    public void A_comment_beside_the_line_or_above_it_accepts_the_finding(string yaml)
    {
        var result = Apply(yaml, validated: id => id != Blank.Id, At(yaml, "owner:", Owner));

        result.Accepted.ShouldHaveSingleItem().Rule.ShouldBe(Owner);
        result.Kept.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("owner: \"x # automation: accept reference/unknown-owner (quoted)\"")]
    [InlineData("owner: 'x # automation: accept reference/unknown-owner (quoted)'")]
    [InlineData("\"owner: # automation: accept reference/unknown-owner (a key)\": x")]
    [InlineData("text: |\n  # automation: accept reference/unknown-owner (a block)\n  owner: x\n")]
    [InlineData("text: >-\n  # automation: accept reference/unknown-owner (a block)\n  owner: x")]
    [InlineData("owner: x#automation: accept reference/unknown-owner (no blank)")]
    [InlineData("owner: x # automation accept reference/unknown-owner (no colon)")]
    [InlineData("owner: x # automation: acceptable reference/unknown-owner (prose)")]
    public void What_is_not_such_a_comment_accepts_nothing(string yaml)
    {
        var result = Apply(yaml, validated: _ => true, At(yaml, "owner:", Owner));

        result.Accepted.ShouldBeEmpty();
        result.Kept.ShouldHaveSingleItem().Rule.ShouldBe(Owner);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_misspelt_rule_that_the_line_does_not_break_is_fixed_only_if_it_was_not_checked(bool wasChecked, bool isFixed)
    {
        var finding = Apply("owner: x # automation: accept reference/unknown-onwer (arrives)\n", validated: _ => wasChecked).Kept.ShouldHaveSingleItem();

        finding.Message.ShouldEndWith("Did you mean 'reference/unknown-owner'?");
        (finding.Fix is not null).ShouldBe(isFixed);
    }

    [Fact]
    public void A_rule_of_other_files_is_not_offered()
    {
        const string comment = "# automation: accept owners/missing-patern (later)\n";
        var review = new InlineSuppressions(RuleReference.All, _ => false);

        review.Apply(SourceText.Of("a.yaml", comment), [], YamlLimits.Descriptor).Kept
            .ShouldHaveSingleItem().Message
            .ShouldEndWith("The rule reference lists the ids.");
        review.Apply(SourceText.Of("CODEOWNERS", comment), [], null).Kept
            .ShouldHaveSingleItem().Message
            .ShouldEndWith("Did you mean 'owners/missing-pattern'?");
    }

    [Fact]
    public void Another_rule_and_another_line_are_not_accepted()
    {
        const string yaml = "owner: x # automation: accept reference/unknown-owner (arrives)\nsystem: y\n";

        var result = Apply(yaml, validated: _ => true, At(yaml, "owner:", Owner), At(yaml, "owner:", Blank), At(yaml, "system:", Owner));

        result.Accepted.Count.ShouldBe(1);
        result.Kept.Select(f => (f.Rule.Id, f.Span.Start.Line)).ShouldBe([(Blank.Id, 1), (Owner.Id, 2)]);
    }

    [Fact]
    public void A_comment_without_a_reason_is_itself_a_finding()
    {
        const string yaml = "owner: x # automation: accept reference/unknown-owner\n";

        var result = Apply(yaml, validated: _ => true, At(yaml, "owner:", Owner));

        result.Accepted.Count.ShouldBe(1);
        var finding = result.Kept.ShouldHaveSingleItem();
        (finding.Rule.Id, finding.Severity, finding.Span.Start.ToString()).ShouldBe(("suppression/no-reason", Severity.Error, "1:10"));
    }

    [Theory]
    [InlineData("owner: x  # automation: accept reference/unknown-owner (gone)\nnext: y\n", "owner: x\nnext: y\n")]
    [InlineData("a:\n  # automation: accept reference/unknown-owner (gone)\r\n  owner: x\n", "a:\n  owner: x\n")]
    [InlineData("# automation: accept reference/unknown-owner (gone)", "")]
    public void A_comment_that_accepts_nothing_any_more_is_removed_by_its_fix(string yaml, string @fixed)
    {
        var finding = Apply(yaml, validated: _ => true).Kept.ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("suppression/unused");
        TextEdit.Apply(yaml, finding.Fix.ShouldNotBeNull().Edits.Select(e => e.Edit)).Text.ShouldBe(@fixed);
    }

    [Fact]
    public void A_comment_is_not_unused_where_its_rule_was_not_validated() =>
        Apply("owner: x # automation: accept reference/unknown-owner (arrives)", validated: _ => false).Kept.ShouldBeEmpty();

    [Fact]
    public void A_comment_is_not_unused_where_the_file_could_not_be_read()
    {
        const string yaml = "owner: [x # automation: accept reference/unknown-owner (arrives)";
        var syntax = new Rule("catalog/yaml-syntax", Severity.Error, Responsible.ApplicationTeam, "Write YAML.") { Consequence = Consequence.RejectsFile };

        Apply(yaml, validated: _ => true, At(yaml, "owner:", syntax)).Kept.ShouldHaveSingleItem().Rule.ShouldBe(syntax);
    }

    [Fact]
    public void A_rule_that_does_not_exist_is_named_with_the_one_that_was_meant()
    {
        const string yaml = "owner: x # automation: accept reference/unknown-ownr (arrives)\n";

        var finding = Apply(yaml, validated: _ => true, At(yaml, "owner:", Owner)).Kept.Single(f => f.Rule.Id == "suppression/unknown-rule");

        finding.Message.ShouldBe("There is no rule 'reference/unknown-ownr', so nothing is accepted. Did you mean 'reference/unknown-owner'?");
        TextEdit.Apply(yaml, finding.Fix.ShouldNotBeNull().Edits.Select(e => e.Edit)).Text
            .ShouldBe("owner: x # automation: accept reference/unknown-owner (arrives)\n");
    }

    [Fact]
    public void A_file_of_nothing_but_such_comments_is_read_in_bounded_time()
    {
        var yaml = string.Concat(Enumerable.Repeat("# automation: accept reference/unknown-owner (x)\n", 100_000));

        Apply(yaml, validated: _ => true).Kept.Count.ShouldBe(1_000);
    }

    private static AcceptedFindings Apply(string yaml, Predicate<string> validated, params Finding[] findings) =>
        new InlineSuppressions([Owner, Blank], validated).Apply(SourceText.Of("catalog-info.yaml", yaml), findings, YamlLimits.Descriptor);

    private static Finding At(string yaml, string text, Rule rule)
    {
        var source = SourceText.Of("catalog-info.yaml", yaml);
        var offset = yaml.IndexOf(text, StringComparison.Ordinal);
        return new Finding(rule, "Something is wrong.", source.Path, source.SpanBetween(offset, offset + text.Length));
    }
}
