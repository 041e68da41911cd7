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
        using var compared = ComparedCommits.Of(terminal, inputs);
        var request = new CheckRequest(inputs.Folder, inputs.Shown, compared.Base, compared.Head, inputs.Config, inputs.Catalog, inputs.Repository) { History = compared.Fetched?.Folder };
        var (configured, report) = new RepositoryCheckup(terminal).Run(request);
        var output = new ActionOutput(terminal, inputs.Repository, compared.Head);
        if (report is null)
        {
            return output.RefuseConfiguration(configured);
        }

        return output.Write(inputs.FailOn is null ? report : report with { FailOn = CommonOptions.Threshold(inputs.FailOn) });
    }
}
