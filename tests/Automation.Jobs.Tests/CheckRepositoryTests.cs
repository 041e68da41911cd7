using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Rules;
using Automation.Jobs.Tests.Configuration;

namespace Automation.Jobs.Tests;

/// <summary>Everything a pull request gets, without a disk.</summary>
public sealed class CheckRepositoryTests
{
    [Fact]
    public void A_valid_repository_has_no_problems_and_reports_what_was_not_checked()
    {
        var report = World.Check(World.Of(("catalog-info.yaml", World.Component("orders")), ("CODEOWNERS", "* @acme/team-a\n")));

        report.Findings.ShouldBeEmpty();
        (report.Conclusion, report.Files, report.ComparedWithBase).ShouldBe(("success", 1, false));
        report.NotChecked.ShouldHaveSingleItem().What.ShouldBe("1 reference to an entity outside these files");
    }

    [Fact]
    public void Findings_come_in_the_order_of_files_and_places()
    {
        var report = World.Check(World.Of(
            ("b/catalog-info.yaml", World.Component("'b b'")),
            ("a/catalog-info.yaml", World.Component("a", "  lifecyle: x\n") + "---\n" + World.Component("'a a'")),
            ("a-b/catalog-info.yaml", World.Component("'c c'"))));

        report.Places()
            .ShouldBe([
                "a-b/catalog-info.yaml:4 catalog/name-format",
                "a/catalog-info.yaml:14 catalog/name-format",
                "b/catalog-info.yaml:4 catalog/name-format",
            ]);
    }

    [Fact]
    public void A_policy_that_makes_the_program_fail_costs_the_file_and_not_the_run()
    {
        var settings = Configuration.Settings.Read("").Settings with { Required = [null!] };

        var report = World.Check(World.Of(("a/catalog-info.yaml", World.Component("a", "  lifecyle: x\n"))), settings: settings);

        report.Findings.Select(f => f.Rule.Id).ShouldContain("catalog/not-validated");
        report.Conclusion.ShouldBe("failure");
    }

    [Fact]
    public void A_folder_stands_before_every_path_that_is_shown()
    {
        var head = new RepositorySnapshot(InMemoryTree.Of(("catalog-info.yaml", World.Component("'a a'"))), "services/a", null);

        World.Check(head).Places().ShouldBe(["services/a/catalog-info.yaml:4 catalog/name-format"]);
    }

    [Fact]
    public void Only_what_the_base_had_not_fails()
    {
        var @base = World.Of(("catalog-info.yaml", World.Component("'a a'")));
        var head = World.Of(("catalog-info.yaml", "# moved\n" + World.Component("'a a'")), ("b/catalog-info.yaml", World.Component("'b b'")));

        var report = World.Check(head, @base);

        report.ComparedWithBase.ShouldBeTrue();
        report.Findings.Select(f => f.PreExisting).ShouldBe([false, true]);
        report.Conclusion.ShouldBe("failure");
    }

    [Fact]
    public void What_an_item_before_it_moves_is_not_new()
    {
        var @base = World.Of(("catalog-info.yaml", World.Component("orders").Replace("spec:", "  tags: [ok, 'a b']\nspec:", StringComparison.Ordinal)));
        var head = World.Of(
            ("catalog-info.yaml", World.Component("orders").Replace("spec:", "  tags: [ok, new, 'a b', 'c d']\nspec:", StringComparison.Ordinal)));

        World.Check(head, @base).Findings.Select(f => (f.Pointer, f.PreExisting)).ShouldBe([("/metadata/tags/2", true), ("/metadata/tags/3", false)]);
    }

    [Fact]
    public void The_configuration_decides_what_fails()
    {
        var settings = Settings.Read("fail-on: never\n").Settings;

        var report = World.Check(World.Of(("catalog-info.yaml", World.Component("'a a'"))), settings: settings);

        (report.Conclusion, report.Findings.Count).ShouldBe(("neutral", 1));
    }

    [Fact]
    public void Kinds_that_a_default_Backstage_refuses_are_pointed_out_once_in_a_run()
    {
        var report = World.Check(World.Of(("a/catalog-info.yaml", World.Group("a") + "---\n" + World.Group("b")), ("b/catalog-info.yaml", World.Group("c"))));

        report.Places().ShouldBe(["a/catalog-info.yaml:2 catalog/kind-needs-allow-rule"]);
        report.Findings[0].Severity.ShouldBe(Severity.Info);
    }

