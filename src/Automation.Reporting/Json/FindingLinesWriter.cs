using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>check --format jsonl</c>: one finding per line.</summary>
public sealed class FindingLinesWriter : IWriter<Report>
{
    /// <inheritdoc/>
    public void Write(Report report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        foreach (var finding in report.Findings)
        {
            FindingJson.Write(lines.Json, finding);
            lines.EndLine();
        }
    }
}
