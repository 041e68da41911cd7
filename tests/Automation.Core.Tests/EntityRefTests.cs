using CsCheck;

namespace Automation.Core.Tests;

public sealed class EntityRefTests
{
    [Theory]
    [InlineData("team-a", "group:default/team-a")]
    [InlineData("@org/team", "group:@org/team")]
    [InlineData("User:Jane", "user:default/jane")]
    [InlineData("a:b:c", "a:default/b:c")]
    [InlineData("a/b/c", "group:a/b/c")]
    [InlineData("a/b:c", "group:a/b:c")]
    [InlineData("k:n/x", "k:n/x")]
    public void A_reference_is_only_split(string text, string expected)
    {
        EntityRef.TryParse(text, "group", EntityRef.DefaultNamespace, out var reference, out _).ShouldBeTrue();
        reference!.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData(":a")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("k:")]
    [InlineData("k:/a")]
    [InlineData("https://x/y")]
    [InlineData("")]
    public void An_empty_part_is_a_problem(string text)
    {
        EntityRef.TryParse(text, "group", EntityRef.DefaultNamespace, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(EntityRefProblem.EmptyPart);
    }

    [Fact]
    public void A_field_without_a_default_kind_needs_one_written()
    {
        EntityRef.TryParse("queue", null, EntityRef.DefaultNamespace, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(EntityRefProblem.KindMissing);
    }

    [Fact]
    public void A_missing_namespace_is_the_one_given()
    {
        EntityRef.TryParse("a", "group", "payments", out var reference, out var problem).ShouldBeTrue();
        reference!.ToString().ShouldBe("group:payments/a");
        problem.ShouldBeNull();
    }

    [Fact]
    public void Lower_case_is_that_of_JavaScript()
    {
        // The dotted capital I becomes two characters; the capital sigma stays as it is alone.
        new EntityRef("Group", "Default", "\u0130").Name.ShouldBe("i\u0307");
        new EntityRef("Group", "Default", "\u00C9").Name.ShouldBe("\u00E9");
    }

    [Fact]
    public void Letter_case_makes_no_difference() =>
        Gen.String[Gen.Char['!', '~'], 0, 12].Sample(
            text =>
            {
                var lower = EntityRef.TryParse(text.ToLowerInvariant(), "group", "default", out var first, out var firstProblem);
                var upper = EntityRef.TryParse(text.ToUpperInvariant(), "group", "default", out var second, out var secondProblem);
                upper.ShouldBe(lower);
                second.ShouldBe(first);
                secondProblem.ShouldBe(firstProblem);
                (second?.GetHashCode()).ShouldBe(first?.GetHashCode());
            },
            iter: 3_000,
            threads: 1);

    [Fact]
    public void What_is_written_out_is_read_again() =>
        Gen.String[Gen.Char['!', '~'], 1, 12].Sample(
            text =>
            {
                if (EntityRef.TryParse(text, "group", "default", out var reference, out _))
                {
                    EntityRef.TryParse(reference!.ToString(), null, "other", out var again, out _).ShouldBeTrue();
                    again.ShouldBe(reference);
                }
            },
            iter: 3_000,
            threads: 1);
}
