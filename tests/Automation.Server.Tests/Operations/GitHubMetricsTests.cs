using System.Globalization;
using System.Text.RegularExpressions;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Operations;

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

        Value(Calls().Match(metrics)).ShouldBe(app.GitHub.Requests.Count);
        Value(Left().Match(metrics)).ShouldBeInRange(5000 - app.GitHub.Requests.Count, 5000);
    }

    [Fact]
    public async Task Without_an_app_there_is_nothing_to_count()
    {
        await using var server = await RunningServer.StartAsync();

        (await server.DeliverAsync("ping", "{}")).ShouldBe(202);
        var metrics = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        metrics.ShouldContain("automation_deliveries_accepted");
        metrics.ShouldNotContain("automation_github");
    }

    private static long Value(Match match) => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^automation_github_calls_total(?:\{[^}]*\})? (\d+)", RegexOptions.Multiline)]
    private static partial Regex Calls();

    [GeneratedRegex(@"^automation_github_limit_left(?:\{[^}]*\})? (\d+)", RegexOptions.Multiline)]
    private static partial Regex Left();
}
