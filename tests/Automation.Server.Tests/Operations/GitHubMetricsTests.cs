using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Operations;

[Collection<WholeProcess>]
public sealed partial class GitHubMetricsTests
{
    [Fact]
    public async Task Calls_made_and_calls_left_are_to_be_seen()
    {
        await using var app = await InstalledApp.StartAsync(new FakeGitHubOptions { RequestsPerHour = 5000 });
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("README.md", "All orders"));
        await app.SettleAsync(app.GitHub.OpenPullRequest("acme/orders", "change").Opened);

        var metrics = await app.Server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Calls().Matches(metrics).Select(Value).ShouldContain(app.GitHub.Requests.Count);
        Left().Matches(metrics).Select(Value).ShouldContain(left => left >= 5000 - app.GitHub.Requests.Count && left <= 5000);
    }

    [Fact]
    public async Task Without_an_app_there_is_nothing_to_count()
    {
        await using var server = await RunningServer.StartAsync();

        // What an exporter shows is everything of the process, other servers of other tests included.
        var own = server.Services.GetRequiredService<IMeterFactory>();
        var names = new ConcurrentBag<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => names.Add(instrument.Meter.Scope == own ? instrument.Name : "") };
        listener.Start();

        names.ShouldContain("automation.deliveries.accepted");
        names.ShouldNotContain(n => n.StartsWith("automation.github", StringComparison.Ordinal));
    }

    private static long Value(Match match) => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^automation_github_calls_total(?:\{[^}]*\})? (\d+)", RegexOptions.Multiline)]
    private static partial Regex Calls();

    [GeneratedRegex(@"^automation_github_limit_left(?:\{[^}]*\})? (\d+)", RegexOptions.Multiline)]
    private static partial Regex Left();
}
