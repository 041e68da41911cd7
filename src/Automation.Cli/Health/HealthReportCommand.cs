using System.CommandLine;
using System.Security.Cryptography;
using Automation.Catalog.Artifact;
using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Branches;
using Automation.Git.Disk;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Jobs.Health;
using Automation.Jobs.Health.Services;
using Automation.Jobs.Publishing;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Health;

/// <summary><c>automation health report</c>: reads clusters and reports the health of the services of the catalog, to a folder or to a branch.</summary>
internal sealed class HealthReportCommand : ITerminalCommand
{
    private const string UsualBranch = "health";

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
        DefaultValueFactory = _ => UsualBranch,
    };
    private readonly Option<string[]> _forget = new("--forget") { Description = "A cluster that does not exist any more; can be repeated", HelpName = "CLUSTER" };

    public Command For(Terminal terminal)
    {
        var command = new Command("report", "Read clusters and report the health of the catalog's services, to a folder or to a branch.") { _catalog, _out, _to, _branch, _forget };
        _clusters.AddTo(command);
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown);
        command.SetAction((parsed, _) => RunAsync(parsed, common.Read(parsed), terminal));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var (folder, to) = (parsed.GetValue(_out), parsed.GetValue(_to));
        if (folder is not null && to is not null)
        {
            throw new UsageException("Use --out for a folder or --to for a repository, not both.");
        }

        var services = ServiceIndex.Of(ArtifactInput.Open(terminal, parsed.GetValue(_catalog)!));
        var contents = await _clusters.Read(parsed, terminal, services.Namespaces);
        var report = new ReportHealth(services, contents, _clusters.At(parsed)) { Forgotten = parsed.GetValue(_forget) ?? [] };
        var shown = to is not null ? Publish(report, to, parsed.GetValue(_branch)!, terminal)
            : folder is not null ? Write(report, terminal.FullPath(folder), folder, terminal)
            : report.Run(Automation.Core.Trees.InMemoryTree.Of(), terminal.Cancelled).Report;
        Writer(options, terminal).Write(shown, terminal.Output);
        return contents.Clusters.Count > 0 && contents.Clusters.All(c => c.Reading is null) ? ExitCode.OutsideWorld
            : options.FailOn is "error" && shown.Services.Any(s => s.HasFailed) ? ExitCode.Findings
            : ExitCode.Fine;
    }

    private static HealthOverviewReport Publish(ReportHealth report, string to, string branchName, Terminal terminal)
    {
        if (!WritableBranches.IsName(branchName))
        {
            throw new UsageException($"'{branchName}' is not the name of a branch.");
        }

        var server = Uri.TryCreate(terminal.Variable("GITHUB_SERVER_URL"), UriKind.Absolute, out var url) ? url : new Uri("https://github.com");
        var place = WritableBranches.IsAddress(to) ? to : terminal.FullPath(to);
        using var branch = WritableBranches.Open(place, branchName, new FetchAccess(server, terminal.Variable("GITHUB_TOKEN")));
        var backoff = new Backoff(TimeProvider.System, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)));
        try
        {
            var outcome = report.Publish(new GitCatalogBranch(branch), backoff, terminal.Cancelled);
            return outcome.Report with { Written = outcome.Commit is { } commit ? $"Committed {commit.Short} to {branchName}." : $"{branchName} is up to date." };
        }
        catch (ArtifactException e)
        {
            throw new RepositoryException($"The report on the branch '{branchName}' cannot be read: {e.Message}", e);
        }
    }

    private static HealthOverviewReport Write(ReportHealth report, string folder, string shown, Terminal terminal)
    {
        FolderWriter.Recover(folder);
        Directory.CreateDirectory(folder);
        var outcome = report.Run(new DirectoryTree(folder), terminal.Cancelled);
        FolderWriter.Apply(folder, outcome.Changes, terminal.Cancelled);
        return outcome.Report with { Written = outcome.Changes.Count == 0 ? $"{shown} is up to date." : $"Wrote {outcome.Changes.Count} files to {shown}." };
    }

    private static IWriter<HealthOverviewReport> Writer(CommonOptions options, Terminal terminal) => options.Format switch
    {
        OutputFormat.Json => new HealthOverviewJsonWriter(),
        OutputFormat.Markdown => new HealthPageWriter(),
        _ => new HealthOverviewTextWriter(options.ForTerminal(terminal)),
    };
}
