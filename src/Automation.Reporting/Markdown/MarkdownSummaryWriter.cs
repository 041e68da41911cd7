using System.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary><c>--format markdown</c>, and the summary of a step of a workflow.</summary>
/// <param name="links">The links that the text may use.</param>
public sealed class MarkdownSummaryWriter(ReportLinks links) : IWriter<Report>
{
    // Above 1 MiB, the runner does not show the file at all (actions/runner, FileCommandManager.cs).
    internal const int MostBytes = 1024 * 1024;

    /// <inheritdoc/>
    public void Write(Report report, TextWriter output) =>
        output.Write(new MarkdownReport(links).Render(report, "", MostBytes, Encoding.UTF8.GetByteCount));
}
