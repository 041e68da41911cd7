using System.Net;
using System.Text;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Microsoft.Extensions.Time.Testing;

namespace Automation.Server.Tests.Intake;

public sealed class DoorTests
{
    [Fact]
    public async Task A_signed_delivery_is_answered_202_and_lies_in_the_ledger_as_it_was_sent()
    {
        await using var server = await RunningServer.StartAsync();
        var body = Encoding.UTF8.GetBytes("{\"zen\": \"Ångström\"}\r\n ");
        using var request = RunningServer.Request("ping", body, "a-1");

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var row = server.Find("a-1").ShouldNotBeNull();
        row.Event.ShouldBe("ping");
        server.Read(
            l => l.Rows("SELECT size, body FROM deliveries JOIN payloads USING (sequence)", r => new PackedBody(r.GetInt32(0), r.GetFieldValue<byte[]>(1))))
            .Single()
            .Unpack()
            .ShouldBe(body);
        row.Headers.ShouldContain("application/json");
    }

    [Fact]
    public async Task Forged_and_unsigned_deliveries_are_answered_401_and_leave_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        using var unsigned = RunningServer.Request("ping", "{}"u8.ToArray());
        unsigned.Headers.Remove("X-Hub-Signature-256");
        using var twice = RunningServer.Request("ping", "{}"u8.ToArray());
        twice.Headers.Add("X-Hub-Signature-256", RunningServer.Sign("{}"u8.ToArray()));
        using var sha1 = RunningServer.Request("ping", "{}"u8.ToArray());
        sha1.Headers.Remove("X-Hub-Signature-256");
        sha1.Headers.Add("X-Hub-Signature", "sha1=0000000000000000000000000000000000000000");

