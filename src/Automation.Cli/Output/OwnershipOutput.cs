using Automation.Cli.Hosting;
using Automation.Reporting.Ownership;

namespace Automation.Cli.Output;

/// <summary>Writes a report on owners in the format that was asked for; those of findings are refused before anything is read.</summary>
internal sealed class OwnershipOutput(Terminal terminal, CommonOptions options)
{
    private readonly IOwnershipWriter _writer = options.Format switch
    {
        OutputFormat.Text => new OwnershipTextWriter(options.ForTerminal(terminal)),
        OutputFormat.Json => new OwnershipJsonWriter(),
        OutputFormat.Markdown => new OwnershipMarkdownWriter(),
        var other => throw new UsageException($"--format {other.ToString().ToLowerInvariant()} is for findings, and a report on owners has none: it takes text, json or markdown."),
    };

    /// <summary>Writes it to standard output; no report on owners fails a run.</summary>
    public int Write(OwnershipReport report)
    {
        _writer.Write(report, terminal.Output);
        return ExitCode.Fine;
    }
}
