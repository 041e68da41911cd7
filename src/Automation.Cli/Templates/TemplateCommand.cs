using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.Templates;

/// <summary><c>automation template</c>: Backstage software templates without a portal.</summary>
internal sealed class TemplateCommand : ITerminalCommand
{
    private static readonly ITerminalCommand[] Parts =
    [
        new TemplateLintCommand(),         // what is wrong before a run
        new TemplateRunCommand(),          // the steps, or what they would do
        new TemplateEvalCommand(),         // expressions and parameter schemas, as a run evaluates them
        new TemplateWorkflowCommand(),     // its form on GitHub
        new TemplateUpdateCommand(),       // a newer template for a service
        new TemplateAdoptCommand(),        // for a service without a record
        new TemplateWavesCommand(),        // for all services of a template
        new TemplateActionsCommand(),      // what steps can name
    ];

    public Command For(Terminal terminal)
    {
        var command = new Command("template", "Run Backstage software templates without a portal.");
        foreach (var part in Parts)
        {
            command.Add(part.For(terminal));
        }

        return command;
    }
}
