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
}
