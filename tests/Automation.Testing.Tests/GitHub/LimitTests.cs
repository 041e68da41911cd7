using System.Text.Json.Nodes;
using Automation.Testing.GitHub;
using Microsoft.Extensions.Time.Testing;

namespace Automation.Testing.Tests.GitHub;

public sealed class LimitTests
{
    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_does_not_count()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        using var api = new Api(gitHub);
        var first = await api.Get("/repos/acme/orders/git/ref/heads/main");

        var same = await api.Get("/repos/acme/orders/git/ref/heads/main", ("If-None-Match", first.Headers["ETag"]));
        gitHub.Repository("acme/orders").Commit("main", "Second", ("a", "2"));
        var changed = await api.Get("/repos/acme/orders/git/ref/heads/main", ("If-None-Match", first.Headers["ETag"]));

        (first.Status, same.Status, changed.Status).ShouldBe((200, 304, 200));
        (first.Headers["X-RateLimit-Remaining"], same.Headers["X-RateLimit-Remaining"], changed.Headers["X-RateLimit-Remaining"]).ShouldBe(
            ("4999", "4999", "4998"));
        same.Text.ShouldBeEmpty();
        first.Headers.Keys.ShouldContain("X-GitHub-Request-Id");
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Past_the_hours_requests_there_are_no_more_until_the_next_hour()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-01-02T03:04:05Z"));
        await using var gitHub = await FakeGitHub.StartAsync(new() { Clock = clock, RequestsPerHour = 2 });
        gitHub.Repository("acme/orders");
        using var api = new Api(gitHub);
        await api.Get("/repos/acme/orders");
        await api.Get("/repos/acme/orders");

        var over = await api.Get("/repos/acme/orders");
        var asked = await api.Get("/rate_limit");
        clock.Advance(TimeSpan.FromHours(1));
        using var later = new Api(gitHub);
        var next = await later.Get("/repos/acme/orders");

        (over.Status, over.Headers["X-RateLimit-Remaining"]).ShouldBe((403, "0"));
        over.Message.ShouldStartWith("API rate limit exceeded for installation ID ");
        over.Headers["X-RateLimit-Reset"].ShouldBe($"{DateTimeOffset.Parse("2026-01-02T04:04:05Z").ToUnixTimeSeconds()}");
        (asked.Status, (int)asked["resources"]["core"]!["remaining"]!).ShouldBe((200, 0));
        next.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Too_many_writes_in_a_minute_are_refused_with_a_time_to_wait(int status)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-01-02T03:04:05Z"));
        await using var gitHub = await FakeGitHub.StartAsync(new() { Clock = clock, WritesPerMinute = 1, SecondaryLimitStatus = status });
        gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        using var api = new Api(gitHub);
        var blob = new JsonObject { ["content"] = "x" };

        (await api.Post("/repos/acme/orders/git/blobs", blob)).Status.ShouldBe(201);
        var over = await api.Post("/repos/acme/orders/git/blobs", blob);
        clock.Advance(TimeSpan.FromMinutes(1));

        (over.Status, over.Headers["Retry-After"]).ShouldBe((status, "60"));
        over.Message.ShouldStartWith("You have exceeded a secondary rate limit.");
        (await api.Post("/repos/acme/orders/git/blobs", blob)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_test_uses_up_the_hour_at_once()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders");
        gitHub.ExhaustRateLimit("acme");
        using var api = new Api(gitHub);

        (await api.Get("/repos/acme/orders")).Status.ShouldBe(403);
    }
}
