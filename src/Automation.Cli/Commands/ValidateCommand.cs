using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Inputs;
using Automation.Cli.Output;
using Automation.Jobs;
using Automation.Reporting.Json;

namespace Automation.Cli.Commands;

/// <summary><c>automation validate [PATH...]</c>: descriptors, each document by itself.</summary>
internal sealed class ValidateCommand : ITerminalCommand
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Files, folders (every .yaml and .yml below), or - for standard input. None: the descriptors of this repository", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _repository = new("--repository") { Description = "The repository the files are in (default: the git remote, then GITHUB_REPOSITORY)", HelpName = "OWNER/REPO" };

    public Command For(Terminal terminal)
    {
        var command = new Command("validate", "Says whether Backstage would take each document, and why not.") { _paths, _repository };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var expansion = new PathExpansion(terminal, Repositories.Parse(parsed.GetValue(_repository)));
        var inputs = expansion.Expand(parsed.GetValue(_paths) ?? [], terminal.Cancelled).ToList();
        var report = ValidateDescriptors.Run(inputs, terminal.Cancelled) with { FailOn = CommonOptions.Threshold(options.FailOn ?? "error") };
        return new ReportOutput(terminal, options).Write(report, new JsonLinesWriter());
    }
}
