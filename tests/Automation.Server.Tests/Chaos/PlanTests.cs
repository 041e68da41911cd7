using System.Diagnostics;
using System.Globalization;
using Automation.Server.Tests.Driving;
using Automation.Testing;

namespace Automation.Server.Tests.Chaos;

/// <summary>The program that breaks a fleet of real processes by a seed, with its short plan; CONTRIBUTING.md says how to run longer ones.</summary>
public sealed class PlanTests
{
    private const int Passed = 0;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql", "--intakes", "1", "--workers", "2")]
    public async Task A_short_plan_of_faults_loses_and_doubles_nothing(string topology, params string[] size)
    {
        Assert.SkipWhen(topology == "postgresql" && PostgresServer.Programs is null, PostgresServer.Absent);
        var seed = Chosen.Number("SEED", 1).ToString(CultureInfo.InvariantCulture);
        var (exitCode, output) = await RunAsync(["--plan", "short", "--topology", topology, "--seed", seed, .. size]);

        exitCode.ShouldBe(Passed, output);
        TestContext.Current.TestOutputHelper?.WriteLine(output);
    }

    [Theory]
    [InlineData("--topology", "floppy")]
    [InlineData("--deliveries", "many")]
    [InlineData("--seed")]
    public async Task What_is_asked_for_wrongly_ends_with_2_and_the_usage(params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(arguments);

        exitCode.ShouldBe(2);
        output.ShouldContain($"'{string.Join(' ', arguments)}' is not an option with a valid value");
        output.ShouldContain("usage: chaos");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        // Beside this project's own output: artifacts/bin/PROJECT/CONFIGURATION/.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "Automation.Chaos", own.Name, "Automation.Chaos.dll");
        using var process = Process.Start(ProgramProcess.Begin(Path.GetTempPath(), ["dotnet", program, .. arguments]))!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
            await process.WaitForExitAsync();
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
