using Automation.Core.Findings;
using Automation.Jobs.Ownership;
using Automation.Owners.Naming;

namespace Automation.Jobs.Tests.Ownership;

/// <summary>Whether the catalog and CODEOWNERS name the same owner (specs, codeowners §6).</summary>
public sealed class ReconciliationTests
{
    private const string Payments = "  owner: payments\n";

    [Theory]
    [InlineData("* @acme/payments\n")]
    [InlineData("* @acme/platform @ACME/Payments\n")]
    [InlineData("* @acme/platform\n/catalog-info.yaml @acme/payments\n")]
    [InlineData("* @other-organisation/payments\n")]
    public void Without_a_catalog_a_team_is_the_group_of_its_name(string codeowners)
    {
        var repo = Repo.With(codeowners).Component("", Payments);

        repo.Verdict().ShouldBe("agree");
        repo.Rules().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("  owner: group:default/payments\n")]
    [InlineData("  owner: Group:Payments\n")]
    [InlineData("  owner: default/payments\n")]
    public void An_owner_may_be_written_in_full(string owner) => Repo.With("* @acme/payments\n").Component("", owner).Verdict().ShouldBe("agree");

    [Fact]
    public void Another_team_is_a_disagreement_that_names_both_and_the_line()
    {
        Repo.With("# who\n* @acme/platform @acme/ops\n").Component("", Payments).Owners().ShouldBe(
            [
                "owners/disagree In the catalog, 'payments' owns Component/orders; in CODEOWNERS, @acme/platform and @acme/ops (CODEOWNERS:2). Only "
                + "the names were compared: if @acme/platform is group:default/payments, add \"'@acme/platform': group:default/payments\" to 'owners.aliases' "
                + "of the configuration; if not, change one of them.",
            ]);
    }

    [Theory]
    [InlineData(Severity.Error, "acme/platform", "acme/payments", "")]
    [InlineData(Severity.Warning, null, "acme/payments", "")]
    [InlineData(Severity.Warning, "acme/platform", null, "")]
    [InlineData(Severity.Warning, null, null, "")]
    [InlineData(Severity.Error, null, "acme/payments", "owners: {aliases: {'@acme/platform': platform}}\n")]
    [InlineData(Severity.Error, "acme/platform", null, "owners: {aliases: {'@acme/pay': payments}}\n")]
    public void A_disagreement_is_an_error_only_where_it_is_known_who_both_are(Severity severity, string? theirs, string? ours, string configuration)
    {
        var finding = Repo.With("* @acme/platform\n")
            .Component("", Payments)
            .People(Repo.Group("platform", theirs), Repo.Group("payments", ours))
            .Configured(configuration)
            .Findings()
            .ShouldHaveSingleItem();

        (finding.Rule.Id, finding.Severity).ShouldBe(("owners/disagree", severity));
        finding.Message.Contains("owners.aliases").ShouldBe(severity == Severity.Warning);
    }

    [Fact]
    public void Without_a_catalog_no_disagreement_fails_a_check() =>
        Repo.With("* @acme/platform\n").Component("", Payments).Check().Conclusion.ShouldNotBe("failure");

