namespace Automation.Reporting.Model;

/// <summary>An output format for reports on owners. One implementation per <c>--format</c>.</summary>
public interface IOwnershipWriter
{
    /// <summary>Writes the report to <paramref name="output"/>.</summary>
    void Write(OwnershipReport report, TextWriter output);
}
