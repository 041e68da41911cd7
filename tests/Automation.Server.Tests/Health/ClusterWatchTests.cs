using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Health;

/// <summary>The server reads clusters, and reports the health of the catalog's services on a branch of the catalog's repository.</summary>
public sealed class ClusterWatchTests
{
    private static readonly FakeGitHubOptions MayDeploy = new()
    {
        Permissions = new Dictionary<string, string>(new FakeGitHubOptions().Permissions) { ["deployments"] = "write" },
    };

    [Fact]
    public async Task What_runs_is_reported_on_a_branch_of_its_own()
    {
        await using var acme = await ObservedOrganisation.StartAsync();
        await acme.ServiceAsync("orders");

        await acme.ReadAsync();

        acme.Page!.ShouldContain("orders");
        acme.Catalog.Files("health").ShouldBe(["HEALTH.md", "health.json", acme.Catalog.Files("health").Single(f => f.StartsWith("health/", StringComparison.Ordinal))], ignoreOrder: true);
        acme.Catalog.History("health").Count.ShouldBe(1);
        acme.Catalog.Files().ShouldNotContain("HEALTH.md");
        acme.Cluster.Calls.ShouldAllBe(c => c.Query == "?resourceVersion=0");
        acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Only_the_named_namespaces_are_read_and_volumes_if_that_is_set()
    {
        await using var acme = await ObservedOrganisation.StartAsync(h => h with { Namespaces = ["shop", "stock"], WithVolumes = true, ArgoNamespace = "" });
        await acme.ServiceAsync("orders");

        await acme.ReadAsync();

        acme.Page!.ShouldContain("orders");
        acme.Cluster.Calls.Where(c => c.Resource == "pods").Select(c => c.Namespace).Distinct().Order().ShouldBe(["shop", "stock"]);
        acme.Cluster.Calls.ShouldContain(c => c.Resource == "persistentvolumeclaims" && c.Namespace == "shop");
    }

    [Fact]
    public async Task A_problem_is_on_the_page_after_its_second_reading_and_nothing_that_a_program_printed_is()
    {
        var log = new CapturedLog();
        await using var acme = await ObservedOrganisation.StartAsync(log: log);
        await acme.ServiceAsync("orders");
        await acme.ReadAsync();

        acme.Runs("orders", crashes: true);
        await acme.ReadAsync();
        acme.Page!.ShouldContain("seen once");
        await acme.ReadAsync();

        acme.Page!.ShouldNotContain("seen once");
        acme.Page!.ShouldContain("code 1");
        acme.Catalog.History("health").Count.ShouldBe(3);
        acme.Catalog.Files("health").ShouldAllBe(f => !acme.Catalog.Text(f, "health")!.Contains("hunter2"));
        log.Text.ShouldNotContain("hunter2");
        log.Text.ShouldContain("health: services: 1, 1 with problems; clusters: 1; commit ");
    }

    [Fact]
    public async Task A_cluster_in_which_nothing_changes_costs_no_call_to_GitHub()
    {
        await using var acme = await ObservedOrganisation.StartAsync();
        await acme.ServiceAsync("orders");
        await acme.ReadAsync();
        await acme.ReadAsync();
        await acme.Organisation.SettledAsync();
        var all = acme.GitHub.Requests.Count;

        for (var i = 0; i < 5; i++)
        {
            await acme.ReadAsync();
        }

        acme.GitHub.Requests.Count.ShouldBe(all);
        acme.Catalog.History("health").Count.ShouldBe(1);
    }

    [Fact]
    public async Task In_an_hour_of_quiet_the_times_are_written_and_the_catalog_is_looked_for()
    {
        await using var acme = await ObservedOrganisation.StartAsync();
        await acme.ServiceAsync("orders");
        await acme.ReadAsync();
        await acme.Organisation.SettledAsync();
        var calls = acme.Calls;

        for (var minute = 0; minute < 60; minute++)
        {
            acme.Clock.Advance(TimeSpan.FromMinutes(1));
            await acme.ReadAsync();
        }

        // A commit costs five calls, and so do six of them; twelve times it is asked whether the App is still installed.
        acme.Catalog.History("health").Count.ShouldBe(1 + 6);
        (acme.Calls - calls).ShouldBeLessThan(55);
    }

    [Fact]
    public async Task A_new_service_is_found_in_the_clusters_after_five_minutes()
    {
        await using var acme = await ObservedOrganisation.StartAsync();
        await acme.ServiceAsync("orders");
        await acme.ReadAsync();

        await acme.ServiceAsync("billing");
        acme.Clock.Advance(TimeSpan.FromMinutes(6));
        await acme.ReadAsync();

        acme.Page!.ShouldContain("billing");
    }

    [Fact]
    public async Task What_another_program_wrote_stays()
    {
        await using var acme = await ObservedOrganisation.StartAsync();
        await acme.ServiceAsync("orders");
        await acme.ReadAsync();
        var overview = acme.Catalog.Text("health.json", "health")!;
        acme.Catalog.Commit("health", "Health of 1 services", ("health.json", overview.Replace(
            "\"clusters\": {", "\"clusters\": {\n    \"prod-us\": { \"read\": \"2026-11-29T00:00:00Z\", \"unread\": [] },", StringComparison.Ordinal)));

        acme.Runs("orders", crashes: true);
        await acme.ReadAsync();

        acme.Catalog.Text("health.json", "health")!.ShouldContain("prod-us");
        acme.Page!.ShouldContain("seen once");
    }

    [Fact]
    public async Task A_branch_that_somebody_removed_is_written_again()
    {
        await using var acme = await ObservedOrganisation.StartAsync();
        await acme.ServiceAsync("orders");
        await acme.ReadAsync();
        acme.Catalog.SetBranch("health", null);

        acme.Runs("orders", crashes: true);
        await acme.ReadAsync();
        await acme.ReadAsync();

        acme.Page!.ShouldContain("orders");
    }

    [Fact]
    public async Task A_cluster_that_fails_is_named_once_in_the_log_and_its_state_becomes_unknown()
    {
        var log = new CapturedLog();
        await using var acme = await ObservedOrganisation.StartAsync(log: log);
        await acme.ServiceAsync("orders");
        await acme.ReadAsync();

        acme.Cluster.Faults["*"] = 401;
        await acme.ReadAsync();
        await acme.ReadAsync();

        acme.Page!.ShouldContain("unknown since");
        acme.Page!.ShouldContain("it refuses the credentials (401)");
        log.Text.Split("it refuses the credentials (401)").Length.ShouldBe(2);
        acme.Cluster.Faults.Clear();
        await acme.ReadAsync();
        acme.Page!.ShouldNotContain("unknown since");
    }

    [Fact]
    public async Task A_branch_of_others_is_not_written()
    {
        var log = new CapturedLog();
        await using var acme = await ObservedOrganisation.StartAsync(log: log);
        acme.Catalog.Commit("health", "Somebody's", ("README.md", "Something else.\n"));
        await acme.ServiceAsync("orders");

        await acme.ReadAsync();

        acme.Catalog.Files("health").ShouldBe(acme.Catalog.Files("health").Where(f => !f.StartsWith("health", StringComparison.OrdinalIgnoreCase)));
        log.Text.ShouldContain("health is not reported: The branch 'health' has other files");
    }

    [Fact]
    public async Task Deployments_and_comments_are_written_with_tokens_for_each_repository_and_are_in_the_audit_log()
    {
        await using var acme = await ObservedOrganisation.StartAsync(h => h with { ShowsDeployments = true, CommentsOnMerged = true }, MayDeploy);
        var gitOps = acme.GitHub.Repository("acme/gitops");
        gitOps.Commit("main", "First", ("README.md", "gitops"));
        gitOps.Commit("orders", "Deploy orders", ("apps/orders/app.yaml", "kind: Application"));
        var pull = acme.GitHub.OpenPullRequest("acme/gitops", head: "orders");
        pull.Merge();
        var orders = await acme.ServiceAsync("orders");
        acme.Cluster.With($$$"""
            {"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"orders-prod","namespace":"argocd",
            "labels":{"backstage.io/kubernetes-id":"orders","automation/environment":"production"}},
            "spec":{"source":{"repoURL":"https://github.com/acme/gitops.git","path":"apps/orders"},"destination":{"name":"prod-eu","namespace":"shop"}},
            "status":{"sync":{"status":"Synced","revision":"{{{pull.Pull.MergeCommitSha}}}"},"health":{"status":"Healthy","message":"hunter2-s3cr3t"},
            "history":[{"id":1,"revision":"{{{pull.Pull.MergeCommitSha}}}","deployedAt":"{{{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ssZ}}}"}]}}
            """);

        await acme.ReadAsync();
        await acme.ReadAsync();
        var calls = acme.GitHub.Requests.Count;
        await acme.ReadAsync();

        acme.GitHub.Requests.Count.ShouldBe(calls);
        var deployment = orders.Hosted.Settings.Deployments.ShouldHaveSingleItem();
        deployment.Statuses.ShouldHaveSingleItem()["state"]!.GetValue<string>().ShouldBe("success");
        pull.Comments.Count(c => c.Body.StartsWith("<!-- automation: health -->", StringComparison.Ordinal)).ShouldBe(1);
        var tokens = acme.GitHub.Requests.Where(r => r.Path.EndsWith("/access_tokens", StringComparison.Ordinal)).Select(r => r.Body).ToList();
        tokens.ShouldContain("""{"repositories":["svc-orders"],"permissions":{"deployments":"write","metadata":"read"}}""");
        tokens.ShouldContain("""{"repositories":["gitops"],"permissions":{"contents":"read","metadata":"read","pull_requests":"write"}}""");
        var entries = acme.Organisation.App.Server.Read(l => AuditLog.List(l, null, null, 100)).Where(e => e.Kind == "health").ToList();
        entries.Select(e => $"{e.Repository} {e.What}").ShouldContain("acme/svc-orders POST deployments");
        entries.Select(e => $"{e.Repository} {e.What}").ShouldContain("acme/catalog the health of services, on branch health");
        entries.ShouldAllBe(e => e.Result == AuditLog.Done && e.Key == "health" && !e.What.Contains("hunter2"));
        acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Without_the_permission_for_deployments_the_report_is_written_and_says_so()
    {
        var log = new CapturedLog();
        await using var acme = await ObservedOrganisation.StartAsync(h => h with { ShowsDeployments = true }, log: log);
        await acme.ServiceAsync("orders");
        acme.Cluster.With("""
            {"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"orders-prod","namespace":"argocd",
            "labels":{"backstage.io/kubernetes-id":"orders","automation/environment":"production"}},
            "spec":{"source":{"repoURL":"https://github.com/acme/gitops.git"},"destination":{"name":"prod-eu","namespace":"shop"}},
            "status":{"sync":{"status":"Synced","revision":"abc"},"health":{"status":"Healthy"}}}
            """);

        await acme.ReadAsync();

        acme.Page!.ShouldContain("orders");
        log.Text.ShouldContain("health: deployments of acme/svc-orders: the App does not have the permission deployments: write");
    }
}
