using Automation.GitHub.Access;
using Automation.Server.Operations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Automation.Server.Tests.Work;

public sealed class RecurringTests
{
    [Fact]
    public async Task What_goes_wrong_is_tried_again_and_a_call_that_takes_too_long_does_not_end_it()
    {
        var failures = new Queue<Exception>([
            new InvalidOperationException("GitHub is down"),
            new TaskCanceledException("30 seconds elapsed"),
            new GitHubBusyException(TimeSpan.Zero, "the rate limit is exhausted"),
        ]);
        var over = new TaskCompletionSource();
        using var recurring = new Scripted(TimeSpan.FromMilliseconds(1), () =>
        {
            if (failures.TryDequeue(out var failure))
            {
                throw failure;
            }

            over.TrySetResult();
        });

        await recurring.StartAsync(TestContext.Current.CancellationToken);
        await over.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await recurring.StopAsync(TestContext.Current.CancellationToken);

        recurring.ExecuteTask.ShouldNotBeNull().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_an_interval_it_never_runs()
    {
        using var recurring = new Scripted(null, () => throw new InvalidOperationException("it ran"));

        await recurring.StartAsync(TestContext.Current.CancellationToken);

        await recurring.ExecuteTask.ShouldNotBeNull().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private sealed class Scripted(TimeSpan? every, Action run) : Recurring(every, new Started(), TimeProvider.System, NullLogger.Instance)
    {
        protected override string Name => "the script";

        protected override Task RunOnceAsync(CancellationToken stoppingToken)
        {
            run();
            return Task.CompletedTask;
        }
    }

    // The framework's own is made by its host alone.
    private sealed class Started : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted { get; } = new(canceled: true);

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
