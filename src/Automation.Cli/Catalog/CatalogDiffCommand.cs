using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Sources;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Catalog;

/// <summary><c>automation catalog diff A B</c>: what changed between two stitched catalogs, what breaks, and who must act.</summary>
internal sealed class CatalogDiffCommand : ITerminalCommand
{
    private readonly Argument<string> _before = new("A") { Description = "A folder with a stitched catalog, or a git revision of the catalog repository" };
    private readonly Argument<string> _after = new("B") { Description = "The same, for the catalog to compare with" };
    private readonly Option<string?> _catalog = new("--catalog")
    {
        Description = "The catalog repository of the revisions (default: the working directory)",
        HelpName = "DIR",
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("diff", "Show what changed between two stitched catalogs, what breaks, and who must act.") { _before, _after, _catalog };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var output = new CatalogChangeOutput(terminal, options);
        using var sides = new CatalogSides(terminal, parsed.GetValue(_catalog) ?? ".", new EntityRefs());
        var before = sides.Open(parsed.GetValue(_before)!);
        return output.Write(CompareCatalogs.Run(before, sides.Open(parsed.GetValue(_after)!), terminal.Cancelled));
    }
}

/// <summary>Writes what changes in a catalog in the requested format.</summary>
internal sealed class CatalogChangeOutput(Terminal terminal, CommonOptions options)
{
    private readonly ICatalogChangeWriter _writer = options.Format switch
    {
        OutputFormat.Json => new CatalogChangeJsonWriter(),
        OutputFormat.Markdown => new CatalogChangeMarkdownWriter(),
        _ => new CatalogChangeTextWriter(options.ForTerminal(terminal)),
    };

    /// <summary>Writes it to standard output. A difference is not a failure; with <c>--fail-on</c>, new findings at or above it are.</summary>
    public int Write(CatalogChange change)
    {
        _writer.Write(change, terminal.Output);
        return options.FailOn is { } failOn && CommonOptions.Threshold(failOn) is { } least && change.NewFindings.Any(f => f.Severity >= least)
            ? ExitCode.Findings
            : ExitCode.Fine;
    }
}
