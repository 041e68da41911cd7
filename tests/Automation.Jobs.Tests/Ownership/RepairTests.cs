using Automation.Core.Text;

namespace Automation.Jobs.Tests.Ownership;

/// <summary>The repairs that a disagreement offers, and the owner that CODEOWNERS would give.</summary>
public sealed class RepairTests
{
    [Fact]
    public void A_disagreement_offers_both_repairs()
    {
        var finding = Repo.With("* @acme/platform\n").Component("", "  owner: payments # us\n").Findings().ShouldHaveSingleItem();

        finding.Fix.ShouldBeNull();
        finding.Suggestions.Select(s => (s.Title, s.File, s.Edits[0].Edit.NewText)).ShouldBe(
            [
                ("Make 'platform' the owner in the catalog", "catalog-info.yaml", "platform"),
                ("Add @acme/payments to the owners in CODEOWNERS", "CODEOWNERS", " @acme/payments"),
            ]);
    }

    [Theory]
    [InlineData("* @acme/a\n", "services/cart", "* @acme/a\n/services/cart/ @acme/a @acme/cart\n")]
    [InlineData("*          @acme/a\n/x/        @acme/x\n", "services/cart", "*          @acme/a\n/services/cart/ @acme/a @acme/cart\n/x/        @acme/x\n")]
    [InlineData("*                  @acme/a\n", "services/cart", "*                  @acme/a\n/services/cart/    @acme/a @acme/cart\n")]
    [InlineData("/services/cart/ @acme/a @acme/b # ours\n", "services/cart", "/services/cart/ @acme/a @acme/b @acme/cart # ours\n")]
    [InlineData("services/cart @acme/a\n", "services/cart", "services/cart @acme/a @acme/cart\n")]
    [InlineData("/services/cart/\n", "services/cart", "/services/cart/ @acme/cart\n")]
    [InlineData("/services/ @acme/a\n/services/cart/docs/ @acme/w\n", "services/cart", "/services/ @acme/a\n/services/cart/ @acme/a "
        + "@acme/cart\n/services/cart/docs/ @acme/w\n")]
    [InlineData("/services/cart/docs/ @acme/w\n", "services/cart", "/services/cart/ @acme/cart\n/services/cart/docs/ @acme/w\n")]
    [InlineData("/x/ @acme/x", "services/cart", "/x/ @acme/x\n/services/cart/ @acme/cart\n")]
    [InlineData("* @acme/a\r\n", "services/cart", "* @acme/a\r\n/services/cart/ @acme/a @acme/cart\r\n")]
    [InlineData("* @acme/a\n", "my [app]", "* @acme/a\n/my\\ \\[app\\]/ @acme/a @acme/cart\n")]
    [InlineData("/x/ @acme/x\n/* @acme/a\n", "", "/x/ @acme/x\n/* @acme/a @acme/cart\n")]
    [InlineData("/x/ @acme/x\n", "", "* @acme/cart\n/x/ @acme/x\n")]
    public void The_line_for_CODEOWNERS_adds_the_owner_of_the_component_and_changes_nothing_else(string codeowners, string folder, string expected)
    {
        var suggestion = Repo.With(codeowners)
            .Component(folder, "  owner: cart\n")
            .Findings()
            .ShouldHaveSingleItem().Suggestions
            .Single(s => s.File == "CODEOWNERS");

        var (text, _) = TextEdit.Apply(codeowners, suggestion.Edits.Select(e => e.Edit));
        text.ShouldBe(expected);
        Repo.With(text).Component(folder, "  owner: cart\n").Findings().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("* @acme/cart\n/src/ @acme/cart\n", "main.cs,a.cs,src/x.cs", "* @acme/cart @acme/web\n/src/ @acme/cart\n")]
    [InlineData("* @acme/cart\n/catalog-info.yaml @acme/cart @acme/b\n/k8s @acme/cart\n", "1,2,3,4,5,k8s/x", "* @acme/cart @acme/web\n/catalog-info.yaml "
        + "@acme/cart @acme/b @acme/web\n/k8s @acme/cart\n")]
    public void The_line_that_decides_about_most_files_is_the_one_that_is_named_and_changed(string codeowners, string files, string expected)
    {
        var repo = files.Split(',').Aggregate(Repo.With(codeowners).Component("", "  owner: web\n"), (r, file) => r.File(file));

        var finding = repo.Findings().ShouldHaveSingleItem();

        finding.Related!.Span.Start.Line.ShouldBe(1);
        finding.Message.ShouldContain("CODEOWNERS:1");
        TextEdit.Apply(codeowners, finding.Suggestions.Single(s => s.File == "CODEOWNERS").Edits.Select(e => e.Edit)).Text.ShouldBe(expected);
        repo.File("CODEOWNERS", expected).Findings().ShouldBeEmpty();
    }

