using System.Text;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;
using Microsoft.Extensions.Time.Testing;

namespace Automation.Server.Tests.Chaos;

/// <summary>GitHub is away for hours, on a clock that goes half a minute at a step: in the end every open pull request is checked.</summary>
public sealed class OutageTests
{
    // A day takes minutes: tests/stress/outage.sh asks for it.
    private static readonly int Hours = Chosen.Number("AUTOMATION_STRESS_OUTAGE_HOURS", 3);
    private const int HoursBetweenPulls = 1;
    private const string Good = "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: orders\nspec:\n  owner: team-a\n";
    private const int MostBreaths = 40;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    // Half of what a check may take: it cannot be missed twice while it runs.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);
    private const int StepsInHour = 120;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, Action<FakeGitHub>> Kinds = new()
    {
        ["502"] = g => g.Faults.Sometimes(1, new Fault.ServerError()),
        ["refused connections"] = g => g.Faults.Sometimes(1, new Fault.ResetBeforeEffect()),
        ["403 for one of two installations"] = Forbid,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Outages => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task After_an_outage_every_open_pull_request_is_checked_and_no_run_is_in_progress(string kind)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 8, 0, 0, TimeSpan.Zero));
        var log = new CapturedLog();
        await using var app = await InstalledApp.StartAsync(
            new FakeGitHubOptions { Clock = clock, ChecksContract = false, RequestsPerHour = int.MaxValue },
            settings: s => s with { FirstRetry = TimeSpan.FromSeconds(5), SweepEvery = TimeSpan.FromMinutes(15) },
            change: log.AddTo,
            clock: clock);
        var (acme, beta) = (new List<PullRequestDriver>(), new List<PullRequestDriver>());
        await OpenAsync(app, "acme", acme);
        await OpenAsync(app, "beta", beta);

        // The first checks wait for the compiler: no time passes on the clock meanwhile.
        await RunningServer.UntilAsync(() => app.Server.Pending() == 0, () => Unchecked(app, [.. acme, .. beta]));
        await UntilAsync(clock, app, [.. acme, .. beta]);

        Kinds[kind](app.GitHub);
        for (var hour = 0; hour < Hours; hour++)
        {
            if (hour % HoursBetweenPulls == 0)
            {
                await OpenAsync(app, "acme", acme);
                await OpenAsync(app, "beta", beta);
            }

            for (var step = 0; step < StepsInHour; step++)
            {
                await StepAsync(clock, app);
            }

            if (kind.StartsWith("403", StringComparison.Ordinal))
            {
                // The other installation is complete all along.
                await UntilAsync(clock, app, acme);
            }
        }

        AreChecked(beta).ShouldBeFalse();
        app.GitHub.Faults.Clear();
        await UntilAsync(clock, app, [.. acme, .. beta]);
        await RunningServer.UntilAsync(() => app.Server.Pending() == 0 && Running(app) == 0, () => Unchecked(app, [.. acme, .. beta]));

        acme.Concat(beta).SelectMany(p => p.CheckRuns).ShouldAllBe(r => r.Status == "completed");
        acme.Concat(beta).Select(p => p.CheckRuns[^1].Conclusion).ShouldAllBe(c => c == "success");
        log.Text.ShouldMatch(@"failing since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ; retrying in ");
        log.Text.ShouldNotContain("at Automation.", customMessage: "an outage repeats for hours, and a stack trace says nothing about it");
    }

    // One that a webhook reports, and one whose webhook is lost.
    private static async Task OpenAsync(InstalledApp app, string owner, List<PullRequestDriver> pulls)
    {
        var repository = app.GitHub.Repository($"{owner}/orders");
        if (repository.Tip("main") is null)
        {
            repository.Commit("main", "First", ("catalog-info.yaml", Good));
        }

        for (var i = 0; i < 2; i++)
        {
            var branch = $"change-{pulls.Count}";
            repository.Commit(branch, "Change", ("README.md", branch));
            var pull = repository.OpenPullRequest(branch);
            pulls.Add(pull);
            if (i == 0)
            {
                var (name, body, id) = (pull.Opened.Event, Encoding.UTF8.GetString(pull.Opened.Body), pull.Opened.Guid.ToString());
                (await app.Server.DeliverAsync(name, body, id)).ShouldBe(202);
            }
        }
    }

    private static void Forbid(FakeGitHub gitHub)
    {
        var installation = gitHub.Organisation("beta").Installation!.Id;
        gitHub.Faults.Sometimes(1, new Fault.Refused(403), "* /repos/beta/*").Sometimes(1, new Fault.Refused(403), $"* /app/installations/{installation}/*");
    }

    // What runs gets real time. If it still runs then it waits for the clock, which goes on by so little that the time a check may take is not used up.
    private static async Task StepAsync(FakeTimeProvider clock, InstalledApp app)
    {
        clock.Advance(Step);
        await Task.Delay(Breath, Cancel);
        while (Running(app) > 0)
        {
            for (var i = 0; i < MostBreaths && Running(app) > 0; i++)
            {
                await Task.Delay(Breath, Cancel);
            }

            clock.Advance(Second);
        }
    }

    // Two hours are enough for any wait to end.
    private static async Task UntilAsync(FakeTimeProvider clock, InstalledApp app, IReadOnlyCollection<PullRequestDriver> pulls)
    {
        for (var step = 0; step < 2 * StepsInHour && !AreChecked(pulls); step++)
        {
            await StepAsync(clock, app);
        }

        await RunningServer.UntilAsync(() => AreChecked(pulls), () => Unchecked(app, pulls));
    }

    private static long Running(InstalledApp app) => app.Server.Read(l => l.Number("SELECT count(*) FROM work WHERE state = 'running'"));

    private static bool AreChecked(IReadOnlyCollection<PullRequestDriver> pulls) => pulls.All(p => p.CheckRuns.Any(r => r.Conclusion == "success"));

    private static string Unchecked(InstalledApp app, IEnumerable<PullRequestDriver> pulls) =>
        string.Join(
            '\n',
            pulls.Where(p => !AreChecked([p])).Select(p => $"{p.Number}: {string.Join(' ', p.CheckRuns.Select(r => $"{r.Status} {r.Conclusion}"))}")
                .Concat(app.Server.List().Where(d => d.State != DeliveryState.Done).Select(d => $"{d.Key} {d.State} {d.Outcome} {d.LastError} {d.NextStart}")));
}