    [Fact]
    public void GitHub_can_identify_both_owners()
    {
        var onGitHub = new OwnersOnGitHub(new Dictionary<string, OwnerStanding>
        {
            ["@acme/platform"] = OwnerStanding.Writes,
            ["@acme/payments"] = OwnerStanding.CannotWrite,
        });
        var repo = Repo.With("* @acme/platform\n/docs/ @acme/payments\n").Component("", Payments).File("docs/a.md").File("src/a.cs").File("src/b.cs");

        repo.Findings().ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
        repo.On(onGitHub).Check().Findings.Single(f => f.Rule.Id == "owners/disagree").Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void Names_that_look_the_same_are_written_in_full() =>
        Repo.With("* @acme/payments\n").Component("", Payments).Configured("owners: {namespaces: {acme: shop}}\n").Owners().ShouldHaveSingleItem()
            .ShouldStartWith("owners/disagree In the catalog, 'group:default/payments' owns Component/orders; in CODEOWNERS, @acme/payments, in the "
                + "catalog 'group:shop/payments' (CODEOWNERS:1). ");

    [Fact]
    public void Entities_of_one_file_that_differ_alike_are_one_finding()
    {
        const string Entity =
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {0}\nspec:\n  type: service\n  lifecycle: production\n  owner: {1}\n";
        string[] entities = [.. "abcdef".Select(name => string.Format(null, Entity, name, name == 'c' ? "ops" : "payments"))];

        var findings = Repo.With("* @acme/platform\n").File("catalog-info.yaml", string.Join("---\n", entities)).Findings().ToList();

        findings.Select(f => (f.Subject, f.Span.Start.Line)).ShouldBe([("Component/a", 8), ("Component/c", 26)]);
        findings[0].Message.ShouldEndWith(" The same applies to 4 more entities of this file: Component/b, Component/d, Component/e, ….");
        findings[0].Suggestions.Select(s => (s.File, s.Edits.Count)).ShouldBe([("catalog-info.yaml", 5), ("CODEOWNERS", 1)]);
    }

    [Fact]
    public void A_verdict_lists_for_scripts_what_was_compared()
    {
        var verdict = Repo.With("* @acme/platform\n").Component("", Payments).Check().Ownership.ShouldHaveSingleItem();

        (verdict.Path, verdict.EntityRef, verdict.CatalogOwner, verdict.Line, verdict.Verdict).ShouldBe(
            ("catalog-info.yaml", "component:default/orders", "group:default/payments", 1, "disagree"));
        verdict.Codeowners.ShouldBe(["@acme/platform"]);
    }

    [Fact]
    public void A_team_is_the_group_with_its_slug_whatever_that_is_called()
    {
        var repo = Repo.With("* @acme/pay\n")
            .Component("", "  owner: money-people\n")
            .People(Repo.Group("money-people", "acme/Pay"), Repo.Group("pay", "acme/paper"));

        repo.Verdict().ShouldBe("agree");
        repo.Component("", "  owner: pay\n").Verdict().ShouldBe("disagree");
    }

    [Fact]
    public void A_group_that_is_another_team_is_not_meant_by_its_name()
    {
        Repo.With("* @acme/pay\n").Component("", "  owner: pay\n").People(Repo.Group("pay", "acme/paper")).Owners().ShouldHaveSingleItem()
            .ShouldBe("owners/unmappable In the catalog, 'pay' owns Component/orders; in CODEOWNERS, @acme/pay (CODEOWNERS:1), and no group or user of "
                + "the catalog is known to be @acme/pay. Add the annotation 'github.com/team-slug: acme/pay' to its group, or an entry for @acme/pay to "
                + "'owners.aliases'.");
    }

    [Fact]
    public void A_login_is_the_user_with_it_and_an_address_the_user_with_that()
    {
        string[] people = [Repo.Group("ops"), Repo.User("ada.lovelace", "Ada", email: "ada@acme.example")];

        Repo.With("* @ada\n").Component("", "  owner: user:ada.lovelace\n").People(people).Verdict().ShouldBe("agree");
        Repo.With("* ADA@acme.example\n").Component("", "  owner: user:ada.lovelace\n").People(people).Verdict().ShouldBe("agree");
        Repo.With("* @grace\n").Component("", "  owner: user:ada.lovelace\n").People(people).Verdict().ShouldBe("unmappable");
        Repo.With("* grace@acme.example\n").Component("", "  owner: user:ada.lovelace\n").Verdict().ShouldBe("unmappable");
    }

    [Fact]
    public void Configuration_maps_organisations_and_single_owners()
    {
        Repo.With("* @acme/payments\n")
            .Component("", "  owner: shop/payments\n")
            .Configured("owners: {namespaces: {ACME: shop}}\n")
            .Verdict()
            .ShouldBe("agree");
        Repo.With("* @acme/old-name\n").Component("", Payments).Configured("owners: {aliases: {'@acme/old-name': payments}}\n").Verdict().ShouldBe("agree");
        Repo.With("* dev@acme.example\n")
            .Component("", Payments)
            .Configured("owners: {aliases: {dev@acme.example: group:payments}}\n")
            .Verdict()
            .ShouldBe("agree");
    }

    [Fact]
    public void Members_of_the_group_own_for_it_if_the_catalog_has_the_membership()
    {
        var repo = Repo.With("* @ada @grace\n").Component("", Payments);

        repo.People(Repo.Group("payments"), Repo.User("ada"), Repo.User("grace", memberOf: "[payments]")).Verdict().ShouldBe("agree");
        repo.People(Repo.Group("payments", more: "  members: [grace]\n"), Repo.User("ada"), Repo.User("grace")).Verdict().ShouldBe("agree");
        repo.People(Repo.Group("payments"), Repo.User("ada"), Repo.User("grace")).Owners().ShouldHaveSingleItem().ShouldBe(
            "owners/kinds-differ In the catalog, 'payments', a group, owns Component/orders; CODEOWNERS has only people, @ada and @grace "
            + "(CODEOWNERS:1), and the catalog has no membership that connects them. Use a group in both, or a user in both.");
    }

    [Fact]
    public void A_person_may_own_through_a_team()
    {
        var repo = Repo.With("* @acme/payments\n").Component("", "  owner: user:ada\n");

        repo.People(Repo.Group("payments"), Repo.User("ada", memberOf: "[payments]")).Verdict().ShouldBe("agree");
        repo.People(Repo.Group("payments"), Repo.User("ada")).Verdict().ShouldBe("kinds-differ");
    }

    [Fact]
    public void Subgroups_count_if_the_configuration_enables_it()
    {
        string[] people = [Repo.Group("commerce"), Repo.Group("payments", more: "  parent: commerce\n"), Repo.User("ada", memberOf: "[payments]")];

        Repo.With("* @ada\n").Component("", "  owner: commerce\n").People(people).Verdict().ShouldBe("kinds-differ");
        Repo.With("* @ada\n").Component("", "  owner: commerce\n").People(people).Configured("owners: {inherit: true}\n").Verdict().ShouldBe("agree");
        Repo.With("* @acme/payments\n").Component("", "  owner: commerce\n").People(people).Verdict().ShouldBe("disagree");
        Repo.With("* @acme/payments\n").Component("", "  owner: commerce\n").People(people).Configured("owners: {inherit: true}\n").Verdict().ShouldBe("agree");
    }

    [Fact]
    public void Groups_in_a_circle_end() =>
        Repo.With("* @acme/a\n")
            .Component("", "  owner: c\n")
            .People(Repo.Group("a", more: "  parent: b\n"), Repo.Group("b", more: "  parent: a\n"), Repo.Group("c"))
            .Configured("owners: {inherit: true}\n").Verdict().ShouldBe("disagree");

    [Theory]
    [InlineData("/src/ @acme/payments\n", "no line matches catalog-info.yaml")]
    [InlineData("* @acme/payments\n/catalog-info.yaml\n", "line 2 ('/catalog-info.yaml') has no owner")]
    public void An_entity_without_an_owner_in_CODEOWNERS_is_a_warning(string codeowners, string why)
    {
        var repo = Repo.With(codeowners).Component("", Payments);

        repo.Owners()
            .ShouldHaveSingleItem()
            .ShouldBe($"owners/unowned 'payments' owns Component/orders in the catalog, but the file has no owner in CODEOWNERS: {why}. Add a line, or list "
                + "the file in 'owners.allow-unowned'.");
        repo.Configured("owners: {allow-unowned: [catalog-info.yaml]}\n").Rules().ShouldBeEmpty();
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_not_also_a_disagreement()
    {
        var report = Repo.With("* @acme/platform\n/catalog-info.yaml @acme/payments,\n").Component("", Payments).Check();

        report.Ownership.ShouldHaveSingleItem().Verdict.ShouldBe("skipped-line");
        report.Findings.ShouldNotContain(f => f.Rule.Id == "owners/disagree");
    }

    [Fact]
    public void Backstages_choice_of_the_first_owner_is_reported_on_request()
    {
        var repo = Repo.With("* @acme/platform @acme/payments\n").Component("", Payments).Configured("owners: {first-only: true}\n");

        repo.Owners()
            .ShouldBe(["owners/not-first 'payments' owns Component/orders, but in CODEOWNERS @acme/platform comes first, and Backstage uses only the first."]);
    }

    [Theory]
    [InlineData("  owner: ${{ values.owner }}\n")]
    [InlineData("  owner: '@acme/payments'\n")]
    [InlineData("  owner: component:orders\n")]
    public void What_is_no_owner_of_the_catalog_is_not_compared(string owner) =>
        Repo.With("* @acme/platform\n").Component("", owner).Check().Ownership.ShouldBeEmpty();

    [Theory]
    [InlineData("Group", "  type: team\n  children: []\n")]
    [InlineData("Location", "  targets: []\n")]
    public void Kinds_without_an_owner_are_not_compared(string kind, string spec) =>
        Repo.With("* @acme/platform\n")
            .File("catalog-info.yaml", $"apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: a\nspec:\n{spec}")
            .Check().Ownership
            .ShouldBeEmpty();

    [Fact]
    public void Without_CODEOWNERS_the_report_notes_that_nothing_was_compared()
    {
        var report = new Repo().Component("", Payments).Check();

        report.Findings.ShouldBeEmpty();
        report.NotChecked.Select(n => n.What).ShouldContain("whether CODEOWNERS agrees with the owner of 1 entity");
    }

    [Fact]
    public void GitLabs_sections_are_all_asked()
    {
        var repo = Repo.With("[Code]\n* @acme/platform\n[Docs]\n* @acme/payments\n").Component("", Payments).Configured("owners: {dialect: gitlab}\n");

        repo.Verdict().ShouldBe("agree");
    }
}
