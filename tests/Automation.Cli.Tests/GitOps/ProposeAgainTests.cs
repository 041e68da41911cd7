using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.GitOps;

/// <summary>Whatever happened before or meanwhile, a run ends with one pull request for each service, and loses no commit (specs, gitops §5).</summary>
public sealed class ProposeAgainTests
{
    private const string Branch = "automation/gitops/deploy/orders";

    [Theory]
    [InlineData("POST */git/trees")]
    [InlineData("POST */git/commits")]
    [InlineData("POST */git/refs")]
    [InlineData("POST */pulls")]
    [InlineData("POST */labels")]
    public async Task A_write_whose_answer_was_lost_is_found_by_the_next_run(string call)
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.GitHub.Faults.Next(call, new Fault.ResetAfterEffect());

        _ = world.Propose("--all");
        world.Propose("--all").Ends(0).Output.ShouldContain("open");

        world.Repository.Hosted.Settings.Labels[world.Repository.PullRequests.ShouldHaveSingleItem().Number].ShouldContain("gitops/onboard");
        world.Repository.History(Branch).Count.ShouldBe(2, "the branch has one commit");
    }

    [Fact]
    public async Task A_pull_request_that_a_person_opened_from_the_branch_is_adopted()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.GitHub.Faults.Next("POST */pulls", new Fault.Refused(403));
        world.Propose("--all").Ends(1);
        var pull = world.Repository.OpenPullRequest(Branch, title: "Mine", by: "bob");
        var head = pull.HeadSha;

        world.Propose("--all").Ends(0).Output.ShouldContain("updated");

        world.Repository.PullRequests.ShouldHaveSingleItem().Pull.Title.ShouldBe("Deploy orders to staging and production");
        pull.HeadSha.ShouldBe(head, "the branch has these files already");
    }

    [Fact]
    public async Task A_pull_request_into_another_branch_is_another_one()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.Propose("--all").Ends(0);
        world.Repository.Commit("release", "Begin", ("release.txt", "x\n"));
        world.Pull("orders").ChangeBase("release", "bob");

        world.Propose("--all").Ends(0).Output.ShouldContain("opened");

        world.Repository.PullRequests.Select(p => p.Pull.BaseRef).ShouldBe(["release", "main"]);
    }

    [Fact]
    public async Task A_person_who_pushes_during_the_run_is_not_overwritten()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.Propose("--all").Ends(0);
        world.Describe("orders", "team-money").Build();
        var pushed = new TaskCompletionSource();
        world.GitHub.Faults.Next("PATCH */git/refs/*", new Fault.Held(pushed.Task));

        var run = Task.Run(() => world.Propose("--all"));
        await world.GitHub.WaitFor(() => world.GitHub.Requests.Count(r => r.Method == "POST" && r.Path.EndsWith("/git/commits", StringComparison.Ordinal)) > 1);
        var own = world.Repository.Commit(Branch, new Dictionary<string, string?> { ["apps/orders/mine.yaml"] = "mine: true\n" }, by: "bob");
        pushed.SetResult();
        (await run).Ends(1).Output.ShouldContain("commits by other people");

        world.Repository.Tip(Branch).ShouldBe(own);
        world.Pull("orders").Pull.Body!.ShouldContain("- [ ] Discard the commits");
    }

    [Fact]
    public async Task A_removal_that_a_person_asked_for_is_theirs_whatever_the_catalog_says()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        world.Propose("--all").Ends(0);
        world.Pull("orders").Merge();
        world.Propose("component:default/orders", "--remove").Ends(0);
        var pull = world.Pull("orders");
        var writes = world.Writes;

        world.Propose("--all").Ends(0);
        world.Describe("orders", "team-money").Build();
        world.Propose("--all").Ends(0).Output.ShouldContain("A person asked for its removal");

        (pull.Pull.State, pull.Pull.Title, world.Writes).ShouldBe(("open", "Remove orders from staging and production", writes));
    }
}
