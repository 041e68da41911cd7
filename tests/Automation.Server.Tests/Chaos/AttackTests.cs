using Automation.Server.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Chaos;

/// <summary>
/// Pull requests that are to cost as much as can be, against a server that is a process of its own: its memory is what it is. tests/stress/attack.sh asks for
/// the times, too.
/// </summary>
public sealed class AttackTests
{
    // Shared machines are slow at times, and the tests' build holds on to more: the bars are checked where they are asked for.
    private static readonly bool IsMeasured = Chosen.Number("AUTOMATION_STRESS_ATTACK", 0) > 0;
    private static readonly long MostMemory = IsMeasured ? 500 : 1_200;
    private static readonly TimeSpan MostTime = IsMeasured ? TimeSpan.FromSeconds(60) : RunningServer.Patience;
    private static readonly TimeSpan MostForOthers = IsMeasured ? TimeSpan.FromSeconds(10) : RunningServer.Patience;

    [Theory]
    [InlineData("descriptors", "budget.changed-files")]
    [InlineData("bytes", "budget.bytes")]
    [InlineData("bomb", "budget.entries")]
    public async Task An_attack_fails_within_its_budget_and_does_not_delay_others(string kind, string budget)
    {
        using var folder = new TemporaryFolder();
        using var gitHub = await GitHubProcess.StartAsync(1, 1, 1);
        var (process, address) = await ServerProcess.StartAsync(
            folder.Path, AppSettings.Of(folder.Path, new FakeGitHubOptions().AppId, await gitHub.KeyAsync(), gitHub.Api));
        using var server = process;
        using var client = new HttpClient { BaseAddress = address, Timeout = RunningServer.Patience };
        var start = TimeProvider.System.GetTimestamp();

        await DeliverAsync(client, await gitHub.AttackAsync(kind));
        var opened = TimeProvider.System.GetTimestamp();
        await DeliverAsync(client, await gitHub.AttackAsync("none"));
        await UntilCheckedAsync(gitHub, "none", MostForOthers, server);
        var others = TimeProvider.System.GetElapsedTime(opened);
        var check = await UntilCheckedAsync(gitHub, kind, MostTime, server);
        var took = TimeProvider.System.GetElapsedTime(start);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kind}: {check.Calls} calls, {took.TotalSeconds:N1} s, an ordinary one meanwhile {others.TotalSeconds:N1} s, at most {process.Memory()?.Peak:N0} "
            + "MB");
        check.Runs.ShouldHaveSingleItem().Conclusion.ShouldBe("failure");
        check.Runs[0].Summary!.ShouldContain(budget);
        check.Calls.ShouldBeLessThanOrEqualTo(60);
        if (process.Memory()?.Peak is { } memory)
        {
            memory.ShouldBeLessThan(MostMemory);
        }
    }

    private static async Task DeliverAsync(HttpClient client, GitHubProcess.Event told)
    {
        using var request = RunningServer.Request(told.Name, told.Body, told.Id);
        using var response = await client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(202);
    }

    private static async Task<GitHubProcess.Checked> UntilCheckedAsync(GitHubProcess gitHub, string kind, TimeSpan patience, ServerProcess server)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var check = await gitHub.ChecksAsync(kind);
            if (check.Runs is [{ Conclusion: not null }])
            {
                return check;
            }

            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(patience, server.Log);
            await Task.Delay(100);
        }
    }
}
