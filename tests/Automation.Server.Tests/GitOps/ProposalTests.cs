using Automation.Server.Ledger;
using Automation.Server.Tests.Pushes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.GitOps;

/// <summary>After a rebuild of the catalog, the server proposes to the GitOps repository what the catalog asks for.</summary>
public sealed class ProposalTests
{
    [Fact]
    public async Task A_push_that_describes_a_service_becomes_a_proposal()
    {
        await using var acme = await DeployingOrganisation.StartAsync();

        acme.Organisation.Service("orders");
        await acme.SettledAsync();

        var pull = acme.Repository.PullRequests.ShouldHaveSingleItem();
        pull.Pull.Title.ShouldBe("Deploy orders to staging and production");
        pull.Pull.Body!.ShouldContain("Requested by the catalog acme/catalog.");
        acme.Repository.Text("apps/orders/overlays/staging/kustomization.yaml", pull.Pull.HeadRef)!.ShouldContain("ghcr.io/acme/svc-orders");
        acme.Runs()[^1].ShouldBe("done: services: 1 opened");
        acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Its_token_reaches_the_GitOps_repository_alone_and_every_write_is_in_the_audit_log()
    {
        await using var acme = await DeployingOrganisation.StartAsync();

        acme.Organisation.Service("orders");
        await acme.SettledAsync();

        acme.GitHub.Requests.Where(r => r.Path.EndsWith("/access_tokens", StringComparison.Ordinal) && r.Body.Contains("pull_requests", StringComparison.Ordinal))
            .Select(r => r.Body).ShouldContain(
                """{"repositories":["gitops"],"permissions":{"contents":"write","metadata":"read","pull_requests":"write"}}""");
        var entries = acme.Server.Read(l => AuditLog.List(l, null, null, 100)).Where(e => e.Kind == "proposal").ToList();
        entries.ShouldAllBe(e => e.Result == AuditLog.Done && e.Key == "gitops acme/gitops" && e.Repository == "acme/gitops");
        entries.Count.ShouldBe(acme.Writes - acme.WritesOfCheck);
    }

    [Fact]
    public async Task A_rebuild_that_changes_nothing_that_is_deployed_costs_nothing_there()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        var orders = acme.Organisation.Service("orders");
        await acme.SettledAsync();
        await acme.MergeAsync("orders");
        var writes = acme.Writes;

        orders.Commit("main", "Work", ("src/Program.cs", "return;"));
        await acme.SettledAsync();

        acme.Writes.ShouldBe(writes);
        acme.Repository.PullRequests.Count.ShouldBe(1);
        acme.Runs()[^1].ShouldStartWith("done: ");
    }

    [Fact]
    public async Task A_merged_proposal_rebases_those_that_conflict_with_it()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        acme.Organisation.Service("orders");
        acme.Organisation.Service("billing");
        await acme.SettledAsync();

        await acme.MergeAsync("orders");

