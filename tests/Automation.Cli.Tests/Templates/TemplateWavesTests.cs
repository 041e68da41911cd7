using System.Diagnostics;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Templates;

/// <summary>A change of a template reaches every service that was made from it, as one pull request each.</summary>
public sealed class TemplateWavesTests : ServicesOfATemplate
{
    [Fact]
    public void A_change_reaches_twenty_services_as_twenty_pull_requests_and_three_have_conflicts()
    {
        Scaffold(Enumerable.Range(1, 20).Select(i => $"service-{i:00}"));
        foreach (var name in (string[])["service-03", "service-09", "service-17"])
        {
            Commit(name, "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        }

        Commit("service-05", "README.md", t => t.Replace("#help", "#service-05", StringComparison.Ordinal));
        var before = GitHub.Repository("acme/service-09").Text("Dockerfile");
        Change();

        var outcome = Waves("--tracking", "acme/templates", "--format", "json").Ends(1);

        var services = outcome.Json.GetProperty("waves")[0].GetProperty("services").EnumerateArray().ToList();
        services.Count.ShouldBe(20);
        services.Where(s => s.Text("state") == "conflicted").Select(s => s.Text("entity"))
            .ShouldBe(["component:default/service-03", "component:default/service-09", "component:default/service-17"]);
        services.Count(s => s.Text("state") == "pending").ShouldBe(17);
        Services.ShouldAllBe(s => GitHub.Repository($"acme/{s}").PullRequests.Count == 1);
        Services.Count(s => GitHub.Repository($"acme/{s}").PullRequests[0].Pull.IsDraft).ShouldBe(3);

        const string branch = "automation/template/service";
        GitHub.Repository("acme/service-01").Text("Dockerfile", branch).ShouldBe("FROM node:22\nCOPY . .\nCMD node .\n");
        GitHub.Repository("acme/service-05").Text("README.md", branch).ShouldBe("# service-05\n\nRuns on node 22.\n\nAsk in #service-05.\n");
        GitHub.Repository("acme/service-09").Text("Dockerfile", branch).ShouldBe(before);
        GitHub.Repository("acme/service-09").Text("README.md", branch).ShouldBe("# service-09\n\nRuns on node 22.\n\nAsk in #help.\n");
        GitHub.Repository("acme/service-09").Hosted.Settings.Statuses.Single().Description.ShouldBe("1 file to decide");
        Snapshot.Match(Shown(GitHub.Repository("acme/service-09").PullRequests[0].Pull.Body!), "update-conflict.md");
        Snapshot.Match(Shown(GitHub.Repository("acme/service-05").PullRequests[0].Pull.Body!), "update-merged.md");
        Snapshot.Match(Shown(GitHub.Repository("acme/templates").Hosted.Settings.Issues.Single().Body!), "waves-table.md");
        GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void The_same_request_again_changes_nothing()
    {
        Scaffold(["orders", "billing"]);
        Commit("billing", "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        Change();
        Waves("--tracking", "acme/templates").Ends(1);
        Waves("--tracking", "acme/templates").Ends(1);
        var writes = GitHub.Requests.Count(r => r.IsWrite);

        var again = Waves("--tracking", "acme/templates").Ends(1);

        GitHub.Requests.Count(r => r.IsWrite).ShouldBe(writes);
        Snapshot.Match(Shown(again.Output), "waves.txt");
    }

    [Fact]
    public void A_newer_revision_is_brought_by_the_same_pull_request()
    {
        Scaffold(["orders"]);
        Change();
        Waves().Ends(0);
        Repository.With("skeleton/Dockerfile", "FROM node:24\nCOPY . .\nCMD node .\n").Commit("Use node 24");

        Waves().Ends(0);

        var pull = GitHub.Repository("acme/orders").PullRequests.ShouldHaveSingleItem();
        pull.Pull.Body!.ShouldContain("Use node 24");
        GitHub.Repository("acme/orders").Text("Dockerfile", "automation/template/service").ShouldStartWith("FROM node:24");
        pull.Merge();
        Waves("--format", "json").Ends(0).Output.ShouldContain("\"state\":\"adopted\"");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_run_that_was_killed_is_finished_by_the_next_one(int writes)
    {
        Scaffold(["orders"]);
        Commit("orders", "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        Change();
        var before = GitHub.Requests.Count(r => r.IsWrite);

        // The next write never arrives: the process ends after some effects.
        using var ended = new CancellationTokenSource();
        var never = Task.Delay(Timeout.Infinite, ended.Token);
        GitHub.Faults.Next(writes, "P* *", new Fault.Latency(TimeSpan.Zero)).Next(100, "P* *", new Fault.Held(never));
        var start = AutomationProcess.Begin(
            Repository.Path, [.. AutomationProcess.Command, "template", "waves", "template.yaml", "--catalog", At("catalog"), "--tracking", "acme/templates"]);
        start.Environment["GITHUB_TOKEN"] = Token;
        start.Environment["GITHUB_API_URL"] = GitHub.Url.AbsoluteUri;
        using (var process = Process.Start(start)!)
        {
            await GitHub.WaitFor(() => GitHub.Requests.Count(r => r.IsWrite) >= before + writes);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        GitHub.Faults.Clear();
        Waves("--tracking", "acme/templates").Ends(1);

        var pull = GitHub.Repository("acme/orders").PullRequests.ShouldHaveSingleItem();
        pull.Pull.IsDraft.ShouldBeTrue();
        GitHub.Repository("acme/orders").Text("README.md", "automation/template/service").ShouldBe("# orders\n\nRuns on node 22.\n\nAsk in #help.\n");
        GitHub.Repository("acme/orders").Hosted.Settings.Statuses.ShouldHaveSingleItem();
        GitHub.Repository("acme/templates").Hosted.Settings.Issues.ShouldHaveSingleItem();
        await ended.CancelAsync();
    }

    [Fact]
    public void The_branch_of_a_merged_pull_request_is_used_again()
    {
        Scaffold(["orders"]);
        Change();
        Waves().Ends(0);
        var pull = GitHub.Repository("acme/orders").PullRequests[0];
        pull.Push(("notes.txt", "A change of a person\n"));
        pull.Merge();
        Repository.With("skeleton/Dockerfile", "FROM node:24\nCOPY . .\nCMD node .\n").Commit("Use node 24");

        Waves().Ends(0);

        GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(2);
        GitHub.Repository("acme/orders").Text("notes.txt", "automation/template/service").ShouldBe("A change of a person\n");
    }

    [Fact]
    public void A_branch_that_a_person_made_is_left_alone()
    {
        Scaffold(["orders"]);
        Change();
        var own = GitHub.Repository("acme/orders").Commit("automation/template/service", "Mine", ("notes.txt", "x\n"));

        Waves().Ends(1).Output.ShouldContain("has commits by other people and no pull request");

        GitHub.Repository("acme/orders").Tip("automation/template/service").ShouldBe(own);
        GitHub.Repository("acme/orders").PullRequests.ShouldBeEmpty();
    }

    [Fact]
    public void A_pull_request_with_commits_of_people_is_never_replaced()
    {
        Scaffold(["orders"]);
        Change();
        Waves().Ends(0);
        var pull = GitHub.Repository("acme/orders").PullRequests[0];
        pull.Push(("Dockerfile", "FROM node:22-slim\n"));
        var head = pull.HeadSha;
        Repository.With("skeleton/Dockerfile", "FROM node:24\nCOPY . .\nCMD node .\n").Commit("Use node 24");

        Waves().Ends(1).Output.ShouldContain("commits by other people");
        Waves().Ends(1);

        pull.HeadSha.ShouldBe(head);
        pull.Comments.Count.ShouldBe(1);
    }

    [Fact]
    public void A_pull_request_that_was_closed_is_not_opened_again_for_this_revision()
    {
        Scaffold(["orders"]);
        Change();
        Waves().Ends(0);
        GitHub.Repository("acme/orders").PullRequests[0].Close();

        Waves("--format", "json").Ends(0).Output.ShouldContain("opted out");
        GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(1);

        Repository.With("skeleton/Dockerfile", "FROM node:24\nCOPY . .\nCMD node .\n").Commit("Use node 24");
        Waves().Ends(0);
        GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(2);
    }

    [Fact]
    public void A_failing_wave_stops_the_next()
    {
        Scaffold(["orders", "billing"], "production");
        Scaffold(["trial"], "experimental");
        Commit("trial", "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        Change();

        var outcome = Waves("--wave", "lifecycle=experimental").Ends(1);

        Snapshot.Match(Shown(outcome.Output), "waves-stopped.txt");
        GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(0);

        // The owner decides: the conflict is edited on the branch, and the pull request is merged.
        var pull = GitHub.Repository("acme/trial").PullRequests[0];
        pull.Push(("Dockerfile", "FROM node:22-alpine\nCOPY . .\nCMD node .\n"));
        pull.MarkReady();
        pull.Merge();
        Waves("--wave", "lifecycle=experimental").Ends(0);
        GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(1);
        GitHub.Repository("acme/billing").PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public void A_dry_run_changes_nothing()
    {
        Scaffold(["orders"]);
        Change();
        var writes = GitHub.Requests.Count(r => r.IsWrite);

        Waves("--dry-run").Ends(0).Output.ShouldContain("planned");

        GitHub.Requests.Count(r => r.IsWrite).ShouldBe(writes);
    }

    [Fact]
    public void A_pinned_service_keeps_its_versions()
    {
        Repository.Git("tag", "v1.0.0");
        Scaffold(["orders"]);
        Commit("orders", ".automation/scaffold.yml", t => t.Replace("pin: null", "pin: 1.x", StringComparison.Ordinal));
        Change();
        Repository.Git("tag", "v2.0.0");

        Waves("--format", "json").Ends(0).Output.ShouldContain("keeps it at ");

        GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(0);
    }
}
