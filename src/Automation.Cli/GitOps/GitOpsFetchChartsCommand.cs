using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Git.Disk;
using Automation.GitOps.Rendering;
using Automation.Jobs.GitOps.Charts;
using Automation.Jobs.GitOps.Settings;
using Automation.Rendering.Fetching;

namespace Automation.Cli.GitOps;

/// <summary><c>automation gitops fetch-charts --charts DIR</c>: the charts of chart repositories, and their digests.</summary>
internal sealed class GitOpsFetchChartsCommand : ITerminalCommand
{
    private readonly Argument<string> _path = new("PATH") { Description = "The GitOps repository", DefaultValueFactory = _ => "." };
    private readonly Option<string> _charts = new("--charts")
    {
        Description = "The folder of charts, with files NAME-VERSION.tgz",
        HelpName = "DIR",
        Required = true
    };
    private readonly Option<bool> _check = new("--check") { Description = "Do not fetch; fail if a chart is missing, or its digest is not pinned" };

    public Command For(Terminal terminal)
    {
        var command = new Command("fetch-charts", "Fetch the charts that applications use, and pin their digests. The only step that uses the "
            + "network.") { _path, _charts, _check };
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        var (root, folder) = (terminal.FullPath(parsed.GetValue(_path)!), terminal.FullPath(parsed.GetValue(_charts)!));
        if (!Directory.Exists(root))
        {
            throw new UsageException($"There is no folder '{parsed.GetValue(_path)}'.");
        }

        var tree = new DirectoryTree(root);
        var settings = GitOpsSettingsReader.In(tree, p => p, terminal.Cancelled);
        if (settings.IsBroken)
        {
            foreach (var finding in settings.Findings)
            {
                terminal.Warn($"{finding.File}:{finding.Span.Start.Line}: {finding.Message}");
            }

            return ExitCode.Usage;
        }

        var fetch = new FetchCharts(tree, settings.Settings, new DirectoryTree(folder));
        var isCheck = parsed.GetValue(_check);
        var result = isCheck ? fetch.Check(terminal.Cancelled) : Fetch(fetch, terminal);
        Write(result, isCheck, terminal);
        if (!isCheck)
        {
            FolderWriter.Apply(folder, result.Charts, terminal.Cancelled);
            FolderWriter.Apply(root, result.Lock is { } changed ? [changed] : [], terminal.Cancelled);
        }

        return result.IsComplete && (!isCheck || result.Lock is null) ? ExitCode.Fine : ExitCode.Findings;
    }

    private static FetchedCharts Fetch(FetchCharts fetch, Terminal terminal)
    {
        using var client = new ChartClient(ChartCredentials.Parse(terminal.Variable(ChartCredentials.Variable)));
        return fetch.RunAsync(client, terminal.Cancelled).GetAwaiter().GetResult();
    }

    private static void Write(FetchedCharts result, bool isCheck, Terminal terminal)
    {
        foreach (var (need, state, text) in result.Lines)
        {
            terminal.Output.WriteLine($"{state.ToString().ToLowerInvariant(),-8} {VisibleText.Of(need.ToString())}: {VisibleText.Of(text)}");
        }

        if (result.Lines.Count == 0)
        {
            terminal.Output.WriteLine("No application uses a chart of a chart repository.");
        }

        if (result.Lock is not null)
        {
            terminal.Output.WriteLine(isCheck
                ? $"'{ChartLock.Path}' is not current. Run 'automation gitops fetch-charts' and commit it."
                : $"Wrote '{ChartLock.Path}'. Commit it.");
        }
    }
}
