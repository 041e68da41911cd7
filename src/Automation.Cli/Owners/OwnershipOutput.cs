using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Owners;

/// <summary>Writes a report on owners in the requested format.</summary>
internal sealed class OwnershipOutput(Terminal terminal, CommonOptions options)
{
    private readonly IOwnershipWriter _writer = options.Format switch
    {
        OutputFormat.Json => new OwnershipJsonWriter(),
        OutputFormat.Markdown => new OwnershipMarkdownWriter(),
        _ => new OwnershipTextWriter(options.ForTerminal(terminal)),
    };

    /// <summary>Writes it to standard output. The run fails if fewer files have an owner than required, in percent.</summary>
    public int Write(OwnershipReport report, int? failUnder)
    {
        _writer.Write(report, terminal.Output);

        // Compared as counts: a rounded percentage must not pass.
        if (failUnder is not { } percent || report.Files.Owned * 100L >= report.Files.All * (long)percent)
        {
            return ExitCode.Fine;
        }

        terminal.Warn($"{report.Files.Owned:N0} of {report.Files.All:N0} files have an owner, fewer than the {percent}% that --fail-under asks for.");
        return ExitCode.Findings;
    }
}
