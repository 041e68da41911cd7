using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Sources;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
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
        var writer = options.WriterOf(
            terminal, style => new CatalogChangeTextWriter(style), new CatalogChangeJsonWriter(), new CatalogChangeMarkdownWriter());
        using var sides = new CatalogSides(terminal, parsed.GetValue(_catalog) ?? ".", new EntityRefs());
        var before = sides.Open(parsed.GetValue(_before)!);
        var change = CompareCatalogs.Run(before, sides.Open(parsed.GetValue(_after)!), terminal.Cancelled);
        writer.Write(change, terminal.Output);

        // A difference is not a failure; with --fail-on, new findings of that severity or higher are.
        return options.FailOn is { } failOn && CommonOptions.Threshold(failOn) is { } least && change.NewFindings.Any(f => f.Severity >= least)
            ? ExitCode.Findings
            : ExitCode.Fine;
    }
}
