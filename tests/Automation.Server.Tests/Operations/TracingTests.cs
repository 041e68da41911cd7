using System.Collections.Concurrent;
using System.Diagnostics;
using Automation.GitHub.Access;
using Automation.Server.Ledger;
using Automation.Server.Operations;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;

namespace Automation.Server.Tests.Operations;

/// <summary>A delivery's way is one trace.</summary>
public sealed class TracingTests
{
    [Fact]
    public async Task From_the_webhook_endpoint_to_the_last_call_to_GitHub_it_is_one_trace()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Tracing.SourceName or GitHubAccess.TraceSource,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", "kind: Component\n"));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");
        var delivery = pull.Opened.Guid.ToString();

        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Done);

        List<Activity> Ours() =>
            spans.FirstOrDefault(s => s.OperationName == "receive delivery" && (string?)s.GetTagItem("github.delivery") == delivery) is { } door
            ? [.. spans.Where(s => s.TraceId == door.TraceId)]
            : [];
        // A span is over a little later than what it measures.
        string[] parts = ["store delivery", "analyse delivery", "work "];
        await RunningServer.UntilAsync(
            () => Ours() is var told && parts.All(p => told.Exists(s => s.OperationName.StartsWith(p, StringComparison.Ordinal))),
            () => string.Join('\n', spans.Select(s => s.OperationName)));
        var ours = Ours();
        var door = ours.Single(s => s.OperationName == "receive delivery");
        var work = ours.Single(s => s.OperationName.StartsWith("work ", StringComparison.Ordinal));
        door.ParentId.ShouldBeNull();
        ours.Single(s => s.OperationName == "store delivery").ParentSpanId.ShouldBe(door.SpanId);
        ours.Single(s => s.OperationName == "analyse delivery").ParentSpanId.ShouldBe(door.SpanId);
        work.ParentSpanId.ShouldBe(door.SpanId);
        work.GetTagItem("automation.key").ShouldBe("acme/orders#1");
        var calls = ours.Where(s => s.Source.Name == GitHubAccess.TraceSource).ToList();
        calls.ShouldAllBe(c => c.ParentSpanId == work.SpanId);
        calls.ShouldContain(
            c =>
                c.OperationName == "POST"
                    && (string?)c.GetTagItem("url.path") == "/repos/acme/orders/check-runs"
                    && (int?)c.GetTagItem("http.response.status_code") == 201);
    }
}
