using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.GitOps;

/// <summary>Every component that is deployed arrives in the GitOps repository by one pull request (specs, gitops §5).</summary>
public sealed class ProposePullRequestTests
{
    private const string Overlay = "apps/orders/overlays/staging/kustomization.yaml";

    [Fact]
    public async Task A_new_service_gets_one_pull_request_with_all_environments()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");

        var outcome = world.Propose("--all").Ends(0);

        var pull = world.Repository.PullRequests.ShouldHaveSingleItem();
        pull.Pull.Title.ShouldBe("Deploy orders to staging and production");
        pull.Pull.IsAutoMerged.ShouldBeFalse("production requires a review");
        world.TextOn("orders", ".github/CODEOWNERS").ShouldBe("/apps/orders/ @acme/shop\n");
        Snapshot.Match(world.Shown(pull.Pull.Body!), "proposal-onboard.md");
        Snapshot.Match(world.Shown(outcome.Output), "propose.txt");
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_same_request_again_writes_nothing()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders", "billing");
        world.Propose("--all").Ends(0);
        var writes = world.Writes;

        world.Propose("--all").Ends(0).Output.ShouldContain("open");

        world.Writes.ShouldBe(writes);
        world.Repository.PullRequests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fifty_new_services_get_fifty_pull_requests_also_when_runs_race()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With([.. Enumerable.Range(1, 50).Select(i => $"service-{i:00}")]);

        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Propose("--all"))));

        runs.ShouldAllBe(r => r.ExitCode == 0);
        world.Repository.PullRequests.Count.ShouldBe(50);
        var writes = world.Writes;
        world.Propose("--all").Ends(0);
        world.Repository.PullRequests.Count.ShouldBe(50);
        world.Writes.ShouldBe(writes);
    }

    [Fact]
    public async Task A_merged_proposal_leaves_nothing_to_propose()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.Propose("--all").Ends(0);
        world.Pull("orders").Merge();

        world.Propose("--all").Ends(0).Output.ShouldContain("1 unchanged");

        world.Repository.PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_proposal_is_a_no_until_something_else_is_asked_for()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.Propose("--all").Ends(0);
        world.Pull("orders").Close();

        world.Propose("--all").Ends(0).Output.ShouldContain("declined");
        world.Repository.PullRequests.Count.ShouldBe(1);

        world.Describe("orders", "team-money").Build();
        world.Propose("--all").Ends(0);
        world.Repository.PullRequests.Count.ShouldBe(2);
        world.TextOn("orders", ".github/CODEOWNERS").ShouldBe("/apps/orders/ @acme/team-money\n");
    }

    [Fact]
    public async Task A_newer_intent_updates_the_same_pull_request()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.Propose("--all").Ends(0);
        world.Describe("orders", "team-money").Build();

        world.Propose("--all").Ends(0).Output.ShouldContain("updated");

        world.Repository.PullRequests.ShouldHaveSingleItem().Pull.Body!.ShouldContain("team-money");
        world.TextOn("orders", "apps/orders/base/kustomization.yaml")!.ShouldContain("automation/owner: team-money");
    }

    [Fact]
    public async Task A_conflict_is_generated_away_from_the_new_base()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders", "billing");
        world.Propose("--all").Ends(0);
        world.Pull("billing").Merge();
        world.Pull("orders").Pull.IsMergeable.ShouldBeFalse();

        world.Propose("--all").Ends(0);

        world.Pull("orders").Pull.IsMergeable.ShouldBeTrue();
        world.Pull("orders").Merge();
        var project = world.Repository.Text("argocd/projects/shop.yaml")!;
        project.ShouldContain("orders-staging");
        project.ShouldContain("billing-staging");
        world.Propose("--all").Ends(0).Output.ShouldContain("2 unchanged");
    }

    [Fact]
    public async Task A_commit_of_a_person_is_never_overwritten_and_the_box_discards_it()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.Propose("--all").Ends(0);
        var pull = world.Pull("orders");
        world.Repository.Commit(pull.Pull.HeadRef, new Dictionary<string, string?> { [Overlay] = "mine: true\n" }, by: "bob");
        var head = pull.HeadSha;
        world.Propose("--all").Ends(0);
        world.Describe("orders", "team-money").Build();

        world.Propose("--all").Ends(1).Output.ShouldContain("commits by other people");
        var writes = world.Writes;
        world.Propose("--all").Ends(1);

        (pull.HeadSha, world.Writes).ShouldBe((head, writes));
        Snapshot.Match(world.Shown(pull.Pull.Body!), "proposal-held.md");
        pull.Edit(pull.Pull.Body!.Replace("- [ ] Discard", "- [x] Discard", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal), "bob");
        world.Propose("--all").Ends(0).Output.ShouldContain("updated");
        world.TextOn("orders", Overlay)!.ShouldNotContain("mine");
        pull.Pull.Body!.ShouldNotContain("Discard");
        writes = world.Writes;
        world.Propose("--all").Ends(0);
        world.Writes.ShouldBe(writes);
    }

    [Fact]
    public async Task A_branch_of_a_person_is_left_alone()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        var own = world.Repository.Commit("automation/gitops/deploy/orders", "Mine", ("notes.txt", "x\n"));

        world.Propose("--all").Ends(1).Output.ShouldContain("no pull request");

        world.Repository.Tip("automation/gitops/deploy/orders").ShouldBe(own);
    }

    [Fact]
    public async Task Labels_and_automatic_merging_that_fail_are_notes()
    {
        await using var world = (await GitOpsWorld.StartAsync(GitOpsWorld.Automatic, new FakeGitHubOptions { AllowsAutoMerge = false })).With("orders");
        world.GitHub.Faults.Next(1, "POST */labels", new Fault.Refused(422));

        var output = world.Propose("--all").Ends(0).Output;

        output.ShouldContain("opened");
        output.ShouldContain("labels could not be set");
        output.ShouldContain("does not merge it automatically");
    }

    [Fact]
    public async Task A_service_of_automatic_environments_merges_automatically()
    {
        await using var world = (await GitOpsWorld.StartAsync(GitOpsWorld.Automatic)).With("orders");

        world.Propose("--all").Ends(0);

        world.Pull("orders").Pull.IsAutoMerged.ShouldBeTrue();
    }

    [Fact]
    public async Task A_removed_component_is_removed_and_the_text_says_what_is_deleted()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders", "billing");
        world.Propose("--all").Ends(0);
        world.Pull("orders").Merge();
        world.Propose("--all").Ends(0);
        world.Pull("billing").Merge();
        var files = world.Repository.Files().Where(f => f.Contains("billing", StringComparison.Ordinal)).ToList();
        world.Without("orders");

        world.Propose("--all").Ends(0);

        var pull = world.Pull("orders");
        Snapshot.Match(world.Shown(pull.Pull.Body!), "proposal-remove.md");
        pull.Merge();
        world.Repository.Files().ShouldNotContain(f => f.Contains("orders", StringComparison.Ordinal));
        world.Repository.Files().Where(f => f.Contains("billing", StringComparison.Ordinal)).ShouldBe(files);
        world.Repository.Text("argocd/projects/shop.yaml")!.ShouldNotContain("orders");
        world.Propose("--all").Ends(0).Output.ShouldContain("1 unchanged");
    }

    [Fact]
    public async Task A_component_that_is_gone_before_its_proposal_is_merged_closes_it()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders", "billing");
        world.Propose("--all").Ends(0);
        world.Without("orders");

        world.Propose("--all").Ends(0).Output.ShouldContain("closed");

        world.Pull("orders").Pull.State.ShouldBe("closed");
        world.Pull("billing").Pull.State.ShouldBe("open");
    }

    [Fact]
    public async Task What_opted_out_or_is_deployed_by_hand_gets_no_proposal()
    {
        await using var world = (await GitOpsWorld.StartAsync()).Describe("orders", annotations: "{ automation/gitops: 'false' }").Describe("billing")
            .Describe("tool", type: "library").Build();
        world.Repository.Commit("main", "By hand", (
            "argocd/billing.yaml",
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: pay\n"
            + "  annotations: { automation/entity: 'component:default/billing' }\n"));

        var output = world.Propose("--all").Ends(0).Output;

        output.ShouldContain("automation/gitops");
        output.ShouldContain("argocd/billing.yaml");
        world.Repository.PullRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_people_changed_stays_when_the_owner_moves()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.Propose("--all").Ends(0);
        world.Pull("orders").Merge();
        const string deployment = "apps/orders/base/deployment.yaml";
        world.Repository.Commit(
            "main",
            "Tune",
            (deployment, world.Repository.Text(deployment)!.Replace("replicas: 2", "replicas: 7", StringComparison.Ordinal)),
            (Overlay, world.Repository.Text(Overlay)!.Replace("latest", "1.2.3", StringComparison.Ordinal)));
        world.Describe("orders", "team-money").Build();

        world.Propose("--all").Ends(0);

        var pull = world.Pull("orders");
        Snapshot.Match(world.Shown(pull.Pull.Body!), "proposal-owner.md");
        pull.Merge();
        world.Repository.Text("apps/orders/base/deployment.yaml")!.ShouldContain("replicas: 7");
        world.Repository.Text(Overlay)!.ShouldContain("newTag: 1.2.3");
        world.Repository.Text("argocd/applications/orders-staging.yaml")!.ShouldContain("automation/owner: group:default/team-money");
        world.Repository.Text(".github/CODEOWNERS").ShouldBe("/apps/orders/ @acme/team-money\n");
    }

    [Fact]
    public async Task A_version_is_promoted_by_a_pull_request_of_its_own()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.Propose("--all").Ends(0);
        world.Pull("orders").Merge();
        world.Repository.Commit("main", "Release", (Overlay, world.Repository.Text(Overlay)!.Replace("latest", "\"1.20\"", StringComparison.Ordinal)));

        world.Propose("component:default/orders", "--promote", "--from", "staging", "--to", "production").Ends(0);

        var pull = world.Repository.PullRequests[^1];
        pull.Pull.HeadRef.ShouldBe("automation/gitops/promote/production/orders");
        Snapshot.Match(world.Shown(pull.Pull.Body!), "proposal-promote.md");
        pull.Merge();
        world.Repository.Text("apps/orders/overlays/production/kustomization.yaml")!.ShouldContain("newTag: \"1.20\"");
        world.Propose("component:default/orders", "--promote", "--from", "staging", "--to", "production").Ends(0).Output.ShouldContain("current");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rendering_again_goes_in_waves(bool inSettings)
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders", "billing");
        world.Propose("--all").Ends(0);
        world.Pull("orders").Merge();
        world.Propose("--all").Ends(0);
        world.Pull("billing").Merge();
        world.Repository.Commit("main", "More", (".automation/gitops.yml", GitOpsWorld.Settings.Replace(
            "clusters:\n  staging", "  - name: edge\n    clusters: [edge]\nclusters:\n  staging", StringComparison.Ordinal)));

        world.Propose("--all", "--wave", "tier=1").Ends(0).Output.ShouldContain("opened");
        world.Repository.PullRequests.Count(p => p.Pull.State == "open").ShouldBe(2);
        world.Repository.PullRequests.Where(p => p.Pull.State == "open").ToList().ForEach(p => p.Close());
        world.Describe("billing", labels: "{ tier: '1' }").Build();
        var pruned = GitOpsWorld.Settings.Replace("prune: true", "prune: false", StringComparison.Ordinal) + (inSettings ? "waves: [tier=1]\n" : "");
        world.Repository.Commit("main", "Prune", (".automation/gitops.yml", pruned));

        var outcome = world.Propose([.. inSettings ? ["--all"] : new[] { "--all", "--wave", "tier=1" }]).Ends(0);

        outcome.Output.ShouldContain("waiting");
        world.Repository.PullRequests.Where(p => p.Pull.State == "open").ShouldHaveSingleItem().Pull.HeadRef.ShouldEndWith("billing");
        world.Pull("billing").Merge();
        world.Propose("--all", "--wave", "tier=1").Ends(0);
        world.Pull("orders").Pull.State.ShouldBe("open");
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        var writes = world.Writes;

        world.Propose("--all", "--dry-run").Ends(0).Output.ShouldContain("planned");

        world.Writes.ShouldBe(writes);
    }

    [Fact]
    public async Task A_repository_without_settings_is_named()
    {
        await using var world = (await GitOpsWorld.StartAsync("environments: []\n")).With("orders");

        world.Propose("--all").Ends(2).Everything.ShouldContain("declares no environment");
    }
}
