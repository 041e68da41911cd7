namespace Automation.Server.Tests.Pushes;

/// <summary>Repositories come, change their names and owners, and go.</summary>
public sealed class RepositoryLifeTests
{
    [Fact]
    public async Task A_repository_that_is_renamed_keeps_its_entities_under_its_new_name()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var orders = acme.Service("orders");
        await acme.SettledAsync();

        orders.Rename("svc-ordering");
        await acme.SettledAsync();

        acme.Entity("orders").ShouldNotBeNull().ShouldContain("acme/svc-ordering/tree/main");
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_new_repository_does_not_take_over_what_an_older_one_defines_whatever_its_name()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        acme.Service("orders");
        await acme.SettledAsync();

        acme.GitHub.Repository("acme/svc-aaa").Commit("main", "Claim it", ("catalog-info.yaml", FollowedOrganisation.Component("orders", owner: "mallory")));
        await acme.SettledAsync();

        acme.Entity("orders").ShouldNotBeNull().ShouldContain("acme/svc-orders/tree/main");
        acme.Artifact.Text("CATALOG.md").ShouldNotBeNull().ShouldContain("svc-aaa");
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task An_archived_repository_is_no_part_of_the_catalog_until_it_lives_again()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        acme.Service("payments");
        var orders = acme.Service("orders");
        await acme.SettledAsync();

        orders.Archive();
        await acme.SettledAsync();
        acme.Entities().ShouldBe(["payments"]);
        await acme.ShouldBeAsBuiltFromNothingAsync();

        orders.Unarchive();
        await acme.SettledAsync();
        acme.Entities().Order(StringComparer.Ordinal).ShouldBe(["orders", "payments"]);
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_deleted_repository_removes_its_entities_and_references_to_them_are_reported()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        acme.GitHub.Repository("acme/svc-shop")
            .Commit("main", "Describe", ("catalog-info.yaml", FollowedOrganisation.Component("shop", rest: "  dependsOn: [component:orders]\n")));
        var orders = acme.Service("orders");
        await acme.SettledAsync();

        orders.Delete();
        await acme.SettledAsync();

        acme.Entities().ShouldBe(["shop"]);
        acme.Artifact.Text("CATALOG.md").ShouldNotBeNull().ShouldContain("component:default/orders");
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_repository_that_goes_to_another_owner_leaves_the_catalog()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        acme.GitHub.Organisation("other");
        acme.Service("payments");
        var orders = acme.Service("orders");
        await acme.SettledAsync();

        orders.Transfer("other");
        await acme.SettledAsync();
        acme.Service("shop");
        await acme.SettledAsync();

        acme.Entities().Order(StringComparer.Ordinal).ShouldBe(["payments", "shop"]);
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task Another_default_branch_is_the_one_that_counts()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var orders = acme.Service("orders");
        orders.Commit("next", "Later", ("catalog-info.yaml", FollowedOrganisation.Component("orders", "team-next")));
        await acme.SettledAsync();

        orders.MakeDefault("next");
        await acme.SettledAsync();

        acme.Entity("orders").ShouldNotBeNull().ShouldContain("owner: team-next");
        acme.Entity("orders").ShouldNotBeNull().ShouldContain("tree/next/");
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task An_App_that_is_taken_away_leaves_what_was_last_read()
    {
        await using var acme = await FollowedOrganisation.StartAsync(sources: "sources:\n  - github: acme/svc-*\n  - github: elsewhere/*\n");
        acme.GitHub.Organisation("elsewhere");
        acme.GitHub.Repository("elsewhere/tools").Commit("main", "Describe", ("catalog-info.yaml", FollowedOrganisation.Component("tools")));
        acme.Service("orders");
        await acme.SettledAsync();
        acme.Entities().Order(StringComparer.Ordinal).ShouldBe(["orders", "tools"]);

        acme.GitHub.Organisation("elsewhere").Uninstall();
        acme.Service("payments");
        await acme.SettledAsync();

        acme.Entities().ShouldContain("tools");
    }

    [Fact]
    public async Task An_entity_does_not_pass_to_another_repository_by_itself()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var orders = acme.Service("orders");
        var payments = acme.Service("payments");
        payments.Commit("main", "One of the same name", ("catalog-info.yaml", FollowedOrganisation.Component("orders", "team-b")));
        await acme.SettledAsync();

        orders.Commit("main", "Rename", ("catalog-info.yaml", FollowedOrganisation.Component("renamed")));
        await acme.SettledAsync();
        acme.Entities().ShouldBe(["renamed", "orders"], ignoreOrder: true);
        acme.Entity("orders").ShouldNotBeNull().ShouldContain("owner: team-a");
        acme.Artifact.Text("CATALOG.md").ShouldNotBeNull().ShouldContain("--confirm-takeover component:default/orders");

        payments.Commit("main", "Give it up", ("catalog-info.yaml", FollowedOrganisation.Component("payments", "team-b")));
        await acme.SettledAsync();
        acme.Entities().ShouldBe(["renamed", "payments"], ignoreOrder: true);
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task A_repository_that_GitHub_refuses_keeps_its_entities_and_stops_no_other()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var orders = acme.Service("orders");
        var payments = acme.Service("payments");
        await acme.SettledAsync();
        var before = acme.GitHub.Requests.Count;

        orders.Commit("main", "Change", ("catalog-info.yaml", FollowedOrganisation.Component("orders", "team-b")));
        orders.Block();
        payments.Commit("main", "Change", ("catalog-info.yaml", FollowedOrganisation.Component("payments", "team-b")));
        await acme.SettledAsync();
        payments.Commit("main", "Change", ("catalog-info.yaml", FollowedOrganisation.Component("payments", "team-c")));
        await acme.SettledAsync();

        acme.Entity("payments").ShouldNotBeNull().ShouldContain("owner: team-c");
        acme.Entity("orders").ShouldNotBeNull().ShouldContain("owner: team-a");
        acme.Artifact.Text("CATALOG.md").ShouldNotBeNull().ShouldContain("GitHub does not report the head of its default branch");
        acme.GitHub.Requests.Skip(before)
            .ShouldNotContain(r => r.Path == "/installation/repositories", "it is not gone: the list of repositories is as it was");

        orders.Unblock();
        acme.Service("shop");
        await acme.SettledAsync();

        acme.Entity("orders").ShouldNotBeNull().ShouldContain("owner: team-b");
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }
}
