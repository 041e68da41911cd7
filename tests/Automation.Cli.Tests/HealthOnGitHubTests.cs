using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Cli.Tests;

/// <summary>Health where people look on GitHub: deployments of the service, and the comment on the merged pull request.</summary>
public sealed class HealthOnGitHubTests : IAsyncLifetime
{
    private const string Secret = "hunter2-s3cr3t";

    private readonly TemporaryFolder _folder = new();
    private FakeGitHub _gitHub = null!;
    private PullRequestDriver _pull = null!;
    private string _revision = "";

    public async ValueTask InitializeAsync()
    {
        _gitHub = await FakeGitHub.StartAsync(new FakeGitHubOptions
        {
            Permissions = new Dictionary<string, string> { ["contents"] = "write", ["deployments"] = "write", ["pull_requests"] = "write", ["metadata"] = "read" },
        });
        _gitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "orders"));
        _gitHub.Repository("acme/gitops").Commit("main", "First", ("README.md", "gitops"));
        _gitHub.Repository("acme/gitops").Commit("orders", "Deploy orders", ("apps/orders/app.yaml", "kind: Application"));
        _pull = _gitHub.OpenPullRequest("acme/gitops", head: "orders");
        _pull.Merge();
        _revision = _pull.Pull.MergeCommitSha!;
        _folder.With("source/catalog-info.yaml", """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: orders
              annotations: { github.com/project-slug: acme/orders }
            spec: { type: service, lifecycle: production, owner: ordering }

            """);
        Run.Automation("catalog", "build", "--source", "source", "--out", "catalog").In(_folder.Path).Go();
    }

    public async ValueTask DisposeAsync()
    {
        await _gitHub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void A_deployment_follows_its_environment_and_is_made_once()
    {
        Cluster("Synced", "Progressing");
        Report("2026-11-29T09:00:00Z").Ends(0);
        Report("2026-11-29T09:05:00Z").Ends(0);
        Cluster("Synced", "Healthy");
        Report("2026-11-29T09:10:00Z").Ends(0);
        var calls = _gitHub.Requests.Count;
        Report("2026-11-29T09:11:00Z").Ends(0);

        var deployment = _gitHub.Repository("acme/orders").Hosted.Settings.Deployments.ShouldHaveSingleItem();
        (deployment.Environment, deployment.Ref, deployment.Payload["revision"]!.ToString()).ShouldBe(("production", "main", _revision));
        deployment.Statuses.Select(s => $"{s["state"]}: {s["description"]}").ShouldBe(["in_progress: Synced, Progressing.", "success: Synced, Healthy."]);
        _gitHub.Requests.Count.ShouldBe(calls);
    }

    [Fact]
    public void What_is_not_fresh_is_no_success_any_more()
    {
        Cluster("Synced", "Healthy");
        Report("2026-11-29T09:00:00Z").Ends(0);
        Directory.Delete(Path.Combine(_folder.Path, "state"), recursive: true);
        _folder.With("state/other/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: other, namespace: x }\n");
        Report("2026-11-29T10:00:00Z").Ends(0);

        var statuses = _gitHub.Repository("acme/orders").Hosted.Settings.Deployments.ShouldHaveSingleItem().Statuses;
        statuses.Select(s => $"{s["state"]}: {s["description"]}").ShouldBe(["success: Synced, Healthy.", "inactive: Unknown since 2026-11-29 09:00 UTC: there is no fresh reading."]);
    }

    [Fact]
    public void The_merged_pull_request_says_what_became_of_it_in_one_comment()
    {
        Cluster("Synced", "Degraded", crashing: true);
        Report("2026-11-29T09:00:00Z").Ends(0);
        Report("2026-11-29T09:05:00Z").Ends(0);
        Snapshot.Match(_pull.Comments.ShouldHaveSingleItem().Body.Replace(_revision[..8], "REVISION", StringComparison.Ordinal), "health-comment-degraded.md");

        Cluster("Synced", "Healthy");
        Report("2026-11-29T09:10:00Z").Ends(0);
        Snapshot.Match(_pull.Comments.ShouldHaveSingleItem().Body.Replace(_revision[..8], "REVISION", StringComparison.Ordinal), "health-comment-healthy.md");
    }

    [Fact]
    public void What_was_deployed_long_ago_gets_no_comment()
    {
        Cluster("Synced", "Healthy");
        Report("2026-12-29T09:00:00Z").Ends(0);

        _pull.Comments.ShouldBeEmpty();
    }

    [Fact]
    public void A_repository_that_refuses_is_a_note_and_is_tried_again()
    {
        Cluster("Synced", "Healthy");
        _folder.With("source/catalog-info.yaml", File.ReadAllText(Path.Combine(_folder.Path, "source/catalog-info.yaml")).Replace("acme/orders", "acme/gone", StringComparison.Ordinal));
        Run.Automation("catalog", "build", "--source", "source", "--out", "catalog").In(_folder.Path).Go();

        Report("2026-11-29T09:00:00Z").Ends(0).Output.ShouldContain("not used: deployments of acme/gone");

        _gitHub.Repository("acme/gone").Commit("main", "First", ("README.md", "orders"));
        Report("2026-11-29T09:05:00Z").Ends(0).Output.ShouldNotContain("not used");
        _gitHub.Repository("acme/gone").Hosted.Settings.Deployments.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_text_of_the_cluster_is_in_no_comment_and_no_status()
    {
        Cluster("OutOfSync", "Degraded", crashing: true);
        Report("2026-11-29T09:00:00Z").Ends(0);
        Report("2026-11-29T09:05:00Z").Ends(0);

        _pull.Comments.ShouldAllBe(c => !c.Body.Contains(Secret));
        _gitHub.Repository("acme/orders").Hosted.Settings.Deployments.ShouldAllBe(d => d.Statuses.All(s => !s.ToJsonString().Contains(Secret)));
    }

    private Outcome Report(string at) => Run.Automation(
        "health", "report", "--catalog", "catalog", "--state", "state", "--at", at, "--out", "report", "--deployments", "--gitops", "acme/gitops").In(_folder.Path)
        .With("GITHUB_API_URL", _gitHub.Url.AbsoluteUri).With("GITHUB_TOKEN", _gitHub.InstallationToken("acme")).Go();

    private void Cluster(string sync, string health, bool crashing = false) => _folder.With("state/prod-eu/orders.yaml", $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: orders-prod-eu
          namespace: argocd
          labels: { backstage.io/kubernetes-id: orders, automation/environment: production }
        spec:
          source: { repoURL: "https://github.com/acme/gitops.git", path: apps/orders }
          destination: { name: prod-eu, namespace: orders }
        status:
          sync: { status: {{sync}}, revision: {{_revision}} }
          health: { status: {{health}}, message: "{{Secret}}" }
          operationState: { phase: Succeeded, message: "{{Secret}}" }
          history: [{ id: 1, revision: {{_revision}}, deployedAt: "2026-11-29T08:59:00Z" }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: orders-1, namespace: orders, labels: { backstage.io/kubernetes-id: orders } }
        spec: { restartPolicy: Always, containers: [{ name: app, image: "orders:1" }] }
        status:
          phase: Running
          conditions: [{ type: Ready, status: "{{(crashing ? "False" : "True")}}" }]
          containerStatuses: [{ name: app, ready: {{(crashing ? "false" : "true")}}, restartCount: 3, {{(crashing
            ? $$"""state: { waiting: { reason: CrashLoopBackOff, message: "{{Secret}}" } }, lastState: { terminated: { exitCode: 1, reason: Error, message: "{{Secret}}" } }"""
            : "state: { running: {} }")}} }]

        """);
}
