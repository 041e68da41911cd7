using Automation.Jobs.Webhooks;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Examples;

/// <summary>Every webhook example from GitHub, through the webhook endpoint.</summary>
public sealed class ExampleTests
{
    private const int Count = 329;

    [Fact]
    public async Task Each_is_answered_202_none_is_lost_and_each_ends_with_a_work_item_or_a_reason()
    {
        Assert.SkipWhen(WebhookExamples.Here.WhyNot is not null, WebhookExamples.Here.WhyNot ?? "");
        await using var server = await RunningServer.StartAsync(settings: s => s with { AppId = 29310 });
        var examples = WebhookExamples.Here.All();
        examples.Count.ShouldBe(Count);

        for (var i = 0; i < examples.Count; i++)
        {
            (await server.DeliverAsync(examples[i].Event, examples[i].Payload, $"example-{i}")).ShouldBe(202);
        }

        await RunningServer.UntilAsync(
            () => server.Pending() == 0, () => "not all are over");
        var rows = server.List();
        rows.Count.ShouldBe(Count);
        rows.ShouldAllBe(r => r.State == DeliveryState.Ignored || r.State == DeliveryState.NotActed);
        rows.ShouldAllBe(r => r.Outcome != null && r.Outcome.Length > 10);
        Snapshot.Match(
            string.Concat(rows.GroupBy(r => (r.Event, What: r.WorkItem is { } item ? About(item) : "ignored: " + r.Outcome))
                .OrderBy(g => g.Key.Event, StringComparer.Ordinal).ThenBy(g => g.Key.What, StringComparer.Ordinal)
                .Select(g => $"{g.Count(),3}  {g.Key.Event}  {g.Key.What}\n")),
            "examples.txt");
    }

    // The newest of several that became one stands for them: which one that is depends on how fast they came.
    private static string About(string item) => WorkItemJson.Read(item) is PullRequestItem p ? $"{p.Key} {p.Request}" : CatalogItem.Kind;
}
