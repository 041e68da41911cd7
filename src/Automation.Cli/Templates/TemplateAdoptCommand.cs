using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Scaffolding.Updating;
using Automation.Reporting.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Templates.Updating;

namespace Automation.Cli.Templates;

/// <summary><c>automation template adopt [DIR]</c>: records which revision of a template a service was made from, so that it can be updated.</summary>
internal sealed class TemplateAdoptCommand : ITerminalCommand
{
    private readonly Argument<string> _service = new("DIR") { Description = "The folder of the service", DefaultValueFactory = _ => "." };
    private readonly Option<string> _template = new("--template")
    {
        Description = "The template in a clone of its repository, such as ../templates/node/template.yaml",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<string?> _values = new("--values")
    {
        Description = "The values that the service was made with, as YAML or JSON: a file, or - for standard input",
        HelpName = "FILE",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show which revision it is, and write nothing" };

    public Command For(Terminal terminal)
    {
        var command = new Command("adopt", "Record which revision of a template a service was made from, so that it can be updated.")
        {
            _service, _template, _values, _dryRun,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var (folder, isDryRun) = (terminal.FullPath(parsed.GetValue(_service)!), parsed.GetValue(_dryRun));
        using var template = TemplateRepository.At(terminal, parsed.GetValue(_template)!);
        var adopt = new AdoptService(
            new DirectoryTree(folder), new TemplateHistory(template.Repository), template.Path, ValuesInput.Read(parsed.GetValue(_values), terminal));
        var report = await adopt.RunAsync(terminal.Cancelled);
        if (!isDryRun && adopt.Record is { } record)
        {
            FolderWriter.Apply(folder, [new TreeChange(ScaffoldRecord.FilePath, record)], terminal.Cancelled);
        }

        IWriter<AdoptReport> writer = options.Format == OutputFormat.Json ? new AdoptJsonWriter()
            : new AdoptTextWriter(options.ForTerminal(terminal), isDryRun);
        writer.Write(report, terminal.Output);
        return report.Refusal is null ? ExitCode.Fine : ExitCode.Findings;
    }
}
