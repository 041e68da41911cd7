using Automation.Cli.Hosting;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Rules;
using Automation.Reporting.GitHub;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Sarif;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;

namespace Automation.Cli.Options;

/// <summary>Writes a report in the requested format.</summary>
internal sealed class ReportOutput(Terminal terminal, CommonOptions options)
{
    /// <summary>Writes it to standard output, and returns the exit code.</summary>
    /// <param name="lines">The writer for <c>jsonl</c>, which differs by command.</param>
    public int Write(Report report, IWriter<Report> lines)
    {
        report = options.FailOn is { } failOn ? report with { FailOn = CommonOptions.Threshold(failOn) } : report;
        WriterOf(lines).Write(report, terminal.Output);
        return report.HasFailed ? ExitCode.Findings : ExitCode.Fine;
    }

    /// <summary>Rejects an option that prints something other than a report if a machine format was requested.</summary>
    public void RequireText(string option)
    {
        if (options.Format != OutputFormat.Text)
        {
            throw new UsageException($"{option} prints a unified diff: omit --format, or omit {option} to get a report.");
        }
    }

    /// <summary>The exit code of a run that printed a diff of the fixes instead of the report.</summary>
    public int WriteOutcomeAlone(Report report)
    {
        report = options.FailOn is { } failOn ? report with { FailOn = CommonOptions.Threshold(failOn) } : report;
        new TerminalWriter(options.ForTerminal(terminal) with { Colours = false }).WriteOutcome(report, terminal.Error);
        return report.Findings.Any(report.Fails) ? ExitCode.Findings : ExitCode.Fine;
    }

    /// <summary>Reports the problems of the configuration on standard error, and that nothing was checked.</summary>
    public int RefuseConfiguration(Configured configured)
    {
        Text().Write(configured.Refusal() with { NotChecked = [] }, terminal.Error);
        terminal.Warn("nothing was checked, because the configuration has errors.");
        return ExitCode.Usage;
    }

    /// <summary>Reports the problems of the file of sources on standard error, and that nothing was built.</summary>
    /// <param name="file">The file; null if it could not be read.</param>
    public int RefuseSources(IReadOnlyList<Finding> findings, SourceText? file)
    {
        var sources = file is null ? [] : new[] { file };
        Text().Write(new Report("The sources", findings) { Sources = sources.ToDictionary(s => s.Path), Files = sources.Length }, terminal.Error);
        terminal.Warn("nothing was built, because the file of sources has errors.");
        return ExitCode.Usage;
    }

    /// <summary>The SARIF writer, with all rules.</summary>
    public static SarifWriter Sarif() => new(Product.Version, Product.Address, RuleReference.All, Product.LinkTo);

    private IWriter<Report> WriterOf(IWriter<Report> lines) => options.Format switch
    {
        OutputFormat.Json => new JsonWriter(),
        OutputFormat.Jsonl => lines,
        OutputFormat.Sarif => Sarif(),
        OutputFormat.Github => new WorkflowCommandWriter(),
        OutputFormat.Markdown => new MarkdownSummaryWriter(new ReportLinks { Rule = Product.LinkTo }),
        _ => Text(),
    };

    private TerminalWriter Text() => new(options.ForTerminal(terminal));
}
