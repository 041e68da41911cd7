using System.CommandLine;

namespace Automation.Cli.Hosting;

internal interface ITerminalCommand
{
    /// <summary>The command for the parser, run in the given environment.</summary>
    Command For(Terminal terminal);
}
