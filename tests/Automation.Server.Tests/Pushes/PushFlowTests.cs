namespace Automation.Server.Tests.Pushes;

/// <summary>A merge to a default branch is in the catalog, however it came there.</summary>
public sealed class PushFlowTests
{
    [Fact]
    public async Task A_push_is_a_commit_of_the_catalog()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        acme.Service("orders");
        await acme.SettledAsync();

        acme.Entity("orders").ShouldNotBeNull().ShouldContain("url:https://github.com/acme/svc-orders/");
        acme.Commits().ShouldBe(1);
        await acme.ShouldBeAsBuiltFromNothingAsync();
        acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_push_that_changes_no_descriptor_changes_no_entity()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var orders = acme.Service("orders");
        await acme.SettledAsync();
        var before = acme.Entity("orders");

        orders.Commit("main", "Work", ("src/Program.cs", "return;"));
        await acme.SettledAsync();

        acme.Entity("orders").ShouldBe(before);
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_descriptor_that_is_moved_is_where_it_is_now()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var orders = acme.Service("orders");
        await acme.SettledAsync();

        orders.Commit("main", "Move it", ("catalog-info.yaml", null), ("docs/catalog-info.yaml", FollowedOrganisation.Component("orders")));
        await acme.SettledAsync();

        acme.Entity("orders").ShouldNotBeNull().ShouldContain("docs/catalog-info.yaml");
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_Location_reaches_what_another_repository_offers_and_opens_nothing_else_of_it()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var orders = acme.Service("orders");
        orders.Commit("main", "A file of its own", ("backstage/late.yaml", FollowedOrganisation.Component("late")));
        await acme.SettledAsync();
        acme.Entities().ShouldBe(["orders"]);

        var hub = acme.GitHub.Repository("acme/svc-hub");
        hub.Commit(
            "main",
            "Lead to both",
            ("catalog-info.yaml",
                $"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: hub\nspec:\n  targets: [{Url("backstage/late.yaml")}, "
                + $"{Url("catalog-info.yaml")}]\n"));
        await acme.SettledAsync();

        acme.Entities().ShouldBe(["orders", "hub"], ignoreOrder: true);
        await acme.ShouldBeAsBuiltFromNothingAsync();

        static string Url(string path) => $"https://github.com/acme/svc-orders/blob/main/{path}";
    }

    [Fact]
    public async Task A_forced_push_takes_back_what_the_commits_it_drops_had_brought()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var orders = acme.Service("orders");
        var first = orders.Tip()!;
        orders.Commit("main", "A second one", ("second/catalog-info.yaml", FollowedOrganisation.Component("second")));
        await acme.UntilAsync(() => acme.Entities().Contains("second"), "the second component");

        orders.SetBranch("main", first);
        await acme.SettledAsync();

        acme.Entities().ShouldBe(["orders"]);
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_descriptor_that_turns_invalid_keeps_its_last_good_entity()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var orders = acme.Service("orders");
        await acme.SettledAsync();

        orders.Commit("main", "Break it", ("catalog-info.yaml", "kind: Component\n"));
        await acme.SettledAsync();
        acme.Entities().ShouldBe(["orders"]);

        orders.Commit("main", "Mend it", ("catalog-info.yaml", FollowedOrganisation.Component("orders", "team-b")));
        await acme.SettledAsync();
        acme.Entity("orders").ShouldNotBeNull().ShouldContain("owner: team-b");
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_tree_that_GitHub_cuts_short_is_read_folder_by_folder()
    {
        await using var acme = await FollowedOrganisation.StartAsync(new() { MostTreeEntries = 20 });
        var orders = acme.Service("orders");
        orders.Commit("main", Enumerable.Range(0, 60).ToDictionary(i => $"part-{i % 6}/file-{i}.txt", i => (string?)$"{i}"));
        orders.Commit("main", "Deep", ("part-5/catalog-info.yaml", FollowedOrganisation.Component("deep")));
        await acme.SettledAsync();

        acme.Entities().Order(StringComparer.Ordinal).ShouldBe(["deep", "orders"]);
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_catalog_without_a_commit_is_reported()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        acme.Artifact.SetBranch("main", null);
        acme.Service("orders");
        await acme.SettledAsync();

        acme.App.Server.List("mistake").ShouldNotBeEmpty();
        acme.App.Server.List("mistake")[0].Outcome.ShouldNotBeNull().ShouldContain("Add a first commit");
    }

    [Fact]
    public async Task Sources_that_cannot_be_understood_are_reported_with_their_line()
    {
        await using var acme = await FollowedOrganisation.StartAsync(sources: "sources:\n  - git: ../repositories/*\n");
        acme.Service("orders");
        await acme.SettledAsync();

        acme.App.Server.List("mistake")[0].Outcome.ShouldNotBeNull().ShouldContain("is a path, but the server reads");
        acme.Commits().ShouldBe(0);
    }
}
