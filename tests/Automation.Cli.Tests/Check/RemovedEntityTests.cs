using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary>A reference to an entity that the change itself removes from the repository is an error, with a catalog or without.</summary>
public sealed class RemovedEntityTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();

    public RemovedEntityTests()
    {
        _git.With("org.yaml", Descriptors.Group("team-a"))
            .With("catalog-info.yaml", Descriptors.Component("orders"))
            .With(".github/automation.yml", "descriptors:\n  include: ['**/catalog-info.yaml', '**/org.yaml']\n")
            .Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
    }

    [Fact]
    public void A_group_that_is_renamed_and_still_named_is_an_error_that_offers_the_new_name()
    {
        _git.With("org.yaml", Descriptors.Group("team-b")).Commit();

        var finding = Check().Ends(1).Findings.Single(f => f.Text("severity") == "error");

        finding.Text("rule").ShouldBe("reference/unknown-owner");
        finding.Text("message")
            .ShouldBe("This change removes group:default/team-a from org.yaml, and this still refers to it. It seems to have been renamed: write 'team-b'.");
        finding.GetProperty("fix").GetProperty("edits")[0].Text("newText").ShouldBe("team-b");
    }

    [Fact]
    public void A_group_that_is_removed_and_still_named_is_an_error()
    {
        _git.Without("org.yaml").Commit();

        Check().Ends(1).Findings
            .Single(f => f.Text("severity") == "error")
            .Text("message")
            .ShouldBe("This change removes group:default/team-a from org.yaml, and this still refers to it. Refer to another entity, or keep the removed one.");
    }

    [Fact]
    public void So_is_a_reference_of_any_other_kind()
    {
        _git.With("db/catalog-info.yaml", Descriptors.Resource("orders-db"))
            .With("catalog-info.yaml", Descriptors.Component("orders", "  dependsOn: [resource:orders-db]\n"))
            .Commit();
        _git.Git("branch", "with-database");
        _git.Without("db/catalog-info.yaml").Commit();

        Check("with-database").Ends(1).Findings
            .Where(f => f.Text("severity") == "error")
            .Select(f => f.Text("rule"))
            .ShouldBe(["reference/unknown-dependency"]);
    }

    [Fact]
    public void An_entity_that_moves_to_another_file_is_not_removed()
    {
        _git.Without("org.yaml").With("teams/org.yaml", Descriptors.Group("team-a")).Commit();

        Check().Ends(0);
    }

    [Fact]
    public void An_entity_that_turns_invalid_is_not_removed()
    {
        _git.With("org.yaml", Descriptors.Group("team-a").Replace("  type: team\n", "", StringComparison.Ordinal)).Commit();

        Check().Ends(1).Rules.ShouldNotContain("reference/unknown-owner");
    }

    [Fact]
    public void An_entity_that_another_repository_defines_too_is_not_missing()
    {
        Directory.CreateDirectory(_git.Beside("folder/teams"));
        File.WriteAllText(_git.Beside("folder/teams/org.yaml"), Descriptors.Group("team-a"));
        _git.Without("org.yaml").Commit();

        Check("main", "--catalog", _git.Beside("folder")).Ends(0);
    }

    [Fact]
    public void What_was_missing_before_is_still_not_checked_without_a_catalog()
    {
        _git.With("more/catalog-info.yaml", Descriptors.Component("more").Replace("team-a", "team-x", StringComparison.Ordinal)).Commit();

        Check().Ends(0);
    }

    [Fact]
    public void Who_must_act_on_a_renamed_group_is_the_group_by_its_new_name()
    {
        var arguments = SharedCatalog();
        _git.With("org.yaml", Descriptors.Group("team-b"))
            .With("catalog-info.yaml", Descriptors.Component("orders").Replace("team-a", "team-b", StringComparison.Ordinal))
            .Commit();

        var diff = Check("main", arguments).Ends(0).Json.GetProperty("catalogDiff");
        diff.GetProperty("renamed").EnumerateArray().Select(r => $"{r.Text("from")} {r.Text("to")}").ShouldBe(["group:default/team-a group:default/team-b"]);
        diff.GetProperty("acting").EnumerateArray().Select(a => a.Text("owner")).ShouldBe(["group:default/team-b"]);

        var text = Run.Automation(["check", "--base", "main", .. arguments]).In(_git.Path).Go().Ends(0).Output;
        text.ShouldContain("Merging this will rename 1 entity, break 1 relation, give 1 entity a different owner and change 1 entity.\n");
        text.ShouldContain("Renamed: 1\n  group:default/team-a  group:default/team-b");
        text.ShouldContain("Depends on group:default/team-a, which is renamed to group:default/team-b");
        text.ShouldNotContain("\nRemoved");
        text.ShouldNotContain("\nAdded");
    }

    [Fact]
    public void Who_must_act_on_a_removed_group_is_the_owner_of_the_repository_that_names_it()
    {
        var arguments = SharedCatalog();
        _git.Without("org.yaml").Without("catalog-info.yaml").With("README.md", "x").Commit();

        var acting = Check("main", arguments).Json.GetProperty("catalogDiff").GetProperty("acting").EnumerateArray().ShouldHaveSingleItem();

        (acting.GetProperty("owner").ValueKind, acting.Text("source")).ShouldBe((JsonValueKind.Null, "folder"));
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    // A catalog in which another repository names the group.
    private string[] SharedCatalog()
    {
        Directory.CreateDirectory(_git.Beside("folder/shop"));
        File.WriteAllText(_git.Beside("folder/shop/catalog-info.yaml"), Descriptors.Component("shop"));
        return ["--repository", "acme/orders", "--catalog", _git.Beside("folder")];
    }

    private Outcome Check(string @base = "main", params string[] arguments) =>
        Run.Automation(["check", "--base", @base, "--format", "json", .. arguments]).In(_git.Path).Go();
}
