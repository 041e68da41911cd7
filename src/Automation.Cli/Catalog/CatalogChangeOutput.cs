using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Catalog;

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
