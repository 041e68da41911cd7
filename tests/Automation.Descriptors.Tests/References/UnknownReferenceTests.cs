using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.References;
using static Automation.Descriptors.Tests.References.Descriptors;

namespace Automation.Descriptors.Tests.References;

public sealed class UnknownReferenceTests
{
    private static readonly (string, string) Org = ("org/catalog-info.yaml", InOneFile(Group("payments"), Group("analytics"), User("grace-tam")));

    [Theory]
    [InlineData("system: checkout", "reference/unknown-system")]
    [InlineData("subcomponentOf: checkout", "reference/unknown-component")]
    [InlineData("providesApis: [checkout]", "reference/unknown-api")]
    [InlineData("consumesApis: [checkout]", "reference/unknown-api")]
    [InlineData("dependsOn: ['resource:checkout']", "reference/unknown-dependency")]
    [InlineData("dependencyOf: [{kind: component, name: checkout}]", "reference/unknown-dependency")]
    public void A_reference_to_nothing_is_an_error(string field, string rule)
    {
        var finding = Repo.With(Component("orders", field)).Against(Org).Only();

        finding.Rule.Id.ShouldBe(rule);
        finding.Severity.ShouldBe(Severity.Error);
        finding.Rule.Consequence.ShouldBe(Consequence.Accepted);
    }

    [Theory]
    [InlineData("parent: nobody\nchildren: []", "reference/unknown-group")]
    [InlineData("children: [nobody]", "reference/unknown-group")]
    [InlineData("children: []\nmembers: [nobody]", "reference/unknown-user")]
    public void A_group_names_groups_and_users_that_exist(string fields, string rule) =>
        Repo.With(Group("ordering", fields)).Against(Org).Ids().ShouldBe([rule]);

    [Fact]
    public void A_near_miss_is_offered_and_fixed()
    {
        var repo = Repo.With(Component("orders", owner: "analitics # the team")).Against(Org);

        repo.Only().Message.ShouldBe("'analitics' is read as group:default/analitics, and there is no such entity. Did you mean 'analytics'?");
        repo.Fixed().ShouldContain("owner: analytics # the team\n");
    }

    [Theory]
    [InlineData("\"group:analitics\"", "owner: \"group:analytics\"\n")]
    [InlineData("'Group:default/Analitics'", "owner: 'Group:default/analytics'\n")]
    [InlineData("default/analitics", "owner: default/analytics\n")]
    public void A_fix_keeps_kind_namespace_and_quotes(string written, string expected) =>
        Repo.With(Component("orders", owner: written)).Against(Org).Fixed().ShouldContain(expected);

    [Fact]
    public void The_name_of_an_object_reference_is_fixed_in_place() =>
        Repo.With(Component("orders", "dependencyOf:\n  - kind: component\n    name: chekout"))
            .Against(Org, ("checkout/catalog-info.yaml", Component("checkout")))
            .Fixed().ShouldContain("    - kind: component\n      name: checkout\n");

    [Theory]
    [InlineData("team-a", "team-b")]
    [InlineData("squad-12", "squad-13")]
    public void Names_that_differ_on_purpose_are_offered_but_not_written(string written, string known)
    {
        var finding = Repo.With(Component("orders", owner: written)).Against(("org.yaml", Group(known))).Only();

        finding.Message.ShouldContain($"Did you mean '{known}'?");
        finding.Fix.ShouldBeNull();
    }

    [Fact]
    public void A_user_written_like_a_group_is_recognised()
    {
        var repo = Repo.With(Component("orders", owner: "grace-tam")).Against(Org);

        repo.Only().Message.ShouldContain("user:default/grace-tam exists: write 'user:grace-tam'.");
        repo.Fixed().ShouldContain("owner: user:grace-tam\n");
    }

    [Fact]
    public void A_person_whose_name_is_close_is_offered_but_not_written()
    {
        var finding = Repo.With(Component("orders", owner: "user:grace-tan")).Against(Org).Only();

        finding.Message.ShouldContain("Did you mean 'grace-tam'?");
        finding.Fix.ShouldBeNull();
    }

    [Fact]
    public void An_entity_of_another_namespace_is_recognised() =>
        Repo.With(Component("orders", owner: "payments", @namespace: "shop")).Against(Org).Fixed().ShouldContain("owner: default/payments\n");

    [Fact]
    public void The_right_name_with_the_wrong_kind_is_recognised() =>
        Repo.With(Component("orders", "dependsOn:\n  - component:orders-db")).Against(Org, ("db.yaml", Resource("orders-db")))
            .Fixed().ShouldContain("- resource:orders-db\n");

    [Fact]
    public void A_team_as_GitHub_writes_it_is_recognised() =>
        Repo.With(Component("orders", owner: "\"@acme/analytics\"")).Against(Org).Fixed().ShouldContain("owner: \"analytics\"\n");

