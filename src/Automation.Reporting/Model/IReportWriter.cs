namespace Automation.Reporting.Model;

/// <summary>An output format for reports. One implementation per <c>--format</c>, and one per place on GitHub.</summary>
public interface IReportWriter
{
    /// <summary>Writes the report to <paramref name="output"/>.</summary>
    void Write(Report report, TextWriter output);
}
