using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Core.Tests;

public sealed class FindingTests
{
    private static readonly Rule Rule = new("catalog/name-format", Severity.Error, default, "Give the entity a name.");
    private static readonly Finding Finding = new(Rule, "'a b' is not a name.", "catalog-info.yaml", SourceSpan.FileStart)
    {
        Pointer = "/metadata/name",
        Subject = "component:default/a",
    };

    [Fact]
    public void A_fingerprint_is_16_hexadecimal_digits_and_stays_the_same() => Finding.Fingerprint.ShouldBe("52b72cfac030a003");

    [Fact]
    public void It_does_not_depend_on_the_line_the_severity_or_whether_it_is_pre_existing() =>
        (Finding with { Span = new SourceSpan(new(9, 1), new(9, 4)), Severity = Severity.Info, PreExisting = true }).Fingerprint.ShouldBe(Finding.Fingerprint);

    [Fact]
    public void It_changes_with_everything_that_distinguishes_two_findings() =>
        new[]
        {
            Finding,
            Finding with { Rule = Rule with { Id = "catalog/other" } },
            Finding with { File = "other.yaml" },
            Finding with { Subject = "component:default/b" },
            Finding with { Pointer = "/metadata/title" },
            Finding with { Message = "'a c' is not a name." },
        }.Select(f => f.Fingerprint).ShouldBeUnique();

    [Fact]
    public void A_finding_has_the_severity_of_its_rule_by_default() => Finding.Severity.ShouldBe(Severity.Error);

    [Fact]
    public void A_rule_has_its_group_and_its_anchor()
    {
        Rule.Category.ShouldBe("catalog");
        Rule.Anchor.ShouldBe("catalog-name-format");
    }
}