    [Fact]
    public void A_reference_that_is_known_to_lead_nowhere_is_not_reported_twice()
    {
        var outcome = Repo.With(Component("orders", owner: "\"@acme/analytics\"")).Against(Org).Check();

        outcome.Findings.ShouldHaveSingleItem().Rule.Id.ShouldBe("reference/unknown-owner");
        outcome.Files[0].Documents[0].Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_login_as_GitHub_writes_it_is_recognised() =>
        Repo.With(Component("orders", owner: "\"@grace-tam\"")).Against(Org).Fixed().ShouldContain("owner: \"user:grace-tam\"\n");

    [Fact]
    public void Letter_case_does_not_matter() =>
        Repo.With(Component("orders", owner: "GROUP:Default/Payments")).Against(Org).Ids().ShouldBeEmpty();

    [Fact]
    public void Entities_of_the_files_themselves_are_known() =>
        Repo.With(Component("orders", "dependsOn: ['resource:orders-db']"))
            .And(Resource("orders-db"), "db/catalog-info.yaml")
            .Against(Org)
            .Ids()
            .ShouldBeEmpty();

    [Fact]
    public void Without_a_catalog_no_reference_is_unknown_and_the_report_notes_it()
    {
        var outcome = Repo.With(Component("orders", "system: shop\nproviesApis: []")).Check();

        outcome.Findings.ShouldBeEmpty();
        var notChecked = outcome.NotChecked.ShouldHaveSingleItem();
        notChecked.What.ShouldBe("2 references to entities outside these files");
        notChecked.Why.ShouldBe("no catalog is available to look them up in");
        notChecked.LacksCatalog.ShouldBeTrue();
    }

    [Fact]
    public void An_entity_of_a_broken_file_is_not_called_unknown()
    {
        var outcome = Repo.With(Component("orders", "system: shop"))
            .And("kind: System\nmetadata:\n  name: shop # ours\n  description: a: b: c\n", "shop.yaml")
            .Against(Org)
            .Check();

        outcome.Findings.ShouldBeEmpty();
        outcome.NotChecked.ShouldHaveSingleItem().Why.ShouldBe("shop.yaml could not be read. Fix it first.");
    }

    [Fact]
    public void A_broken_file_excuses_only_what_it_names() =>
        Repo.With(Component("orders", "system: store"))
            .And("kind: System\nmetadata:\n  name: shop\n  description: a: b: c\n", "shop.yaml")
            .Against(Org)
            .Ids()
            .ShouldBe(["reference/unknown-system"]);

    [Fact]
    public void A_catalog_without_any_groups_does_not_make_every_owner_unknown()
    {
        var outcome = Repo.With(Component("orders", owner: "payments")).Against(("db.yaml", Resource("orders-db"))).Check();

        outcome.Findings.ShouldBeEmpty();
        outcome.NotChecked.ShouldHaveSingleItem().What.ShouldBe("1 reference to a group");
    }

    [Fact]
    public void What_the_change_removes_is_no_longer_known()
    {
        var catalog = ("orders/catalog-info.yaml", InOneFile(Component("orders", "providesApis: [orders-api]"), Api("orders-api")));

        Repo.With(Component("orders", "providesApis: [orders-api]")).Named("acme/orders").Against(Org, catalog).Ids().ShouldBe(["reference/unknown-api"]);
    }

    [Fact]
    public void A_file_that_the_repository_no_longer_has_defines_nothing()
    {
        var catalog = ("orders/api/catalog-info.yaml", Api("orders-api"));

        Repo.With(Component("orders", "providesApis: [orders-api]"))
            .Named("acme/orders")
            .WithTree()
            .Against(Org, catalog)
            .Ids()
            .ShouldBe(["reference/unknown-api"]);
    }

    [Fact]
    public void A_missing_kind_is_named_where_only_one_entity_fits()
    {
        var text = Component("orders", "dependsOn:\n  - orders-db");
        var outcome = Repo.With(text).Against(Org, ("db.yaml", Resource("orders-db"))).Check();

        var finding = outcome.Files[0].Documents[0].Findings.Single(f => f.Rule.Id == "catalog/reference-kind-missing");
        Repo.Apply(text, finding.Fix.ShouldNotBeNull()).ShouldContain("- resource:orders-db\n");
    }

    [Fact]
    public void A_missing_kind_is_left_to_people_where_two_entities_fit()
    {
        var outcome = Repo.With(Component("orders", "dependsOn:\n  - shop")).Against(("db.yaml", InOneFile(Resource("shop"), Component("shop")))).Check();

        outcome.Files[0].Documents[0].Findings.Single(f => f.Rule.Id == "catalog/reference-kind-missing").Fix.ShouldBeNull();
    }

    [Theory]
    [InlineData("component:legacy")]
    [InlineData("team:payments")]
    public void An_owner_is_a_group_or_a_user(string owner)
    {
        var finding = Repo.With(Component("orders", owner: owner))
            .And(Component("legacy", owner: "group:payments"), "legacy.yaml")
            .And(Group("payments"), "org.yaml")
            .Only();

        finding.Rule.Id.ShouldBe("reference/owner-kind");
        finding.Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void An_unknown_name_among_a_hundred_thousand_and_a_thousand_times_over_is_bounded_work()
    {
        var catalog = new KnownEntities(Enumerable.Range(0, 100_000)
            .Select(i => new KnownEntity(new EntityRef("group", "default", $"service-team-{i:D7}"), "org.yaml", SourceSpan.FileStart)));
        var unknown = string.Join(", ", Enumerable.Range(0, 1_000).Select(i => $"servize-team-{i:D7}"));

        var outcome = Repo.With(Group("all", $"children: [{unknown}]")).Against(catalog).Check();

        outcome.Findings.Count.ShouldBe(1_000);
    }
}
