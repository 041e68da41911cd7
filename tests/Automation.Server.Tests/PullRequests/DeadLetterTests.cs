using Automation.Jobs.PullRequests;
using Automation.Jobs.Webhooks;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Work;
using Automation.Testing.GitHub;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.PullRequests;

/// <summary>A check that is given up is reported on the pull request.</summary>
public sealed class DeadLetterTests
{
    [Fact]
    public async Task A_dead_letter_concludes_its_check_run_as_a_failure_with_the_reason_and_what_to_do()
    {
        await using var app = await InstalledApp.StartAsync(settings: s => s with { Attempts = 1 }, change: Stumbling.AddTo);
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("README.md", "All orders"));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");

        var delivery = await app.SettleAsync(pull.Opened);

        delivery.State.ShouldBe(DeliveryState.Dead);
        var run = pull.CheckRuns.ShouldHaveSingleItem();
        (run.Name, run.Status, run.Conclusion).ShouldBe(("automation: main", "completed", "failure"));
        run.Title.ShouldBe("Not checked: automation could not finish");
        run.Summary.ShouldNotBeNull().ShouldContain("given up after 1 attempts; the last failure: InvalidOperationException: it stumbles over \\*\\*\\*");
        run.Summary.ShouldContain("/automation recheck");
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task In_shadow_mode_a_dead_letter_blocks_nothing()
    {
        await using var app = await InstalledApp.StartAsync(settings: s => s with { Attempts = 1 }, change: Stumbling.AddTo);
        app.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", "checks: shadow\n"));
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("README.md", "All orders"));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");

        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Dead);

        var run = pull.CheckRuns.ShouldHaveSingleItem();
        (run.Status, run.Conclusion).ShouldBe(("completed", "neutral"));
        run.Title.ShouldBe("Shadow mode, would fail: Not checked: automation could not finish");
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Where_the_report_itself_fails_in_passing_it_comes_later()
    {
        await using var app = await InstalledApp.StartAsync(settings: s => s with { Attempts = 1 }, change: Stumbling.AddTo, clock: new Chaos.HurriedClock());
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("README.md", "All orders"));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");
        app.GitHub.Faults.Next(8, "* /repos/acme/orders/*", new Fault.ServerError(503));

        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Dead);

        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
    }

    // Begins as the real one does, and fails.
    private sealed class Stumbling(PullRequestRun job, AuditedWrites audit) : WorkItemProcessor<PullRequestItem>
    {
        public static void AddTo(IServiceCollection services) => services.AddProcessor<PullRequestItem, Stumbling>();

        public override Task<WorkOutcome> RunAsync(PullRequestItem item, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"it stumbles over {RunningServer.Secret}");

        public override Task GiveUpAsync(PullRequestItem item, string reason, CancellationToken cancellationToken) =>
            audit.RunAsync(item, intent => job.GiveUpAsync(item, reason, intent, cancellationToken));
    }
}