        (await server.DeliverAsync("ping", "{}", secret: "a guess")).ShouldBe(401);
        foreach (var request in new[] { unsigned, twice, sha1 })
        {
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        server.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task Both_secrets_are_good_while_one_follows_the_other()
    {
        await using var server = await RunningServer.StartAsync(settings: s => s with { WebhookSecret = "new", PreviousWebhookSecret = "old" });

        (await server.DeliverAsync("ping", "{}", secret: "new")).ShouldBe(202);
        (await server.DeliverAsync("ping", "{}", secret: "old")).ShouldBe(202);
        (await server.DeliverAsync("ping", "{}", secret: "older")).ShouldBe(401);

        var metrics = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        metrics.ShouldContain("secret=\"previous\"} 1");
        metrics.ShouldContain("secret=\"current\"} 1");
        metrics.ShouldContain("reason=\"bad-signature\"} 1");
    }

    [Theory]
    [InlineData("X-GitHub-Delivery", null)]
    [InlineData("X-GitHub-Delivery", "a b")]
    [InlineData("X-GitHub-Delivery", "../../etc")]
    [InlineData("X-GitHub-Delivery", "0123456789012345678901234567890123456789012345678901234567890123x")]
    [InlineData("X-GitHub-Event", null)]
    [InlineData("X-GitHub-Event", "push;drop")]
    public async Task Missing_and_odd_names_are_answered_400_with_a_reason(string header, string? value)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = RunningServer.Request("ping", "{}"u8.ToArray());
        request.Headers.Remove(header);
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(header);
        server.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_largest_payload_that_GitHub_sends_is_taken()
    {
        // On its clock no time passes: how fast the machine is decides nothing.
        await using var server = await RunningServer.StartAsync(clock: new FakeTimeProvider(DateTimeOffset.UtcNow));
        var body = new byte[25 * 1024 * 1024];
        Array.Fill(body, (byte)' ');
        (body[0], body[^1]) = ((byte)'{', (byte)'}');

        using var request = RunningServer.Request("ping", body, "a-1");
        using var chunked = RunningServer.Request("ping", body, "a-2");
        chunked.Headers.TransferEncodingChunked = true;

        (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await server.Client.SendAsync(chunked, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        server.Find("a-2")!.Bytes.ShouldBe(body.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_larger_body_gets_413_with_a_declared_length_or_in_chunks(bool inChunks)
    {
        await using var server = await RunningServer.StartAsync(clock: new FakeTimeProvider(DateTimeOffset.UtcNow));
        using var connection = await RawConnection.OpenAsync(server.Address);
        var length = inChunks ? "Transfer-Encoding: chunked" : $"Content-Length: {(25 * 1024 * 1024) + 1}";
        await connection.SendAsync("POST /github/webhooks HTTP/1.1\r\nHost: a\r\nX-GitHub-Event: ping\r\nX-GitHub-Delivery: a-1\r\nX-Hub-Signature-256: "
            + $"sha256={new string('0', 64)}\r\n{length}\r\n\r\n");
        if (inChunks)
        {
            var chunk = Encoding.ASCII.GetBytes($"100000\r\n{new string(' ', 0x100000)}\r\n");
            for (var i = 0; i < 26 && await connection.TrySendAsync(chunk); i++)
            {
            }
        }

        (await connection.StatusAsync()).ShouldBe(413);
        server.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_arrives_in_one_piece_with_the_start_of_the_next_is_kept_as_it_was_sent()
    {
        await using var server = await RunningServer.StartAsync();
        using var connection = await RawConnection.OpenAsync(server.Address);
        var first = $"{{\"first\":\"{new string('1', 20_000)}\"}}";
        var second = $"{{\"second\":\"{new string('2', 100_000)}\"}}";

        await connection.SendAsync(Signed(first, "a-1") + Signed(second, "a-2")[..50_000]);
        (await connection.StatusAsync()).ShouldBe(202);
        await connection.SendAsync(Signed(second, "a-2")[50_000..]);
        await RunningServer.UntilAsync(() => server.Find("a-2") is not null, () => "a-2 is not in the ledger");

        server.Read(
            l =>
                l.Rows(
                    "SELECT size, body FROM deliveries JOIN payloads USING (sequence) ORDER BY sequence",
                    r => new PackedBody(r.GetInt32(0), r.GetFieldValue<byte[]>(1))))
            .ConvertAll(kept => Encoding.ASCII.GetString(kept.Unpack())).ShouldBe([first, second]);
    }

    [Fact]
    public async Task A_body_that_ends_before_its_end_leaves_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        using (var connection = await RawConnection.OpenAsync(server.Address))
        {
            await connection.SendAsync(Head("{\"a\":1}"u8.ToArray(), declared: 100) + "{\"a\":1}");
            connection.EndSending();
            (await connection.StatusAsync()).ShouldBeOneOf(0, 400);
        }

        server.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_that_drips_is_broken_off()
    {
        await using var server = await RunningServer.StartAsync();
        using var connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendAsync(Head("{}"u8.ToArray(), declared: 2) + "{");

        (await connection.StatusAsync()).ShouldBe(408);
        server.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task Headers_that_do_not_end_are_broken_off()
    {
        await using var server = await RunningServer.StartAsync();
        using var connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendAsync("POST /github/webhooks HTTP/1.1\r\nHost: a\r\nX-A: ");

        (await connection.StatusAsync()).ShouldBeOneOf(0, 408);
    }

    [Fact]
    public async Task Headers_beyond_the_limit_are_refused()
    {
        await using var server = await RunningServer.StartAsync();
        using var request = RunningServer.Request("ping", "{}"u8.ToArray());
        request.Headers.Add("X-Long", new string('x', 20 * 1024));

        (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_answered_503_and_never_202()
    {
        await using var server = await RunningServer.StartAsync();
        using (var other = new LedgerDatabase(server.Data).Open())
        {
            other.Script("DROP TABLE payloads");
        }

        (await server.DeliverAsync("ping", "{}")).ShouldBe(503);
        server.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redelivery_of_what_is_over_is_acknowledged_and_skipped()
    {
        await using var server = await RunningServer.StartAsync();
        await server.DeliverAsync("ping", "{}", "a-1");
        var first = await server.UntilAsync("a-1", DeliveryState.Ignored);

        (await server.DeliverAsync("ping", "{}", "a-1")).ShouldBe(202);

        server.List().ShouldHaveSingleItem().ShouldBe(first);
    }

    [Fact]
    public async Task A_thousand_at_once_are_all_kept_with_far_fewer_transactions()
    {
        await using var server = await RunningServer.StartAsync(settings: s => s with { Role = Hosting.Role.Intake });

        var statuses = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => server.DeliverAsync("ping", "{}", $"a-{i}")));

        statuses.ShouldAllBe(s => s == 202);
        server.List().Count.ShouldBe(1000);
    }

    [Fact]
    public async Task Unknown_events_and_actions_are_taken_and_ignored_with_a_reason()
    {
        await using var server = await RunningServer.StartAsync();
        (await server.DeliverAsync("brand_new_event", "{}", "a-1")).ShouldBe(202);
        (await server.DeliverAsync("pull_request", "{\"action\":\"invented\"}", "a-2")).ShouldBe(202);

        (await server.UntilAsync("a-1", DeliveryState.Ignored)).Outcome.ShouldNotBeNull().ShouldContain("brand_new_event");
        (await server.UntilAsync("a-2", DeliveryState.Ignored)).Outcome.ShouldNotBeNull().ShouldContain("invented");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "payload=%7B%7D", 415, "set the webhook's content type to application/json")]
    [InlineData("text/plain", "{}", 415, "set the webhook's content type to application/json")]
    [InlineData("application/json", "payload=%7B%7D", 400, "not JSON")]
    [InlineData("application/json; charset=utf-8", "{\"a\":", 400, "not JSON")]
    [InlineData("application/json", "{} {}", 400, "not JSON")]
    [InlineData("application/json; charset=utf-8", "{}", 202, "stored")]
    [InlineData("APPLICATION/JSON", "{}", 202, "stored")]
    [InlineData("application/vnd.github+json", "{}", 202, "stored")]
    public async Task What_is_not_JSON_is_refused_with_the_reason(string type, string body, int status, string reason)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = RunningServer.Request("ping", Encoding.UTF8.GetBytes(body), "a-1");
        request.Content!.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(reason);
        (server.Find("a-1") is not null).ShouldBe(status == 202);
    }

    [Fact]
    public async Task A_known_id_with_another_body_leaves_the_first_and_is_recorded()
    {
        await using var server = await RunningServer.StartAsync();
        await server.DeliverAsync("ping", "{\"zen\":1}", "a-1");
        var first = await server.UntilAsync("a-1", DeliveryState.Ignored);

        (await server.DeliverAsync("ping", "{\"zen\":2}", "a-1")).ShouldBe(202);

        server.List().ShouldHaveSingleItem().ShouldBe(first);
        var entry = server.Read(l => AuditLog.List(l, null, null, 10)).ShouldHaveSingleItem();
        (entry.Kind, entry.What).ShouldBe(("delivery", "the delivery was received again with a different body of 9 bytes; the first body is kept"));
        entry.Deliveries.ShouldBe(["a-1"]);
    }

    [Fact]
    public async Task Refused_requests_are_logged_with_their_address_and_a_flood_of_them_is_counted()
    {
        var log = new CapturedLog();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(clock: clock, change: log.AddTo);
        for (var i = 0; i < 200; i++)
        {
            (await server.DeliverAsync("ping", "{}", secret: "a guess")).ShouldBe(401);
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        (await server.DeliverAsync("ping", "{}", secret: "a guess")).ShouldBe(401);

        var refused = log.Text.Split('\n').Where(l => l.Contains("efused", StringComparison.Ordinal)).ToList();
        refused.Count(l => l.Contains("bad-signature, from 127.0.0.1", StringComparison.Ordinal)).ShouldBe(6);
        refused.ShouldContain(l => l.Contains("195 more requests were refused in the same minute: bad-signature", StringComparison.Ordinal));
    }

    private static string Signed(string body, string id) => Head(Encoding.ASCII.GetBytes(body), body.Length, id) + body;

    private static string Head(byte[] body, int declared, string id = "a-1") =>
        $"POST /github/webhooks HTTP/1.1\r\nHost: a\r\nX-GitHub-Event: ping\r\nX-GitHub-Delivery: {id}\r\nX-Hub-Signature-256: "
        + $"{RunningServer.Sign(body)}\r\nContent-Length: {declared}\r\n\r\n";
}
