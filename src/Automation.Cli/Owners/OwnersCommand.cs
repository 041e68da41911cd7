using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.Owners;

/// <summary><c>automation owners</c>: the owners in CODEOWNERS, and its problems.</summary>
internal sealed class OwnersCommand : ITerminalCommand
{
    private static readonly ITerminalCommand[] Parts =
    [
        new OwnersResolveCommand(),        // who owns these paths
        new OwnersLintCommand(),           // what is wrong with the file
        new OwnersReportCommand(),         // coverage, and what a change means to owners
    ];

    public Command For(Terminal terminal)
    {
        var command = new Command("owners", "Read CODEOWNERS as GitHub does: who owns what, and what is wrong with it.");
        foreach (var part in Parts)
        {
            command.Add(part.For(terminal));
        }

        return command;
    }
}
