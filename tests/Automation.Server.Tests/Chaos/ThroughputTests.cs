using Automation.Server.Intake;
using Automation.Server.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Chaos;

/// <summary>Many ordinary pull requests at a time, against a server that is a process of its own. tests/stress/throughput.sh asks for the times, too.</summary>
public sealed class ThroughputTests
{
    private const int AllowedMedian = 300;
    private const int Allowed99 = 1_000;
    private static readonly bool IsMeasured = Environment.GetEnvironmentVariable("AUTOMATION_STRESS_PULLS") is not null;
    private static readonly int Pulls = Chosen.Number("AUTOMATION_STRESS_PULLS", 12);
    private static readonly int AtOnce = Chosen.Number("AUTOMATION_STRESS_AT_ONCE", 4);
    private static readonly int Files = Chosen.Number("AUTOMATION_STRESS_FILES", 100);

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    public async Task Every_one_of_many_pull_requests_gets_its_check(int repositories)
    {
        using var folder = new TemporaryFolder();
        using var gitHub = await GitHubProcess.StartAsync(1, 1, 1);
        var settings = AppSettings.Of(folder.Path, new FakeGitHubOptions().AppId, await gitHub.KeyAsync(), gitHub.Api);
        var (process, address) = await ServerProcess.StartAsync(folder.Path, settings);
        using var server = process;
        var receiver = new Uri(address, WebhookEndpoint.Path);
        foreach (var name in new[] { "warm-up", "rounds", "steady" })
        {
            await gitHub.OpenLoadAsync(name, Pulls, repositories, Files);
        }

        await gitHub.RunLoadAsync("warm-up", receiver, AtOnce, inRounds: false);

        var inRounds = await RunAsync("rounds", $"in rounds of {AtOnce}");
        await RunAsync("steady", $"{AtOnce} at all times");

        // All of a round wait for the same two processes: what one waits for in the other run says how many there are, and not how long a check takes.
        if (IsMeasured)
        {
            inRounds[inRounds.Count / 2].ShouldBeLessThan(AllowedMedian);
            inRounds[inRounds.Count * 99 / 100].ShouldBeLessThan(Allowed99);
        }

        async Task<List<double>> RunAsync(string name, string manner)
        {
            var (ofServer, ofGitHub, start) = (server.ProcessorTime, gitHub.ProcessorTime, TimeProvider.System.GetTimestamp());
            var ordered = (await gitHub.RunLoadAsync(name, receiver, AtOnce, name == "rounds")).Order().ToList();
            ordered.Count.ShouldBe(Pulls);
            var (cpuOfServer, cpuOfGitHub) = (server.ProcessorTime - ofServer, gitHub.ProcessorTime - ofGitHub);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{Pulls} pull requests to {repositories} repositories of {Files} files, {manner}, in "
                + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:N1} s: "
                + $"median {ordered[ordered.Count / 2]:N0} ms, 99% {ordered[ordered.Count * 99 / 100]:N0} ms, longest {ordered[^1]:N0} ms; "
                + $"CPU for each: server {cpuOfServer.TotalMilliseconds / Pulls:N1} ms, GitHub {cpuOfGitHub.TotalMilliseconds / Pulls:N1} ms");
            return ordered;
        }
    }
}
