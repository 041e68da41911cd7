using System.CommandLine;

namespace Automation.Cli.Hosting;

/// <summary>A command of the program.</summary>
internal interface ITerminalCommand
{
    /// <summary>The command as it is parsed, run in the given world.</summary>
    Command For(Terminal terminal);
}
