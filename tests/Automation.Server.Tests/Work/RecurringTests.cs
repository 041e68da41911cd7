using Automation.GitHub.Access;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Operations;
using Automation.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Automation.Server.Tests.Work;

public sealed class RecurringTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LedgerDatabase _database;
    private readonly LedgerWriter _writer;
    private readonly WorkerHome _home;
    private readonly FleetMembership _member;
    private readonly FleetTurns _turns;

    public RecurringTests()
    {
        _database = new LedgerDatabase(_folder.Path);
        _writer = new LedgerWriter(_database, TimeProvider.System);
        _home = new WorkerHome(_database);
        var settings = new ServerSettings { WebhookSecret = "s", Data = _folder.Path, Urls = ServerSettings.DefaultUrls };
        _member = new FleetMembership(_database, _writer, _home, settings, TimeProvider.System, NullLogger<FleetMembership>.Instance);
        _turns = new FleetTurns(_database, _writer, _member, TimeProvider.System);
    }

    public void Dispose()
    {
        _member.Dispose();
        _home.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_goes_wrong_is_tried_again_and_a_call_that_takes_too_long_does_not_end_it()
    {
        var failures = new Queue<Exception>([
            new InvalidOperationException("GitHub is down"),
            new TaskCanceledException("30 seconds elapsed"),
            new GitHubBusyException(TimeSpan.Zero, "the rate limit is exhausted"),
        ]);
        var over = new TaskCompletionSource();
        using var recurring = new Scripted(_turns, TimeSpan.FromMilliseconds(1), () =>
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
        using var recurring = new Scripted(_turns, null, () => throw new InvalidOperationException("it ran"));

        await recurring.StartAsync(TestContext.Current.CancellationToken);

        await recurring.ExecuteTask.ShouldNotBeNull().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private sealed class Scripted(FleetTurns turns, TimeSpan? every, Action run) : Recurring(every, turns, new Started(), TimeProvider.System, NullLogger.Instance)
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
