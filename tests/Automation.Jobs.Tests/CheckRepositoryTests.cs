using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Tests.Configuration;

namespace Automation.Jobs.Tests;

/// <summary>Everything a pull request gets, without a disk.</summary>
public sealed class CheckRepositoryTests
{
    [Fact]
    public void A_sound_repository_has_nothing_to_mend_and_says_what_was_not_checked()
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

        report.Places().ShouldBe(["a-b/catalog-info.yaml:4 catalog/name-format", "a/catalog-info.yaml:14 catalog/name-format", "b/catalog-info.yaml:4 catalog/name-format"]);
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
    public void What_fails_is_the_configurations_to_say()
    {
        var settings = Settings.Read("fail-on: never\n").Settings;

        var report = World.Check(World.Of(("catalog-info.yaml", World.Component("'a a'"))), settings: settings);

        (report.Conclusion, report.Findings.Count).ShouldBe(("neutral", 1));
    }

    [Fact]
    public void A_kind_that_the_configuration_allows_needs_no_note()
    {
        var head = World.Of(("catalog-info.yaml", World.Component("db").Replace("Component", "Resource", StringComparison.Ordinal).Replace("  lifecycle: production\n", "", StringComparison.Ordinal)));

        World.Check(head).Findings.ShouldHaveSingleItem().Rule.Id.ShouldBe("catalog/kind-needs-allow-rule");
        World.Check(head, settings: Settings.Read("allowed: {kinds: [resource]}\n").Settings).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void The_organisations_policies_are_part_of_it()
    {
        var settings = Settings.Read("required:\n  - kind: Component\n    annotations: [acme.example/tier]\n").Settings;

        World.Check(World.Of(("catalog-info.yaml", World.Component("orders"))), settings: settings).Findings.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void Every_rule_that_is_reported_is_in_the_reference()
    {
        var report = World.Check(World.Of(("catalog-info.yaml", World.Component("'a a'", "  dependsOn: [x]\n") + "---\n[\n"), ("a/catalog-info.yaml", World.Location("l", "./gone.yaml"))));

        report.Findings.ShouldNotBeEmpty();
        report.Findings.Select(f => f.Rule).ShouldBeSubsetOf(RuleReference.All);
    }

    [Fact]
    public void A_Location_that_leads_to_CODEOWNERS_is_judged_like_any_other()
    {
        var report = World.Check(World.Of(("catalog-info.yaml", World.Location("l", "./CODEOWNERS")), ("CODEOWNERS", "* user\n")));

        report.Places().ShouldContain("CODEOWNERS:1 owners/invalid-owner");
        report.Findings.ShouldContain(f => f.File == "CODEOWNERS" && f.Rule.Room == "catalog");
    }

    [Fact]
    public void Ids_of_rules_are_unique() => RuleReference.All.Select(r => r.Id).ShouldBeUnique();
}
