using static Automation.Descriptors.Tests.References.Descriptors;

namespace Automation.Descriptors.Tests.References;

public sealed class CycleTests
{
    [Fact]
    public void Each_member_of_a_cycle_is_reported_with_the_path()
    {
        var messages = Repo.With(InOneFile(Component("a", "subcomponentOf: b"), Component("b", "subcomponentOf: c"), Component("c", "subcomponentOf: a")))
            .Check().Findings
            .Select(f => f.Message);

        messages.ShouldBe([
            "a is a part of itself: a → b → c → a. Remove one of these links.",
            "b is a part of itself: b → c → a → b. Remove one of these links.",
            "c is a part of itself: c → a → b → c. Remove one of these links."]);
    }

    [Fact]
    public void A_circle_of_one_is_a_circle() =>
        Repo.With(Group("a", "children: []\nparent: a")).Only().Message.ShouldBe("a is a part of itself: a → a. Remove one of these links.");

    [Fact]
    public void A_circle_may_lead_through_the_catalog() =>
        Repo.With(Component("a", "subcomponentOf: b", owner: "user:x"))
            .Named("acme/a")
            .Against(("b/catalog-info.yaml", InOneFile(Component("b", "subcomponentOf: a"), User("x"))))
            .Ids().ShouldBe(["reference/cycle"]);

    [Fact]
    public void Parent_and_children_make_a_circle_together() =>
        Repo.With(InOneFile(Group("a", "children: [b]"), Group("b", "children: [a]"))).Ids().ShouldBe(["reference/cycle", "reference/cycle"]);

    [Fact]
    public void Parent_and_children_that_agree_make_no_cycle() =>
        Repo.With(InOneFile(Group("a", "children: [b]"), Group("b", "children: []\nparent: a"))).Ids().ShouldBeEmpty();

    [Fact]
    public void A_branch_that_leads_into_a_circle_is_not_in_it() =>
        Repo.With(InOneFile(Component("a", "subcomponentOf: b"), Component("b", "subcomponentOf: b")))
            .Check().Findings
            .ShouldHaveSingleItem().Subject
            .ShouldBe("Component/b");

    [Fact]
    public void A_circle_of_ten_thousand_is_found_without_falling_over()
    {
        var files = Enumerable.Range(0, 5)
            .Select(f => InOneFile(Enumerable.Range(f * 2_000, 2_000).Select(i => Component($"c{i}", $"subcomponentOf: c{(i + 1) % 10_000}"))))
            .ToList();
        var repo = files.Skip(1).Index().Aggregate(Repo.With(files[0]), (r, f) => r.And(f.Item, $"{f.Index}.yaml"));

        var findings = repo.Check().Findings;

        findings.Count.ShouldBe(10_000);
        findings[0].Message.ShouldBe("c0 is a part of itself: c0 → … (10,000 entities) → c0. Remove one of these links.");
    }
}
