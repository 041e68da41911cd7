using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.Config;

/// <summary><c>automation config</c>: the configuration of a repository.</summary>
internal sealed class ConfigCommand : ITerminalCommand
{
    public Command For(Terminal terminal)
    {
        var command = new Command("config", "Show the effective configuration.");
        command.Add(new ConfigShowCommand().For(terminal));
        return command;
    }
}
