namespace Automation.Reporting.Model;

/// <summary>One way to write a report on owners down. One implementation per <c>--format</c>.</summary>
public interface IOwnershipWriter
{
    /// <summary>Writes the report to <paramref name="output"/>.</summary>
    void Write(OwnershipReport report, TextWriter output);
}
