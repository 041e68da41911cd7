using System.CommandLine;
using Automation.Cli.Actions;
using Automation.Cli.Hosting;
using Automation.Cli.Inputs;
using Automation.Cli.Output;

namespace Automation.Cli.Commands;

/// <summary><c>automation action check</c>: <c>check</c> inside a GitHub Action, with its inputs, outputs, annotations and summary.</summary>
internal sealed class ActionCommand : ITerminalCommand
{
    public Command For(Terminal terminal)
    {
        var check = new Command("check", "Checks the repository of the job; reads INPUT_* and GITHUB_*.");
        check.SetAction(_ => Check(terminal));
        return new Command("action", "What the actions of this repository run.") { Subcommands = { check }, Hidden = true };
    }

    private static int Check(Terminal terminal)
    {
        var inputs = ActionInputs.Read(terminal);
        var sides = EventSides.Read(terminal);
        var (@base, head) = (inputs.Base ?? sides?.Base, sides?.Head);
        if (@base is not null && head is not null)
        {
            @base = BaseFetch.Run(terminal, inputs, @base, head);
        }

        var request = new CheckRequest(inputs.Folder, inputs.Shown, @base, head, inputs.Config, inputs.Catalog, inputs.Repository);
        var (configured, report) = new RepositoryCheckup(terminal).Run(request);
        if (report is null)
        {
            return new ReportOutput(terminal, inputs.Options).RefuseConfiguration(configured);
        }

        report = inputs.FailOn is null ? report : report with { FailOn = CommonOptions.Threshold(inputs.FailOn) };
        return new ActionOutput(terminal).Write(report, head);
    }
}
