using System.CommandLine;

namespace Automation.Cli.Hosting;

/// <summary>A command of the program.</summary>
internal interface ITerminalCommand
{
    /// <summary>The command for the parser, run in the given environment.</summary>
    Command For(Terminal terminal);
}
