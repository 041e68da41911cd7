namespace Automation.Jobs.Tests.Ownership;

/// <summary>New findings of a change, and pre-existing ones.</summary>
public sealed class ChangeTests
{
    [Fact]
    public void A_disagreement_that_stood_does_not_fail_though_its_line_moved()
    {
        var report = Repo.With("# one\n# two\n* @acme/a\n").Component("", "  owner: b\n").Check(Repo.With("* @acme/a\n").Component("", "  owner: b\n"));

        report.Findings.ShouldHaveSingleItem().PreExisting.ShouldBeTrue();
        report.Ownership.ShouldHaveSingleItem().PreExisting.ShouldBeTrue();
        report.Conclusion.ShouldNotBe("failure");
    }

    [Theory]
    [InlineData("* @acme/c\n", "b")]
    [InlineData("* @acme/a\n", "c")]
    public void A_disagreement_with_someone_else_is_new(string codeowners, string owner)
    {
        string[] people = [Repo.Group("a", "acme/a"), Repo.Group("b", "acme/b"), Repo.Group("c", "acme/c")];

        var report = Repo.With(codeowners)
            .Component("", $"  owner: {owner}\n")
            .People(people)
            .Check(Repo.With("* @acme/a\n").Component("", "  owner: b\n").People(people));

        report.Findings.ShouldHaveSingleItem().PreExisting.ShouldBeFalse();
        report.Conclusion.ShouldBe("failure");
    }

    [Fact]
    public void An_edit_of_CODEOWNERS_alone_can_bring_one()
    {
        var report = Repo.With("* @acme/a\n/cart/ @acme/c\n")
            .Component("cart", "  owner: b\n")
            .Component("", "  owner: a\n")
            .Check(Repo.With("* @acme/a\n/cart/ @acme/b\n").Component("cart", "  owner: b\n").Component("", "  owner: a\n"));

        report.Findings.Where(f => !f.PreExisting).ShouldHaveSingleItem().File.ShouldBe("cart/catalog-info.yaml");
    }

    [Fact]
    public void A_line_that_takes_the_descriptor_before_and_after_is_no_news()
    {
        var tip = Repo.With("* @acme/b\n*.yaml @acme/platform\n").Component("", "  owner: b\n").File("a.cs");

        Repo.With("* @acme/new\n*.yaml @acme/platform\n")
            .Component("", "  owner: b\n")
            .File("a.cs")
            .Check(tip, tip).Findings
            .ShouldHaveSingleItem().Message
            .ShouldEndWith("change one of them.");
    }

    [Fact]
    public void Whom_GitHub_asks_until_then_is_reported()
    {
        var tip = Repo.With("* @acme/old\n").Component("", "  owner: b\n");

        Repo.With("* @acme/new\n")
            .Component("", "  owner: b\n")
            .Check(tip, tip).Findings
            .ShouldHaveSingleItem().Message
            .ShouldEndWith("change one of them. Until this is merged, GitHub asks @acme/old.");
    }
}
