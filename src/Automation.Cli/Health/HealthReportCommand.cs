using System.CommandLine;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Health;

/// <summary><c>automation health report</c>: reads clusters and reports the health of the services of the catalog, to a folder or to a branch.</summary>
internal sealed class HealthReportCommand : ITerminalCommand
{
    private readonly ClusterInputs _clusters = new();
    private readonly Option<string> _catalog = ArtifactInput.Create();
    private readonly Option<string?> _out = new("--out") { Description = "Write the report to this folder", HelpName = "DIR" };
    private readonly Option<string?> _to = new("--to")
    {
        Description = "Commit the report to this repository: a bare repository, a working copy, or an address",
        HelpName = "REPOSITORY",
    };
    private readonly Option<string> _branch = new("--branch")
    {
        Description = "The branch, which has nothing else",
        HelpName = "NAME",
        DefaultValueFactory = _ => HealthReportInput.UsualBranch,
    };
    private readonly Option<string[]> _forget = new("--forget")
    {
        Description = "A cluster that does not exist any more; can be repeated",
        HelpName = "CLUSTER",
    };
    private readonly Option<bool> _deployments =
        new("--deployments") { Description = "Show deployments on GitHub, in the repositories of the services; needs GITHUB_TOKEN" };
    private readonly Option<string?> _gitOps = new("--gitops")
    {
        Description = "The GitOps repository, whose merged pull requests get a comment on whether they are synced and healthy; needs GITHUB_TOKEN",
        HelpName = "OWNER/REPO",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("report", "Read clusters and report the health of the catalog's services, to a folder or to a branch.")
        {
            _catalog, _out, _to, _branch, _forget, _deployments, _gitOps,
        };
        _clusters.AddTo(command);
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var input = new HealthReportInput(parsed.GetValue(_catalog)!, _clusters.Read(parsed))
        {
            Out = parsed.GetValue(_out),
            To = parsed.GetValue(_to),
            Branch = parsed.GetValue(_branch)!,
            Forgotten = parsed.GetValue(_forget) ?? [],
            ShowsDeployments = parsed.GetValue(_deployments),
            GitOps = parsed.GetValue(_gitOps),
            Token = terminal.Variable("GITHUB_TOKEN"),
        };
        var report = await new HealthReportRunner(terminal, input).RunAsync();
        Writer(options, terminal).Write(report, terminal.Output);
        return report.IsWithoutAnyCluster ? ExitCode.OutsideWorld
            : options.FailOn is "error" && report.Services.Any(s => s.HasFailed) ? ExitCode.Findings
            : ExitCode.Fine;
    }

    private static IWriter<HealthOverviewReport> Writer(CommonOptions options, Terminal terminal) => options.Format switch
    {
        OutputFormat.Json => new HealthOverviewJsonWriter(),
        OutputFormat.Markdown => new HealthPageWriter(),
        _ => new HealthOverviewTextWriter(options.ForTerminal(terminal)),
    };
}