    [Fact]
    public void A_misspelt_owner_is_corrected_in_the_catalog_and_named_in_no_line() =>
        Repo.With("* @acme/payments\n")
            .Component("", "  owner: paymnets\n")
            .Findings()
            .ShouldHaveSingleItem().Suggestions
            .ShouldHaveSingleItem().File
            .ShouldBe("catalog-info.yaml");

    [Fact]
    public void Two_names_that_differ_on_purpose_are_no_slip() =>
        Repo.With("* @acme/team-a\n").Component("", "  owner: team-b\n").Findings().ShouldHaveSingleItem().Suggestions.Count.ShouldBe(2);

    [Fact]
    public void A_repair_that_would_hand_over_other_files_is_not_offered() =>
        Repo.With("*.yaml @acme/a\n")
            .Component("a", "  owner: cart\n")
            .Component("b", "  owner: a\n", "other")
            .Findings()
            .Where(f => f.File == "a/catalog-info.yaml")
            .ShouldHaveSingleItem().Suggestions
            .Single(s => s.File == "CODEOWNERS").Edits
            .ShouldHaveSingleItem().Edit.NewText
            .ShouldBe("\n/a/ @acme/a @acme/cart");

    [Fact]
    public void A_group_is_written_as_the_team_that_it_is() =>
        Repo.With("* @acme/a\n").Component("", "  owner: cart\n").People(Repo.Group("cart", "shop/basket"), Repo.Group("a"))
            .Findings().ShouldHaveSingleItem().Suggestions.Select(s => s.Edits[0].Edit.NewText).ShouldBe(["a", " @shop/basket"]);

    [Fact]
    public void A_team_is_of_the_organisation_that_the_file_speaks_of() =>
        Repo.With("* @elsewhere/a\n").Component("", "  owner: cart\n").Findings().ShouldHaveSingleItem().Suggestions[1].Edits[0].Edit.NewText.ShouldBe(
            " @elsewhere/cart");

    [Theory]
    [InlineData("  type: service\n", "  owner: payments\n  type: service\n")]
    [InlineData("  type: service\n  owner:\n", "  type: service\n  owner: payments\n")]
    [InlineData("  type: service\n  owner: ''\n", "  type: service\n  owner: 'payments'\n")]
    public void A_missing_owner_is_the_one_that_CODEOWNERS_would_give(string spec, string expected)
    {
        const string Start = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: a\nspec:\n  lifecycle: production\n";
        var finding = Repo.With("# x\n* @acme/payments @acme/ops\n").File("catalog-info.yaml", Start + spec).Findings().ShouldHaveSingleItem();

        finding.Message.ShouldEndWith(" According to CODEOWNERS, it is 'payments' (line 2, @acme/payments and @acme/ops).");
        TextEdit.Apply(Start + spec, finding.Fix!.Edits.Select(e => e.Edit)).Text
            .ShouldBe(
                spec.Contains("owner") ? Start + expected : Start.Replace("  lifecycle", "  owner: payments\n  lifecycle", StringComparison.Ordinal) + spec);
    }

    [Fact]
    public void Missing_owners_on_both_sides_are_reported()
    {
        var finding = Repo.With("/src/ @acme/payments\n")
            .File("catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: a\nspec:\n  lifecycle: production\n  type: x\n")
            .Findings()
            .ShouldHaveSingleItem();

        finding.Message.ShouldEndWith("The file has no owner in CODEOWNERS, either.");
        finding.Fix.ShouldBeNull();
    }

    [Theory]
    [InlineData("paymnets")]
    [InlineData("migration-office")]
    public void An_owner_that_does_not_exist_is_one_mistake(string owner)
    {
        var finding = Repo.With("* @acme/payments\n")
            .Component("", $"  owner: {owner}\n")
            .People(Repo.Group("payments", "acme/payments"))
            .Findings()
            .ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("reference/unknown-owner");
        finding.Related.ShouldNotBeNull().Message.ShouldBe("CODEOWNERS has a different owner here");
        new[] { finding.Fix?.Title, finding.Suggestions.SingleOrDefault()?.Title }.OfType<string>().ShouldHaveSingleItem()
            .ShouldBe(owner == "paymnets" ? "Write 'payments'" : "Make 'payments' the owner in the catalog");
    }

    [Fact]
    public void Where_an_owner_that_does_not_exist_is_accepted_the_difference_is_reported() =>
        Repo.With("* @acme/payments\n")
            .Component("", "  owner: migration-office # automation: accept reference/unknown-owner (arrives in May)\n")
            .People(Repo.Group("payments", "acme/payments"))
            .Findings().ShouldHaveSingleItem().Rule.Id.ShouldBe("owners/disagree");
}
