using Automation.Server.Tests.Driving;

namespace Automation.Server.Tests.Operations;

[Collection<WholeProcess>]
public sealed class DoorMetricsTests
{
    [Fact]
    public async Task Which_secret_fitted_and_what_was_not_taken_are_to_be_seen()
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
}
