using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.Templates;

/// <summary><c>automation template</c>: Backstage software templates without a portal.</summary>
internal sealed class TemplateCommand : ITerminalCommand
{
    private static readonly ITerminalCommand[] Parts =
    [
        new TemplateEvalCommand(),         // expressions and parameter schemas, as a run evaluates them
    ];

    public Command For(Terminal terminal)
    {
        var command = new Command("template", "Backstage software templates: evaluate their expressions.");
        foreach (var part in Parts)
        {
            command.Add(part.For(terminal));
        }

        return command;
    }
}
