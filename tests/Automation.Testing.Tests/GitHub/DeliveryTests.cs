using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Automation.Testing.Tests.GitHub;

public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _received = new();
    private readonly WebApplication _receiver;
    private volatile int _answer = 202;

    public DeliveryTests()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _receiver = builder.Build();
        _receiver.Run(context =>
        {
            _received.Enqueue($"{context.Request.Headers["X-GitHub-Event"]}");
            context.Response.StatusCode = _answer;
            return Task.CompletedTask;
        });
    }

    public async ValueTask InitializeAsync() => await _receiver.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Deliveries_reach_the_receiver_in_order_and_the_log_has_its_responses()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { Receiver = new Uri(_receiver.Urls.First()) });
        gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        await gitHub.WaitFor(() => gitHub.Deliveries.TrueForAll(d => d.DeliveredAt is not null));
        using var api = Api.AsApp(gitHub);

        var log = await api.Get("/app/hook/deliveries");
        var one = await api.Get($"/app/hook/deliveries/{log.Items[0]!["id"]}");

        _received.ShouldBe(["installation", "push", "check_suite"]);
        log.Items.Select(d => $"{d!["event"]} {d["status_code"]} {d["status"]}").ShouldBe(["check_suite 202 OK", "push 202 OK", "installation 202 OK"]);
        ((string?)one["request"]["payload"]!["action"]).ShouldBe("requested");
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_log_is_read_by_cursor()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { Receiver = new Uri(_receiver.Urls.First()) });
        gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        await gitHub.WaitFor(() => gitHub.Deliveries.TrueForAll(d => d.DeliveredAt is not null));
        using var api = Api.AsApp(gitHub);

        var first = await api.Get("/app/hook/deliveries?per_page=2");
        var second = await api.Get(new Uri(first.Headers["Link"].Split('<', '>')[1]).PathAndQuery);

        first.Items.Concat(second.Items).Select(d => (string?)d!["event"]).ShouldBe(["check_suite", "push", "installation"]);
        second.Headers.Keys.ShouldNotContain("Link");
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task What_failed_is_sent_again_under_its_guid()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { Receiver = new Uri(_receiver.Urls.First()) });
        gitHub.Repository("acme/orders");
        await gitHub.WaitFor(() => gitHub.Deliveries.TrueForAll(d => d.DeliveredAt is not null));
        _answer = 503;
        gitHub.Repository("acme/orders").Rename("ordering");
        await gitHub.WaitFor(() => gitHub.Deliveries[^1].DeliveredAt is not null);
        var failed = gitHub.Deliveries[^1];
        _answer = 202;
        using var api = Api.AsApp(gitHub);

        var attempt = await api.Post($"/app/hook/deliveries/{failed.Id}/attempts", new JsonObject());
        await gitHub.WaitFor(() => gitHub.Deliveries[^1].DeliveredAt is not null && gitHub.Deliveries[^1].IsRedelivery);

        attempt.Status.ShouldBe(202);
        (failed.StatusCode, gitHub.Deliveries[^1].StatusCode).ShouldBe((503, 202));
        gitHub.Deliveries[^1].Guid.ShouldBe(failed.Guid);
        gitHub.Deliveries[^1].Id.ShouldNotBe(failed.Id);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Deliveries_get_lost()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { Receiver = new Uri(_receiver.Urls.First()) });
        gitHub.Faults.LoseDeliveries(1);
        gitHub.Repository("acme/orders");
        await gitHub.WaitFor(() => gitHub.Deliveries is [{ DeliveredAt: not null }]);

        _received.ShouldBeEmpty();
        gitHub.Deliveries[0].Status.ShouldBe("failed to connect to host");
    }

    [Fact]
    public async Task A_test_sends_deliveries_itself_in_any_order_and_twice()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        var (installed, pushed) = (gitHub.Deliveries[0], gitHub.Deliveries[1]);
        gitHub.SendTo(new Uri(_receiver.Urls.First()));

        await gitHub.SendAsync(pushed);
        await gitHub.SendAsync(installed);
        await gitHub.SendAsync(pushed);

        _received.ShouldBe(["push", "installation", "push"]);
        gitHub.Deliveries.Count(d => d.Guid == pushed.Guid).ShouldBe(2);
    }
}
