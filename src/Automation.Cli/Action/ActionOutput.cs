using System.Text;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Findings;
using Automation.Jobs.Configuration;
using Automation.Reporting.GitHub;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Cli.Action;

/// <summary>Reports the result in a job: annotations, the step's summary, outputs, and two files for later steps.</summary>
/// <param name="repository">The repository that was checked, as <c>OWNER/REPO</c>; null if it is the job's.</param>
/// <param name="files">The folder of the files for later steps.</param>
/// <param name="head">The commit that was checked, for links; null if it was the checkout.</param>
internal sealed class ActionOutput(Terminal terminal, OutputFolder files, string? repository, string? head)
{
    private const string FindingsFile = "automation-findings.json";
    private const string SarifFile = "automation-findings.sarif";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes everything; returns the step's exit code.</summary>
    public int Write(Report report)
    {
        new WorkflowCommandWriter().Write(report, terminal.Output);
        Append("GITHUB_STEP_SUMMARY", new MarkdownSummaryWriter(Links()), report);
        WriteOutputs(report, Written(FindingsFile, new JsonWriter(), report), Written(SarifFile, ReportOutput.Sarif(), report));
        return report.HasFailed ? ExitCode.Findings : ExitCode.Fine;
    }

    /// <summary>Reports the problems of the configuration, and that nothing was checked.</summary>
    public int RefuseConfiguration(Configured configured)
    {
        Write(configured.Refusal());
        return ExitCode.Usage;
    }

    /// <summary>The links that a report of this job may use.</summary>
    public ReportLinks Links()
    {
        var (server, own, run) = (terminal.Variable("GITHUB_SERVER_URL"), terminal.Variable("GITHUB_REPOSITORY"), terminal.Variable("GITHUB_RUN_ID"));
        var commit = head ?? (repository is null || repository == own ? terminal.Variable("GITHUB_SHA") : null);
        return server is null || own is null
            ? new ReportLinks { Rule = Product.LinkTo }
            : new GitHubPages(server, repository ?? own).LinksInto(commit) with
            {
                Everything = run is null ? null : new GitHubPages(server, own).WorkflowRun(run),
            };
    }

    private void WriteOutputs(Report report, string findings, string sarif)
    {
        int New(Severity severity) => report.Findings.Count(f => f.Severity == severity && !f.PreExisting);

        if (terminal.Variable("GITHUB_OUTPUT") is { } path)
        {
            // No value comes from a repository: each is a single line from this program or the workflow.
            File.AppendAllText(
                path,
                $"conclusion={report.Conclusion}\nerrors={New(Severity.Error)}\nwarnings={New(Severity.Warning)}\nfindings={findings}\nsarif={sarif}\n",
                Utf8);
        }
    }

    private void Append(string variable, MarkdownSummaryWriter writer, Report report)
    {
        if (terminal.Variable(variable) is { } path)
        {
            using var file = new StreamWriter(path, append: true, Utf8) { NewLine = "\n" };
            writer.Write(report, file);
        }
    }

    private string Written(string name, IWriter<Report> writer, Report report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        writer.Write(report, text);
        return files.Write(name, Utf8.GetBytes(text.ToString()));
    }
}
