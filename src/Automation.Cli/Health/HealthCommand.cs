using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.Health;

/// <summary><c>automation health</c>: what runs, whether it is healthy, and who must act.</summary>
internal sealed class HealthCommand : ITerminalCommand
{
    private static readonly ITerminalCommand[] Parts =
    [
        new HealthAssessCommand(),         // resources from files
        new HealthReportCommand(),         // clusters, to a folder or a branch
        new HealthShowCommand(),           // one service: where it runs, and who must act
    ];

    public Command For(Terminal terminal)
    {
        var command = new Command("health", "Assess what runs: is it healthy, and who must act.");
        foreach (var part in Parts)
        {
            command.Add(part.For(terminal));
        }

        return command;
    }
}
