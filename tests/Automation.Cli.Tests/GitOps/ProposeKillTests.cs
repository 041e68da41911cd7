using System.Diagnostics;
using System.Globalization;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.GitOps;

/// <summary>Processes that end at any moment: <c>tests/stress/proposals.sh</c> kills more of them.</summary>
public sealed class ProposeKillTests
{
    private static readonly int Kills = Number("AUTOMATION_STRESS_KILLS", 2);
    private static readonly int Services = Number("AUTOMATION_STRESS_SERVICES", 4);

    [Fact]
    public async Task Runs_that_are_killed_at_random_end_as_one_that_is_not()
    {
        var seed = Number("SEED", 20);
        var chance = new Random(seed);
        string[] names = [.. Enumerable.Range(1, Services).Select(i => $"service-{i:00}")];
        await using var calm = (await GitOpsWorld.StartAsync()).With(names);
        var whole = Stopwatch.StartNew();
        using (var first = Begin(calm))
        {
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
            first.ExitCode.ShouldBe(0);
        }

        var length = whole.Elapsed;
        await using var world = (await GitOpsWorld.StartAsync()).With(names);
        var before = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            // A kill of every third meets a run that has something to do: the catalog asks for something else, or a proposal was merged.
            if (kill % 3 == 2)
            {
                world.Describe(names[chance.Next(names.Length)], kill % 2 == 0 ? "team-money" : "team-shop").Build();
            }

            using var run = Begin(world);
            await Task.Delay(length * chance.NextDouble(), TestContext.Current.CancellationToken);
            before += run.HasExited ? 0 : 1;
            ProgramProcess.Kill(run);
        }

        foreach (var name in names)
        {
            world.Describe(name);
        }

        world.Build().Propose("--all").Ends(0);
        var writes = world.Writes;
        world.Propose("--all").Ends(0);

        TestContext.Current.SendDiagnosticMessage($"SEED={seed}: {before} of {Kills} processes were killed while they ran; a whole run takes {length.TotalSeconds:N1} s");
        world.Writes.ShouldBe(writes, "the second run changes nothing");
        world.Repository.PullRequests.Count.ShouldBe(Services);
        foreach (var name in names)
        {
            var branch = $"automation/gitops/deploy/{name}";
            world.Repository.Files(branch).Where(f => f.Contains(name, StringComparison.Ordinal)).ToDictionary(f => f, f => world.Repository.Text(f, branch))
                .ShouldBe(calm.Repository.Files(branch).Where(f => f.Contains(name, StringComparison.Ordinal)).ToDictionary(f => f, f => calm.Repository.Text(f, branch)));
            world.Pull(name).Pull.State.ShouldBe("open");
        }
    }

    private static Process Begin(GitOpsWorld world)
    {
        var start = AutomationProcess.Begin(
            world.Services.Path,
            [.. AutomationProcess.Command, "gitops", "propose", "--all", "--catalog", world.Catalog, "--pull-request", "--repository", "acme/gitops"]);
        start.Environment["GITHUB_TOKEN"] = world.Token;
        start.Environment["GITHUB_API_URL"] = world.GitHub.Url.AbsoluteUri;

        // What is rendered changes no write, and takes most of the time.
        start.Environment["PATH"] = "";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
