using Automation.GitHub.Access;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Server.Work;
using Automation.Testing.GitHub;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Automation.Server.Tests.Redelivering;

/// <summary>What GitHub could not deliver comes after all.</summary>
public sealed class RedeliveryTests
{
    private static readonly Uri Nobody = new("http://127.0.0.1:9/github/webhooks");

    [Fact]
    public async Task A_server_that_was_down_for_250_deliveries_gets_them_all_at_its_start_each_once()
    {
        await using var app = await InstalledApp.StartAsync(new FakeGitHubOptions { Events = ["push"] }, settings: s => s with { Role = Role.Intake });
        app.GitHub.SendTo(new Uri(app.Server.Address, "/github/webhooks"));
        app.GitHub.Faults.LoseDeliveries(250);
        await MissAsync(app, 249);
        var missed = app.GitHub.Deliveries.Select(d => d.Guid.ToString()).ToList();

        await using var worker = await RunningServer.StartAsync(
            data: app.Server.Data,
            settings: s => app.Settings(s) with { Role = Role.Worker, RedeliverEvery = TimeSpan.FromHours(1), RedeliverAfter = TimeSpan.Zero });

        await RunningServer.UntilAsync(
            () => missed.TrueForAll(id => app.Server.Find(id)?.State == DeliveryState.NotActed),
            () => $"{missed.Count(id => app.Server.Find(id)?.State != DeliveryState.NotActed)} of {missed.Count} were not handled");

        Asked(app).Count.ShouldBe(250);
        Asked(app).Distinct().Count().ShouldBe(250);
        app.GitHub.Requests.Count(r => r.Path == "/app/hook/deliveries").ShouldBe(3);
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_log_is_read_back_to_where_it_was_read_last()
    {
        await using var app = await InstalledApp.StartAsync(
            new FakeGitHubOptions { Receiver = Nobody, Events = ["push"] }, settings: s => s with { RedeliverAfter = TimeSpan.Zero });
        await MissAsync(app, 249);
        app.GitHub.SendTo(new Uri(app.Server.Address, "/github/webhooks"));
        (await RunAsync(app)).ShouldBe(250);
        await app.GitHub.WaitFor(() => app.GitHub.Deliveries.TrueForAll(d => d.DeliveredAt is not null));
        await RunAsync(app);
        var pages = Pages(app);

        (await RunAsync(app)).ShouldBe(0);

        Pages(app).ShouldBe(pages + 1);
    }

    [Fact]
    public async Task What_fails_again_is_asked_for_for_three_days_with_longer_and_longer_pauses()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await InstalledApp.StartAsync(new FakeGitHubOptions { Receiver = Nobody, Events = ["push"], Clock = clock }, clock: clock);
        await MissAsync(app, 0);

        var asked = new List<int>();
        for (var minutes = 0; minutes < 4 * 24 * 60; minutes += 5)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            asked.AddRange(Enumerable.Repeat(minutes, await RunAsync(app)));
            await app.GitHub.WaitFor(() => app.GitHub.Deliveries.TrueForAll(d => d.DeliveredAt is not null));
        }

        asked.Take(5).ShouldBe([0, 5, 15, 35, 75]);
        asked.Count.ShouldBe(RedeliveryStep.MostTimes);
        asked[^1].ShouldBeInRange(2 * 24 * 60, 3 * 24 * 60);
    }

    [Fact]
    public async Task An_endpoint_that_GitHub_did_not_reach_for_hours_gets_everything()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await InstalledApp.StartAsync(new FakeGitHubOptions { Receiver = Nobody, Events = ["push"], Clock = clock }, clock: clock);
        await MissAsync(app, 0);
        for (var minutes = 0; minutes < 180; minutes += 5)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            await RunAsync(app);
            await app.GitHub.WaitFor(() => app.GitHub.Deliveries.TrueForAll(d => d.DeliveredAt is not null));
        }

        app.GitHub.SendTo(new Uri(app.Server.Address, "/github/webhooks"));
        clock.Advance(TimeSpan.FromHours(6));
        await RunAsync(app);
        await app.GitHub.WaitFor(() => app.GitHub.Deliveries.Exists(d => d.StatusCode == 202));
    }

    [Fact]
    public async Task What_came_another_way_or_asks_for_nothing_is_left()
    {
        await using var app = await InstalledApp.StartAsync(
            new FakeGitHubOptions { Receiver = Nobody, Events = ["push", "team", "team_add"] }, settings: s => s with { RedeliverAfter = TimeSpan.Zero });
        await MissAsync(app, 2);
        await app.SettleAsync(app.GitHub.Deliveries[^1]);
        app.GitHub.Organisation("acme").WithTeam("orders");
        app.GitHub.Organisation("acme").Team("orders").Give("orders");
        await app.GitHub.WaitFor(() => app.GitHub.Deliveries.TrueForAll(d => d.DeliveredAt is not null));

        (await RunAsync(app)).ShouldBe(3);
        app.GitHub.Deliveries.Where(d => d.IsRedelivery).Select(d => d.Event).ShouldBe(["installation", "push", "team"]);
    }

    [Fact]
    public async Task What_failed_a_moment_ago_or_days_ago_is_not_asked_for()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await InstalledApp.StartAsync(new FakeGitHubOptions { Receiver = Nobody, Events = ["push"], Clock = clock }, clock: clock);
        await MissAsync(app, 0);
        clock.Advance(TimeSpan.FromSeconds(30));
        (await RunAsync(app)).ShouldBe(0);

        clock.Advance(TimeSpan.FromSeconds(40));
        (await RunAsync(app)).ShouldBe(1);

        await MissAsync(app, 1);
        clock.Advance(TimeSpan.FromDays(4));
        (await RunAsync(app)).ShouldBe(0);
        app.Server.Read(l => l.Number("SELECT count(*) FROM redeliveries")).ShouldBe(0);
    }

    [Fact]
    public async Task Where_GitHub_asks_for_patience_nothing_is_lost_and_it_is_no_attempt()
    {
        await using var app = await InstalledApp.StartAsync(
            new FakeGitHubOptions { Receiver = Nobody, Events = ["push"] }, settings: s => s with { RedeliverAfter = TimeSpan.Zero });
        await MissAsync(app, 1);
        app.GitHub.Faults.Next("POST /app/hook/deliveries/*/attempts", new Fault.SecondaryLimit(60));

        await Should.ThrowAsync<GitHubBusyException>(() => RunAsync(app));

        app.Server.Read(l => l.Number("SELECT sum(times) FROM redeliveries")).ShouldBe(0);
        (await RunAsync(app)).ShouldBe(2);
    }

    private static Task<int> RunAsync(InstalledApp app) =>
        app.Server.Services.GetRequiredService<RedeliveryStep>().RunAsync(TestContext.Current.CancellationToken);

    private static int Pages(InstalledApp app) => app.GitHub.Requests.Count(r => r.Path == "/app/hook/deliveries");

    private static List<string> Asked(InstalledApp app) =>
        [.. app.GitHub.Requests.Where(r => r.Path.EndsWith("/attempts", StringComparison.Ordinal)).Select(r => r.Path)];

    // GitHub tells of the installation, too.
    private static async Task MissAsync(InstalledApp app, int count)
    {
        app.GitHub.Organisation("acme");
        for (var i = 0; i < count; i++)
        {
            app.GitHub.Repository("acme/orders").Commit("main", $"Commit {app.GitHub.Deliveries.Count}", ("README.md", $"{app.GitHub.Deliveries.Count}"));
        }

        await app.GitHub.WaitFor(() => app.GitHub.Deliveries.TrueForAll(d => d.DeliveredAt is not null));
    }
}
