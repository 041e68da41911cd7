namespace Automation.Jobs.Tests.Ownership;

/// <summary>Components are the folders of their descriptors, without the components below (specs, codeowners §6, rule 8).</summary>
public sealed class MonorepoTests
{
    private const string Cart = "  owner: cart\n";

    [Fact]
    public void A_line_that_captures_the_descriptor_does_not_count_against_the_components_owners()
    {
        var repo = Repo.With("/services/cart/ @acme/cart\n*.yaml @acme/platform\n")
            .Component("services/cart", Cart)
            .File("services/cart/main.cs")
            .File("services/cart/more.cs");

        repo.Verdict().ShouldBe("agree");
        repo.Owners()
            .ShouldBe([
                "owners/captured 'cart' owns Component/orders in the catalog and in CODEOWNERS, but changes to this file are reviewed by @acme/platform: line "
                + "2 ('*.yaml') decides for it.",
            ]);
    }

    [Fact]
    public void The_owner_of_a_captured_descriptor_is_not_the_components() =>
        Repo.With("/services/cart/ @acme/cart\n*.yaml @acme/platform\n")
            .Component("services/cart", "  owner: platform\n")
            .File("services/cart/main.cs")
            .Owners().ShouldBe(
            [
                "owners/disagree In the catalog, 'platform' owns Component/orders; in CODEOWNERS, @acme/cart for most files of its component "
                + "(CODEOWNERS:1; for this file, line 2 '*.yaml': @acme/platform). Only the names were compared: if @acme/cart is group:default/platform, "
                + "add \"'@acme/cart': group:default/platform\" to 'owners.aliases' of the configuration; if not, change one of them.",
            ]);

    [Fact]
    public void Without_a_majority_the_descriptors_own_line_counts() =>
        Repo.With("/a.cs @acme/cart\n/b.cs @acme/x\n*.yaml @acme/platform\n")
            .Component("", "  owner: platform\n")
            .File("a.cs")
            .File("b.cs")
            .Verdict()
            .ShouldBe("agree");

    [Fact]
    public void A_descriptor_that_no_line_matches_goes_by_the_components_files() =>
        Repo.With("/src/ @acme/cart\n").Component("", Cart).File("src/a.cs").File("src/b.cs").Rules().ShouldBeEmpty();

    [Fact]
    public void Nested_components_do_not_count_for_the_one_above()
    {
        var repo = Repo.With("/* @acme/storefront\n/apps/ @acme/web\n")
            .Component("", "  owner: storefront\n", "root")
            .File("README.md")
            .Component("apps/web", "  owner: web\n", "web")
            .File("apps/web/a.ts").File("apps/web/b.ts").File("apps/web/c.ts");

        repo.Check().Ownership.Select(v => (v.EntityRef, v.Verdict)).ShouldBe([("component:default/web", "agree"), ("component:default/root", "agree")]);
        repo.Rules().ShouldBeEmpty();
    }

    [Fact]
    public void The_order_and_the_letters_of_owners_do_not_make_two_sets() =>
        Repo.With("*.cs @acme/cart @acme/ops\n*.ts @Acme/Ops @acme/cart\n*.yaml @acme/platform\n")
            .Component("", Cart)
            .File("a.cs")
            .File("b.ts")
            .Verdict()
            .ShouldBe("agree");
}
