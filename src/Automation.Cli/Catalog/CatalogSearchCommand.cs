using System.CommandLine;
using Automation.Catalog.Searching;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Sources;
using Automation.Reporting.Json;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Catalog;

/// <summary><c>automation catalog search QUERY</c>: finds entities.</summary>
internal sealed class CatalogSearchCommand : ITerminalCommand
{
    private const int UsualLimit = 20;

    private readonly Argument<string[]> _query = new("QUERY")
    {
        Description = $"Words, and conditions: {string.Join(", ", CatalogQuery.Conditions.Select(c => c + ":"))}",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _catalog = ArtifactInput.Create();
    private readonly Option<int?> _limit = new("--limit") { Description = $"The maximum number of entities to print (default: {UsualLimit})", HelpName = "N" };

    public Command For(Terminal terminal)
    {
        var command = new Command("search", "Find entities of a stitched catalog, best match first.") { _query, _catalog, _limit };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Jsonl);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var limit = (parsed.GetValue(_limit) ?? UsualLimit) is > 0 and var given ? given : throw new UsageException("--limit takes a number from 1.");
        var reader = ArtifactInput.Open(terminal, parsed.GetValue(_catalog)!);
        var hits = new CatalogSearch(reader).Find(CatalogQuery.Parse(string.Join(' ', parsed.GetValue(_query)!)), terminal.Cancelled);
        var report = CatalogReports.Of(hits, limit);
        if (options.Format == OutputFormat.Text)
        {
            new SearchTextWriter(options.ForTerminal(terminal)).Write(report, terminal.Output);
        }
        else
        {
            SearchLinesWriter.Write(report, terminal.Output);
        }

        return ExitCode.Fine;
    }
}
