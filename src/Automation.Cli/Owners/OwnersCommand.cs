using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.Owners;

/// <summary><c>automation owners</c>: the owners in CODEOWNERS, and its problems.</summary>
internal sealed class OwnersCommand : ITerminalCommand
{
    private static readonly ITerminalCommand[] Parts =
    [
        new OwnersResolveCommand(),        // who owns these paths
        new OwnersLintCommand(),           // problems of the file
        new OwnersReportCommand(),         // coverage, and the effect of a change on owners
    ];

    public Command For(Terminal terminal)
    {
        var command = new Command("owners", "Read CODEOWNERS as GitHub does: list owners, and report problems.");
        foreach (var part in Parts)
        {
            command.Add(part.For(terminal));
        }

        return command;
    }
}
