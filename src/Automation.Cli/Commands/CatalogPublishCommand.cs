using System.CommandLine;
using System.Diagnostics;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Inputs;
using Automation.Cli.Output;

namespace Automation.Cli.Commands;

/// <summary><c>automation catalog publish</c>: reads the sources and commits the artifact to a branch of the catalog repository.</summary>
internal sealed class CatalogPublishCommand : ITerminalCommand
{
    private readonly Option<string[]> _source = new("--source") { Description = "A folder of descriptors; may be given several times, the first counts most", HelpName = "DIR" };
    private readonly Option<string[]> _changed = new("--changed") { Description = "Look at this source alone (or these); the others stay as they were", HelpName = "SOURCE" };
    private readonly Option<string[]> _pattern = new("--pattern") { Description = "What descriptors are called, instead of catalog-info.yaml, catalog-info.yml and org.yaml", HelpName = "GLOB" };
    private readonly Option<string[]> _confirm = new("--confirm-removal") { Description = "Let very many entities of this source go at once", HelpName = "SOURCE" };
    private readonly Option<bool> _removeOthers = new("--remove-others") { Description = "Take sources out of the catalog that are not named here; otherwise they stay" };
    private readonly Option<string> _to = new("--to") { Description = "The catalog repository: a bare repository, a working copy, or an address", HelpName = "REPOSITORY", Required = true };
    private readonly Option<string?> _branch = new("--branch") { Description = "The branch; else the repository's default branch, or main", HelpName = "NAME" };
    private readonly Option<string?> _message = new("--message") { Description = "What stands before the commit's message", HelpName = "PREFIX" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be committed, and commit nothing" };

    public Command For(Terminal terminal)
    {
        var command = new Command("publish", "Stitches the catalog and commits it to a branch of the catalog repository; others who do so at the same time lose nothing.")
        {
            _source, _changed, _pattern, _confirm, _removeOthers, _to, _branch, _message, _dryRun,
        };
        var common = new CommonOptions.Definition(command);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var since = Stopwatch.GetTimestamp();
        PublishOutput.Check(options.Format);
        var refs = new EntityRefs();
        var sources = new PublishedSources(Of(_source), Of(_pattern), Of(_changed), parsed.GetValue(_removeOthers), Of(_confirm)).Open(terminal, refs);
        var target = new PublishTarget(parsed.GetValue(_to)!, parsed.GetValue(_branch), parsed.GetValue(_message), parsed.GetValue(_dryRun), terminal.Variable("GITHUB_TOKEN"));
        var (branch, outcome) = target.Publish(terminal, sources, refs);
        new PublishOutput(terminal, options.Format).Write(branch, outcome, Stopwatch.GetElapsedTime(since), options.Quiet);
        return ExitCode.Fine;

        string[] Of(Option<string[]> option) => parsed.GetValue(option) ?? [];
    }
}
