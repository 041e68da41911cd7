using Automation.Jobs.Configuration;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Testing.GitHub;

namespace Automation.Jobs.Tests.Scaffolding;

public sealed class PullRequestActionTests
{
    private const string Propose = ScaffoldWorld.Files
        + """
            - id: propose
              action: publish:github:pull-request
              input:
                repoUrl: github.com?owner=acme&repo=platform
                branchName: add/orders
                title: Add orders
                description: The new service.
                targetPath: services/orders
                filesToDelete: [old.txt, absent.txt]
                reviewers: [bob]
                assignees: [ada]

        """;

    private static async Task<ScaffoldWorld> WithPlatformAsync()
    {
        var world = await ScaffoldWorld.StartAsync();
        world.Repository("acme/platform").Commit("main", "Begin", ("README.md", "Platform"), ("services/orders/old.txt", "old"));
        return world;
    }

    [Fact]
    public async Task A_pull_request_has_the_files_in_one_commit()
    {
        await using var world = await WithPlatformAsync();

        var report = await world.RunAsync(Propose);

        report.Error.ShouldBeNull();
        var platform = world.GitHub.Repository("acme/platform");
        platform.Files("add/orders").ShouldBe(["README.md", "services/orders/README.md", "services/orders/catalog-info.yaml", "services/orders/src/main.js"]);
        platform.History("add/orders").Count.ShouldBe(2);
        platform.Hosted.Settings.People[1].ShouldBe(["reviewer bob", "assignee ada"]);
        var output = report.Steps[^1].Output!;
        output["pullRequestNumber"]!.ToString().ShouldBe("1");
        output["targetBranchName"]!.ToString().ShouldBe("main");
        output["remoteUrl"]!.ToString().ShouldEndWith("/acme/platform/pull/1");
        report.Created.Single().Remove.ShouldBe("gh pr close 1 --repo acme/platform --delete-branch");
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_same_request_again_changes_nothing_and_another_one_updates_the_pull_request()
    {
        await using var world = await WithPlatformAsync();
        await world.RunAsync(Propose);
        var platform = world.GitHub.Repository("acme/platform");
        var tip = platform.Tip("add/orders");

        (await world.RunAsync(Propose)).Error.ShouldBeNull();
        platform.Tip("add/orders").ShouldBe(tip);

        (await world.RunAsync(Propose.Replace("The new service.", "A better text."))).Error.ShouldBeNull();
        platform.Tip("add/orders").ShouldBe(tip);
        world.Values["name"] = "orders-2";
        (await world.RunAsync(Propose)).Error.ShouldBeNull();

        platform.PullRequests.Count.ShouldBe(1);
        platform.Text("services/orders/README.md", "add/orders").ShouldBe("# orders-2\n");
    }

    [Fact]
    public async Task A_repository_with_more_files_than_GitHub_lists_is_read_folder_by_folder()
    {
        await using var world = await ScaffoldWorld.StartAsync(new FakeGitHubOptions { MostTreeEntries = 4 });
        var platform = world.Repository("acme/platform");
        platform.Commit(
            "main", "Begin", ("a/1", "1"), ("a/2", "2"), ("b/c/3", "3"), ("services/orders/old.txt", "old"), ("services/orders/README.md", "# orders\n"));
        await world.RunAsync(Propose);
        var tip = platform.Tip("add/orders");

        (await world.RunAsync(Propose)).Error.ShouldBeNull();

        platform.Tip("add/orders").ShouldBe(tip);
        platform.Files("add/orders").Count.ShouldBe(6);
        platform.Files("add/orders").ShouldNotContain("services/orders/old.txt");
    }

    [Fact]
    public async Task A_merged_pull_request_is_not_opened_again()
    {
        await using var world = await WithPlatformAsync();
        await world.RunAsync(Propose);
        var platform = world.GitHub.Repository("acme/platform");
        platform.PullRequests[0].Merge();

        var report = await world.RunAsync(Propose);

        report.Error.ShouldBeNull();
        platform.PullRequests.Count.ShouldBe(1);
        report.Steps[^1].Output!["pullRequestNumber"]!.ToString().ShouldBe("1");
    }

    [Fact]
    public async Task A_branch_of_somebody_else_is_not_touched()
    {
        await using var world = await WithPlatformAsync();
        var platform = world.GitHub.Repository("acme/platform");
        var tip = platform.Commit("add/orders", "Theirs", ("services/orders/README.md", "theirs"));

        (await world.RunAsync(Propose)).Error!.ShouldContain("exists with other files");

        platform.Tip("add/orders").ShouldBe(tip);
    }

    [Fact]
    public async Task Reviewers_who_cannot_be_asked_are_a_note()
    {
        await using var world = await WithPlatformAsync();

        var report = await world.RunAsync(Propose.Replace("[bob]", "[ada]"));

        report.Fails.ShouldBeFalse();
        report.Problems.ShouldContain(p => p.Message.StartsWith("No review was requested for acme/platform#1"));
    }

    [Fact]
    public async Task Nothing_is_opened_for_no_difference_on_request()
    {
        await using var world = await WithPlatformAsync();
        await world.RunAsync(Propose);
        var platform = world.GitHub.Repository("acme/platform");
        platform.PullRequests[0].Merge();

        var report = await world.RunAsync(Propose.Replace("add/orders", "again") + "        createWhenEmpty: false\n");

        report.Error.ShouldBeNull();
        platform.PullRequests.Count.ShouldBe(1);
        report.Steps[^1].Output!.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_dry_run_gives_examples_as_Backstage_does_and_calls_nothing()
    {
        await using var world = await WithPlatformAsync();

        var report = await world.RunAsync(Propose, dryRun: true, withToken: false);

        var output = report.Steps[^1].Output!;
        output["targetBranchName"]!.ToString().ShouldBe("add/orders");
        output["remoteUrl"]!.ToString().ShouldBe("github.com?owner=acme&repo=platform");
        output["pullRequestNumber"]!.ToString().ShouldBe("43");
        world.GitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_finishes_what_another_began_whatever_answer_was_lost()
    {
        var hasFailed = true;
        for (var n = 0; hasFailed; n++)
        {
            await using var world = await WithPlatformAsync();
            var records = new MemoryCheckpoints();
            world.GitHub.Faults.Next(n, "P* *", new Fault.Latency(TimeSpan.Zero)).Next("P* *", new Fault.ResetAfterEffect());
            hasFailed = (await world.RunAsync(Propose, records)).Error is not null;
            world.GitHub.Faults.Clear();

            (await world.RunAsync(Propose, records)).Error.ShouldBeNull();

            world.GitHub.Repository("acme/platform").PullRequests.Count.ShouldBe(1);
            world.GitHub.Repository("acme/platform").History("add/orders").Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_pull_request_can_come_from_a_fork_of_the_persons_own()
    {
        await using var world = await WithPlatformAsync();
        var forked = Propose.Replace("    filesToDelete", "    forceFork: true\n        filesToDelete", StringComparison.Ordinal);

        var report = await world.RunAsync(forked);
        var again = await world.RunAsync(forked);

        (report.Error, again.Error).ShouldBe((null, null));
        var platform = world.GitHub.Repository("acme/platform");
        platform.Tip("add/orders").ShouldBeNull();
        platform.PullRequests.ShouldHaveSingleItem().Pull.HeadRepository.FullName.ShouldBe("ada/platform");
        world.GitHub.Repository("ada/platform").Files("add/orders").ShouldContain("services/orders/README.md");
        world.GitHub.Repository("ada/platform").History("add/orders").Count.ShouldBe(2);
        report.Created.Select(c => (c.Kind, c.Name, c.Remove)).ShouldBe(
            [("fork", "ada/platform", null), ("pull request", "acme/platform#1", "gh pr close 1 --repo acme/platform --delete-branch")]);
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_fork_is_a_repository_that_the_policy_has_to_allow()
    {
        await using var world = await WithPlatformAsync();
        world.Policy = new ScaffoldSettings { Allow = [new ScaffoldRule { Into = ["acme"] }] };

        var report = await world.RunAsync(Propose.Replace("    filesToDelete", "    forceFork: true\n        filesToDelete", StringComparison.Ordinal));

        report.Error!.ShouldContain("to reach repositories of 'ada'");
        world.Writes.ShouldBeEmpty();
    }
}
