using System.CommandLine;
using System.Diagnostics;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Publishing;

namespace Automation.Cli.Catalog;

/// <summary><c>automation catalog publish</c>: reads the sources and commits the artifact to a branch of the catalog repository.</summary>
internal sealed class CatalogPublishCommand : ITerminalCommand
{
    private readonly CatalogInputs _inputs = new();
    private readonly Confirmations _confirmed = new();
    private readonly Option<bool> _removeOthers = new("--remove-others") { Description = "Remove sources that are not listed here from the catalog" };
    private readonly Option<string> _to = new("--to")
    {
        Description = "The catalog repository: a bare repository, a working copy, or an address",
        HelpName = "REPOSITORY",
        Required = true,
    };
    private readonly Option<string?> _branch = new("--branch")
    {
        Description = "The branch (default: the repository's default branch, or main)",
        HelpName = "NAME",
    };
    private readonly Option<string?> _message = new("--message") { Description = "A prefix for the commit message", HelpName = "PREFIX" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would be committed, and commit nothing" };

    public Command For(Terminal terminal)
    {
        var command = new Command("publish", "Stitch the catalog and commit it to the catalog repository; several publishers can run at once.")
        {
            _removeOthers, _to, _branch, _message, _dryRun,
        };
        _confirmed.AddTo(command);
        _inputs.AddTo(command);
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var since = Stopwatch.GetTimestamp();
        var refs = new EntityRefs();
        var to = parsed.GetValue(_to)!;
        var selection = _inputs.Read(
            parsed, terminal, Directory.Exists(terminal.FullPath(to)) ? terminal.FullPath(to) : terminal.WorkingDirectory, asBackstage: false);
        if (selection.IsBroken)
        {
            return new ReportOutput(terminal, options).RefuseSources(selection.Findings, selection.File);
        }

        var sources = new PublishedSources(selection.Sources)
        {
            Only = selection.Only,
            RemoveOthers = parsed.GetValue(_removeOthers),
            ConfirmedRemovals = _confirmed.Removals(parsed),
            ConfirmedTakeovers = _confirmed.Takeovers(parsed),
        };
        var target = new PublishTarget(to, parsed.GetValue(_branch), parsed.GetValue(_message), parsed.GetValue(_dryRun), terminal.Variable("GITHUB_TOKEN"));
        var (branch, outcome) = target.Publish(terminal, sources, refs);
        new PublishOutput(terminal, options).Write(branch, outcome, Stopwatch.GetElapsedTime(since));
        return ExitCode.Fine;
    }
}
