using System.CommandLine;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Templates;

/// <summary><c>automation template waves FILE</c>: updates every service of a template to a revision, by pull requests.</summary>
internal sealed class TemplateWavesCommand : ITerminalCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The template in a clone of its repository, such as template.yaml" };
    private readonly Option<string> _catalog = ArtifactInput.Create();
    private readonly Option<string?> _to = new("--to")
    {
        Description = "The revision to update to (default: the highest version tag; without tags, the checked-out commit)",
        HelpName = "REV",
    };
    private readonly Option<string[]> _waves = new("--wave")
    {
        Description = "The services of a wave, such as lifecycle=experimental or owner=team-a,tier=3; can be repeated, in order. All other services come last",
        HelpName = "NAME=VALUE",
    };
    private readonly Option<string[]> _services = new("--service")
    {
        Description = "Only this service, such as component:default/orders; can be repeated",
        HelpName = "REF",
    };
    private readonly Option<bool> _merged = new("--require-merge")
    {
        Description = "Start a wave only when all pull requests of the earlier waves are merged or closed",
    };
    private readonly Option<string?> _tracking = new("--tracking")
    {
        Description = "The repository with the tracking issue, which shows the table of services",
        HelpName = "OWNER/REPO",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would be done, and change nothing" };

    public Command For(Terminal terminal)
    {
        var command = new Command("waves", "Update all services of a template to a newer revision, by pull requests.")
        {
            _file, _catalog, _to, _services, _waves, _merged, _tracking, _dryRun,
        };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var input = new WavesInput(parsed.GetValue(_file)!, parsed.GetValue(_catalog)!, terminal.Variable("GITHUB_TOKEN"))
        {
            To = parsed.GetValue(_to),
            Services = parsed.GetValue(_services) ?? [],
            Waves = parsed.GetValue(_waves) ?? [],
            RequiresMerge = parsed.GetValue(_merged),
            Tracking = parsed.GetValue(_tracking),
            IsDryRun = parsed.GetValue(_dryRun),
            Progress = options.Verbose || terminal.ShowsProgress ? terminal.Error.WriteLine : null,
        };
        var report = await new WavesRunner(terminal, input).RunAsync();
        Writer(options, terminal).Write(report, terminal.Output);
        return report.Fails ? ExitCode.Findings : ExitCode.Fine;
    }

    private static IWriter<WavesReport> Writer(CommonOptions options, Terminal terminal) => options.Format switch
    {
        OutputFormat.Json => new WavesJsonWriter(),
        OutputFormat.Markdown => new WavesMarkdownWriter(),
        _ => new WavesTextWriter(options.ForTerminal(terminal)),
    };
}
