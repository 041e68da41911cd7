using Automation.Server.Commands;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Work;
using Automation.Testing;

namespace Automation.Server.Tests.Ledger;

/// <summary>A copy made while the server runs is a ledger like any other.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task What_was_pending_when_the_copy_was_made_runs_where_it_is_restored()
    {
        using var restored = new TemporaryFolder();
        var copy = Path.Combine(restored.Path, "ledger.db");
        var runs = new TaskCompletionSource();
        await using (var server = await RunningServer.StartAsync(
            async (_, token) =>
            {
                runs.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return new WorkOutcome.Done("never");
            },
            s => s with { DrainWithin = TimeSpan.Zero }))
        {
            await server.DeliverAsync("ping", Payloads.Sample("ping"), "over-1");
            await server.UntilAsync("over-1", DeliveryState.Ignored);
            await server.DeliverAsync("pull_request", Payloads.Opened(), "runs-1");
            await runs.Task.WaitAsync(RunningServer.Patience, TestContext.Current.CancellationToken);
            await server.DeliverAsync("pull_request", Payloads.Opened(head: "bbbb"), "waits-1");
            await server.UntilAsync("waits-1", DeliveryState.Queued);

            (await RunAsync(0, "backup", copy, "--data", server.Data)).ShouldContain("3 deliveries");
            (await RunAsync(2, "backup", copy, "--data", server.Data)).ShouldContain("does not overwrite files");
        }

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await using var next = await RunningServer.StartAsync((_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")), data: restored.Path);
        await next.UntilAsync("runs-1", DeliveryState.Done);
        await next.UntilAsync("waits-1", DeliveryState.Done);
        next.Find("over-1")!.State.ShouldBe(DeliveryState.Ignored);
    }

    private static async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        using var output = new StringWriter();
        (await ServerProgram.InvokeAsync(arguments, output, output)).ShouldBe(exitCode, output.ToString());
        return output.ToString();
    }
}
