namespace Automation.Reporting.Model;

/// <summary>An output format of a report, of changes in a catalog, or of a report on owners: one per <c>--format</c>, and one per place on GitHub.</summary>
/// <typeparam name="T">What is written.</typeparam>
public interface IWriter<in T>
{
    void Write(T model, TextWriter output);
}