        acme.Pull("billing").Pull.IsMergeable.ShouldBeTrue();
        await acme.MergeAsync("billing");
        acme.Runs()[^1].ShouldBe("done: services: 2 unchanged");
        acme.Repository.Text("argocd/projects/team-a.yaml")!.ShouldContain("orders-staging");
    }

    [Fact]
    public async Task Open_proposals_that_stay_as_they_are_cost_no_calls_when_the_catalog_changes()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        var orders = acme.Organisation.Service("orders");
        acme.Organisation.Service("billing");
        acme.Organisation.Service("stock");
        await acme.SettledAsync();
        await WorkAsync(1);
        var (runs, before) = (acme.Runs().Count, acme.GitHub.Requests.Count);

        await WorkAsync(2);

        acme.Runs().Count.ShouldBeGreaterThan(runs, "the catalog has another commit");
        acme.Runs()[^1].ShouldBe("done: services: 3 open");
        acme.GitHub.Requests.Skip(before).Where(r => r.Path.StartsWith("/repos/acme/gitops/", StringComparison.Ordinal))
            .Where(r => r.Path.Contains("/compare/", StringComparison.Ordinal) || r.Query.Contains("head=", StringComparison.Ordinal)).ShouldBeEmpty();

        orders.Commit("main", "Another owner", ("catalog-info.yaml", FollowedOrganisation.Component("orders", "team-b")));
        await acme.SettledAsync();
        acme.Pull("orders").Pull.Body!.ShouldContain("team-b", customMessage: "what changes is proposed");

        async Task WorkAsync(int time)
        {
            orders.Commit("main", "Work", ("src/Program.cs", $"return {time};"));
            await acme.SettledAsync();
        }
    }

    [Fact]
    public async Task A_removed_component_is_removed_only_where_its_source_was_read()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        var (orders, billing) = (acme.Organisation.Service("orders"), acme.Organisation.Service("billing"));
        await acme.SettledAsync();
        await acme.MergeAsync("orders", "billing");
        billing.Block();

        Retire(orders);
        Retire(billing);
        await acme.SettledAsync();

        acme.Pull("orders").Pull.Title.ShouldBe("Remove orders from staging and production");
        acme.Pull("orders").Pull.Body!.ShouldContain("**deletes the workload**");
        acme.Pull("billing").Pull.Title.ShouldStartWith("Deploy", customMessage: "its source cannot be read");

        billing.Unblock();
        billing.Commit("main", "Work", ("src/Program.cs", "return;"));
        await acme.SettledAsync();
        acme.Pull("billing").Pull.Title.ShouldStartWith("Remove");

        static void Retire(RepositoryDriver service) => service.Commit("main", "Retire it", ("catalog-info.yaml", null), ("README.md", "Gone.\n"));
    }

    [Fact]
    public async Task A_slow_GitOps_repository_delays_neither_checks_nor_the_catalog()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        using var ended = new CancellationTokenSource();
        acme.GitHub.Faults.Next(100, "* /repos/acme/gitops*", new Fault.Held(Task.Delay(Timeout.Infinite, ended.Token)));
        var orders = acme.Organisation.Service("orders");
        await acme.Organisation.UntilAsync(() => acme.Organisation.Entities().Contains("orders"), "orders");

        orders.Commit("change", "Change", ("catalog-info.yaml", FollowedOrganisation.Component("orders", "team-b")));
        orders.OpenPullRequest("change");
        acme.Organisation.Service("billing");

        await acme.Organisation.UntilAsync(() => acme.Organisation.Entities().Contains("billing"), "billing");
        await acme.Organisation.UntilAsync(() => orders.CheckRuns.Any(r => r.Conclusion is not null), "a check");
        acme.Repository.PullRequests.ShouldBeEmpty();
        acme.GitHub.Faults.Clear();
        await ended.CancelAsync();
        await acme.SettledAsync();
        acme.Repository.PullRequests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("POST /repos/acme/gitops/git/trees")]
    [InlineData("POST /repos/acme/gitops/git/refs")]
    [InlineData("POST /repos/acme/gitops/pulls")]
    public async Task An_outage_in_the_middle_is_waited_out(string call)
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        acme.GitHub.Faults.Next(2, call, new Fault.ServerError()).Next(call, new Fault.SecondaryLimit(3));

        acme.Organisation.Service("orders");
        acme.Organisation.Service("billing");
        await acme.SettledAsync();

        acme.Repository.PullRequests.Count.ShouldBe(2);
        acme.Runs()[^1].ShouldStartWith("done: ");
    }

    [Fact]
    public async Task What_a_person_has_to_fix_is_said()
    {
        await using var acme = await DeployingOrganisation.StartAsync("environments: []\n");

        acme.Organisation.Service("orders");
        await acme.SettledAsync();

        acme.Runs()[^1].ShouldStartWith("mistake: .automation/gitops.yml of the GitOps repository does not say how to deploy");
    }

    [Fact]
    public async Task A_refusal_is_tried_again_for_a_day_because_a_permission_may_be_added()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        acme.GitHub.Faults.Next("POST /repos/acme/gitops/git/trees", new Fault.Refused(403));

        acme.Organisation.Service("orders");
        await acme.SettledAsync();

        acme.Repository.PullRequests.Count.ShouldBe(1);
        acme.Runs()[^1].ShouldBe("done: services: 1 opened");
    }
}
