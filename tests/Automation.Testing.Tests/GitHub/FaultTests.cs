using System.Text.Json.Nodes;
using Automation.Testing.GitHub;

namespace Automation.Testing.Tests.GitHub;

public sealed class FaultTests
{
    private const string Refs = "/repos/acme/orders/git/refs";

    [Fact]
    public async Task The_next_calls_fail_and_nothing_happens()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out var made);
        gitHub.Faults.Next($"POST {Refs}", new Fault.ServerError())
            .Next("POST *", new Fault.TooManyRequests(7))
            .Next($"POST {Refs}", new Fault.SecondaryLimit());

        var (first, second, third) = (await api.Post(Refs, made), await api.Post(Refs, made), await api.Post(Refs, made));
        gitHub.Repository("acme/orders").Tip("x").ShouldBeNull();
        var fourth = await api.Post(Refs, made);

        (first.Status, second.Status, third.Status, fourth.Status).ShouldBe((502, 429, 403, 201));
        second.Headers["Retry-After"].ShouldBe("7");
        gitHub.Requests.Select(r => r.Status).ShouldBe([502, 429, 403, 201]);
    }

    [Fact]
    public async Task The_connection_breaks_before_anything_happens()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out var made);
        gitHub.Faults.Next($"POST {Refs}", new Fault.ResetBeforeEffect());

        await Should.ThrowAsync<HttpRequestException>(() => api.Post(Refs, made));

        gitHub.Repository("acme/orders").Tip("x").ShouldBeNull();
        gitHub.Requests.ShouldHaveSingleItem().Status.ShouldBe(0);
    }

    [Fact]
    public async Task The_connection_breaks_after_it_happened()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out var made);
        gitHub.Faults.Next($"POST {Refs}", new Fault.ResetAfterEffect());

        await Should.ThrowAsync<HttpRequestException>(() => api.Post(Refs, made));

        gitHub.Repository("acme/orders").Tip("x").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_answer_takes_its_time()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out _);
        var delay = TimeSpan.FromMilliseconds(100);
        gitHub.Faults.Next("GET *", new Fault.Latency(delay));
        var begun = TimeProvider.System.GetTimestamp();

        (await api.Get("/repos/acme/orders")).Status.ShouldBe(200);

        // Timers may ring a little early; never this much.
        TimeProvider.System.GetElapsedTime(begun).ShouldBeGreaterThan(delay / 2);
    }

    [Fact]
    public async Task A_read_is_stale()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out _);
        var before = await api.Get("/repos/acme/orders/git/ref/heads/main");
        gitHub.Repository("acme/orders").Commit("main", "Second", ("a", "2"));
        gitHub.Faults.Next("GET /repos/acme/orders/git/ref/*", new Fault.StaleRead());

        var stale = await api.Get("/repos/acme/orders/git/ref/heads/main");
        var now = await api.Get("/repos/acme/orders/git/ref/heads/main");

        stale.Text.ShouldBe(before.Text);
        now.Text.ShouldNotBe(before.Text);
    }

    [Fact]
    public async Task Chance_is_the_same_each_time()
    {
        async Task<List<int>> Statuses()
        {
            await using var gitHub = await FakeGitHub.StartAsync(new() { Seed = 7 });
            using var api = Ready(gitHub, out _);
            gitHub.Faults.Sometimes(0.5, new Fault.ServerError(503));
            for (var i = 0; i < 20; i++)
            {
                await api.Get("/repos/acme/orders");
            }

            return [.. gitHub.Requests.Select(r => r.Status)];
        }

        var first = await Statuses();

        first.ShouldBe(await Statuses());
        first.Distinct().Order().ShouldBe([200, 503]);
    }

    [Fact]
    public async Task A_wait_that_times_out_reports_the_requests()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out _);
        await api.Get("/repos/acme/orders");

        var problem = await Should.ThrowAsync<TimeoutException>(() => gitHub.WaitFor(() => false, TimeSpan.Zero));

        problem.Message.ShouldContain("GET /repos/acme/orders → 200");
    }

    private static Api Ready(FakeGitHub gitHub, out JsonObject made)
    {
        made = new JsonObject { ["ref"] = "refs/heads/x", ["sha"] = gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1")) };
        return new Api(gitHub);
    }
}
