namespace Automation.Reporting.Model;

/// <summary>A format of a report, of the changes in a catalog, or of a report on owners: one for each <c>--format</c>, and one for each place on GitHub.</summary>
/// <typeparam name="T">What is written.</typeparam>
public interface IWriter<in T>
{
    /// <summary>Writes the model to <paramref name="output"/>.</summary>
    void Write(T model, TextWriter output);
}
