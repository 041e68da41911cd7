using System.Globalization;
using System.Text;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.SimulatedTime;
using Automation.Testing;

namespace Automation.Server.Tests.Chaos;

/// <summary>The clock of a simulated week: what it promises to the processes that share it.</summary>
public sealed class SimulatedTimeTests : IDisposable
{
    private const int Own = 3;
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2001-02-03T04:05:06Z", CultureInfo.InvariantCulture);

    // The assembly has it beside the clock.
    private static readonly string Hook = typeof(SharedClock).Assembly.Location;

    private readonly TemporaryFolder _folder = new();
    private readonly SharedClock _clock;
    private readonly SimulatedTimeProvider _time;

    public SimulatedTimeTests()
    {
        _clock = SharedClock.Create(Path.Combine(_folder.Path, "time"), Start);
        _time = new SimulatedTimeProvider(_clock, Own);
    }

    [Fact]
    public void All_who_open_the_clock_and_readers_of_its_text_see_the_same_time()
    {
        using var other = SharedClock.Open(Path.Combine(_folder.Path, "time"));
        var text = new List<string>();
        foreach (var step in new[] { 0, 1, 86_400 * 400 })
        {
            _clock.Advance(TimeSpan.FromSeconds(step));

            (other.Now, other.Passed).ShouldBe((_clock.Now, _clock.Passed));
            _time.GetUtcNow().ShouldBe(_clock.Now);
            text.Add(File.ReadAllText(SharedClock.TextFile(Path.Combine(_folder.Path, "time"))));
            double.Parse(text[^1], CultureInfo.InvariantCulture).ShouldBe(_clock.Now.ToUnixTimeSeconds());
        }

        text.ShouldAllBe(t => t.Length == text[0].Length);
    }

    [Fact]
    public void A_clock_that_is_wrong_is_wrong_for_its_process_only_and_measures_rightly()
    {
        using var other = new SimulatedTimeProvider(_clock, Own + 1);
        var before = _time.GetTimestamp();

        _clock.Skew(Own, TimeSpan.FromMinutes(-30));
        _clock.Advance(TimeSpan.FromSeconds(10));

        _time.GetUtcNow().ShouldBe(Start.AddSeconds(10).AddMinutes(-30));
        other.GetUtcNow().ShouldBe(Start.AddSeconds(10));
        _time.GetElapsedTime(before).ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Timers_fire_when_their_time_has_come_in_its_order_and_not_before()
    {
        var first = Task.Delay(TimeSpan.FromMinutes(1), _time, TestContext.Current.CancellationToken);
        var second = Task.Delay(TimeSpan.FromMinutes(2), _time, TestContext.Current.CancellationToken);
        var third = Task.Delay(TimeSpan.FromDays(2), _time, TestContext.Current.CancellationToken);

        _clock.Advance(TimeSpan.FromSeconds(60));
        await first.WaitAsync(RunningServer.Patience, TestContext.Current.CancellationToken);
        (second.IsCompleted, third.IsCompleted).ShouldBe((false, false));
        _clock.Advance(TimeSpan.FromSeconds(60));
        await second.WaitAsync(RunningServer.Patience, TestContext.Current.CancellationToken);
        third.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromDays(2));
        await third.WaitAsync(RunningServer.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_periodic_timer_fires_at_each_period_and_one_that_is_changed_or_ended_does_not_at_its_old_time()
    {
        using var fired = new SemaphoreSlim(0);
        var mistakes = 0;
        await using var ended = _time.CreateTimer(_ => mistakes++, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        await using var changed = _time.CreateTimer(_ => mistakes++, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        await using var periodic = _time.CreateTimer(_ => fired.Release(), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        await ended.DisposeAsync();
        changed.Change(TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan).ShouldBeTrue();

        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            (await fired.WaitAsync(RunningServer.Patience, TestContext.Current.CancellationToken)).ShouldBeTrue();
        }

        (fired.CurrentCount, mistakes).ShouldBe((0, 0));
    }

    [Fact]
    public void A_process_counts_as_waiting_when_it_has_reported_for_this_moment_or_never_joined()
    {
        using var clock = SharedClock.Create(Path.Combine(_folder.Path, "another"), Start);
        clock.AllAreIdle().ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(1));
        clock.Join(Own);
        clock.AllAreIdle().ShouldBeFalse();

        clock.ReportIdle(Own, TimeSpan.Zero);
        clock.IsIdle(Own).ShouldBeFalse("that was before time passed");
        clock.ReportIdle(Own, clock.Passed);
        (clock.IsIdle(Own), clock.AllAreIdle(), clock.AnyIsInWork()).ShouldBe((true, true, false));
        clock.ReportIdle(Own, clock.Passed, isInWork: true);
        (clock.IsIdle(Own), clock.AnyIsInWork()).ShouldBe((true, true));
    }

    [Fact]
    public async Task The_hook_gives_a_published_server_this_clock_and_one_that_is_killed_is_waited_for_no_longer()
    {
        const int Server = 7;
        var data = Directory.CreateDirectory(Path.Combine(_folder.Path, "server")).FullName;
        var (process, address) = await ServerProcess.StartAsync(
            data,
            ("GitHub__WebhookSecret", RunningServer.Secret),
            ("DOTNET_STARTUP_HOOKS", Hook),
            (SharedClock.FileVariable, Path.Combine(_folder.Path, "time")),
            (SharedClock.NumberVariable, $"{Server}"));
        using (process)
        {
            process.Log.ShouldContain("2001-02-03T04:05:06.000Z info  Lifetime: Now listening");
            using var client = new HttpClient { BaseAddress = address };
            foreach (var hours in new[] { 0, 26 })
            {
                _clock.Advance(TimeSpan.FromHours(hours));
                using var request = RunningServer.Request("pull_request", Encoding.UTF8.GetBytes(Payloads.Opened(1)));
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                ((int)response.StatusCode).ShouldBe(202);
            }

            await RunningServer.UntilAsync(() => _clock.IsIdle(Server), () => "it does not say that it waits");
            process.Kill();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await RunningServer.UntilAsync(() => _clock.IsIdle(Server), () => "one that has ended is waited for");
        }

        using var reader = new LedgerReader(new LedgerDatabase(data));
        reader.Read(l => Deliveries.List(l, null, int.MaxValue)).Select(d => d.Received).Order()
            .ShouldBe([Start, Start.AddHours(26)]);
    }

    [Fact]
    public async Task Without_a_clock_the_hook_changes_nothing()
    {
        var (process, _) = await ServerProcess.StartAsync(
            _folder.Path, ("GitHub__WebhookSecret", RunningServer.Secret), ("DOTNET_STARTUP_HOOKS", Hook));
        using (process)
        {
            process.Log.ShouldContain("Now listening");
            process.Log.ShouldNotContain("2001-02-03");
        }
    }

    public void Dispose()
    {
        _time.Dispose();
        _clock.Dispose();
        _folder.Dispose();
    }
}