    [Theory]
    [InlineData("System")]
    [InlineData("Resource")]
    [InlineData("Domain")]
    public void Kinds_that_nearly_every_installation_allows_need_no_note(string kind) =>
        World.Check(World.Of(("catalog-info.yaml", World.Entity(kind, "x")))).Findings.ShouldBeEmpty();

    [Fact]
    public void A_kind_that_the_configuration_allows_needs_no_note() =>
        World.Check(World.Of(("catalog-info.yaml", World.Group("a"))), settings: Settings.Read("allowed: {kinds: [group]}\n").Settings).Findings
            .ShouldBeEmpty();

    [Fact]
    public void A_comment_that_accepts_the_note_in_one_file_leaves_it_to_the_next()
    {
        var accepted = World.Group("a")
            .Replace("kind: Group", "kind: Group # automation: accept catalog/kind-needs-allow-rule (allowed in production)", StringComparison.Ordinal);

        World.Check(World.Of(
            ("a/catalog-info.yaml", accepted),
            ("b/catalog-info.yaml", World.Group("b")),
            ("c/catalog-info.yaml", accepted.Replace("name: a", "name: c", StringComparison.Ordinal))))
            .Places()
            .ShouldBe(["b/catalog-info.yaml:2 catalog/kind-needs-allow-rule"]);
    }

    [Fact]
    public void Where_Backstages_configuration_is_there_each_kind_that_it_does_not_allow_is_a_warning()
    {
        var report = World.Check(World.Of(
            ("app-config.yaml",
                "catalog:\n  rules:\n    - allow: [Component, api, {kind: System, spec.type: product}]\n  locations:\n    - type: file\n      target: "
                + "./org.yaml\n      rules: [{allow: [User]}]\n"),
            ("catalog-info.yaml",
                World.Group("a") + "---\n" + World.Group("b") + "---\n" + World.Entity("Resource", "r") + "---\n"
                    + World.Entity("System", "s", "  type: product\n")),
            ("org.yaml", World.User("u"))));

        report.Findings.Select(f => $"{f.Subject} {f.Severity}").ShouldBe(["Group/a Warning", "Resource/r Warning"]);
        report.Findings[0].Message.ShouldBe("'catalog.rules' in app-config.yaml does not allow kind Group, so Backstage rejects the file. Add Group there.");
    }

    [Theory]
    [InlineData("catalog:\n  rules: {$include: ./rules.yaml}\n")]
    [InlineData("catalog: {}\n")]
    [InlineData("[\n")]
    public void A_configuration_of_Backstage_that_does_not_show_its_rules_proves_nothing(string configuration) =>
        World.Check(World.Of(("app-config.yaml", configuration), ("catalog-info.yaml", World.Entity("Resource", "r")))).Findings.ShouldBeEmpty();

    [Fact]
    public void The_organisations_policies_are_part_of_it()
    {
        var settings = Settings.Read("required:\n  - kind: Component\n    annotations: [acme.example/tier]\n").Settings;

        World.Check(World.Of(("catalog-info.yaml", World.Component("orders"))), settings: settings).Findings
            .ShouldHaveSingleItem().Severity
            .ShouldBe(Severity.Error);
    }

    [Fact]
    public void Every_rule_that_is_reported_is_in_the_reference()
    {
        var report = World.Check(World.Of(
            ("catalog-info.yaml", World.Component("'a a'", "  dependsOn: [x]\n") + "---\n[\n"), ("a/catalog-info.yaml", World.Location("l", "./gone.yaml"))));

        report.Findings.ShouldNotBeEmpty();
        report.Findings.Select(f => f.Rule).ShouldBeSubsetOf(RuleReference.All);
    }

    [Fact]
    public void A_Location_that_leads_to_CODEOWNERS_is_validated_like_any_other()
    {
        var report = World.Check(World.Of(("catalog-info.yaml", World.Location("l", "./CODEOWNERS")), ("CODEOWNERS", "* user\n")));

        report.Places().ShouldContain("CODEOWNERS:1 owners/invalid-owner");
        report.Findings.ShouldContain(f => f.File == "CODEOWNERS" && f.Rule.Category == "catalog");
    }

    [Fact]
    public void Ids_of_rules_are_unique() => RuleReference.All.Select(r => r.Id).ShouldBeUnique();
}
