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

/// <summary>Writes a report in the format that was asked for.</summary>
internal sealed class ReportOutput(Terminal terminal, CommonOptions options)
{
    /// <summary>Writes it to standard output, and says how the run ends.</summary>
    /// <param name="report">The report.</param>
    /// <param name="lines">The writer of <c>jsonl</c>, which differs from command to command.</param>
    public int Write(Report report, IReportWriter lines)
    {
        report = options.FailOn is { } failOn ? report with { FailOn = CommonOptions.Threshold(failOn) } : report;
        WriterOf(lines).Write(report, terminal.Output);
        return report.HasFailed ? ExitCode.Findings : ExitCode.Fine;
    }

    /// <summary>Refuses an option that prints something else than a report where a format for programs was asked for.</summary>
    public void RequireText(string option)
    {
        if (options.Format != OutputFormat.Text)
        {
            throw new UsageException($"{option} prints a unified diff: leave out --format, or leave out {option} for a report.");
        }
    }

    /// <summary>Says how a run ends that showed what fixes would change instead of the report.</summary>
    public int WriteOutcomeAlone(Report report)
    {
        report = options.FailOn is { } failOn ? report with { FailOn = CommonOptions.Threshold(failOn) } : report;
        new TerminalWriter(options.ForTerminal(terminal) with { Colours = false }).WriteOutcome(report, terminal.Error);
        return report.Findings.Any(report.Fails) ? ExitCode.Findings : ExitCode.Fine;
    }

    /// <summary>Says what is wrong with the configuration, on standard error, and that nothing was checked.</summary>
    public int RefuseConfiguration(Configured configured)
    {
        Text().Write(configured.Refusal() with { NotChecked = [] }, terminal.Error);
        terminal.Warn("nothing was checked, because the configuration cannot be understood.");
        return ExitCode.Usage;
    }

    /// <summary>Says what is wrong with the file of sources, on standard error, and that nothing was built.</summary>
    /// <param name="findings">What is wrong with it.</param>
    /// <param name="file">The file; null where it could not be read.</param>
    public int RefuseSources(IReadOnlyList<Finding> findings, SourceText? file)
    {
        var sources = file is null ? [] : new[] { file };
        Text().Write(new Report("The sources", findings) { Sources = sources.ToDictionary(s => s.Path), Files = sources.Length }, terminal.Error);
        terminal.Warn("nothing was built, because the file of sources cannot be understood.");
        return ExitCode.Usage;
    }

    /// <summary>The SARIF writer, with every rule there is.</summary>
    public static SarifWriter Sarif() => new(Product.Version, Product.Address, RuleReference.All, Product.LinkTo);

    private IReportWriter WriterOf(IReportWriter lines) => options.Format switch
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
