using Automation.Cli.Hosting;
using Automation.Reporting.Ownership;

namespace Automation.Cli.Output;

/// <summary>Writes a report on owners in the format that was asked for.</summary>
internal sealed class OwnershipOutput(Terminal terminal, CommonOptions options)
{
    /// <summary>Refuses the formats that are for findings, of which such a report has none.</summary>
    /// <exception cref="UsageException">It is one of them.</exception>
    public void RefuseFormatsOfFindings()
    {
        if (options.Format is not (OutputFormat.Text or OutputFormat.Json or OutputFormat.Markdown))
        {
            throw new UsageException($"--format {options.Format.ToString().ToLowerInvariant()} is for findings, and a report on owners has none: it takes text, json or markdown.");
        }
    }

    /// <summary>Writes it to standard output.</summary>
    public int Write(OwnershipReport report)
    {
        switch (options.Format)
        {
            case OutputFormat.Json:
                new OwnershipJsonWriter().Write(report, terminal.Output);
                break;
            case OutputFormat.Markdown:
                new OwnershipMarkdownWriter().Write(report, terminal.Output);
                break;
            default:
                new OwnershipTextWriter(options.ForTerminal(terminal)).Write(report, terminal.Output);
                break;
        }

        return ExitCode.Fine;
    }
}
