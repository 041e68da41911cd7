namespace Automation.Reporting.Model;

/// <summary>A format of the changes in a catalog. One implementation per <c>--format</c>.</summary>
public interface ICatalogChangeWriter
{
    /// <summary>Writes the change to <paramref name="output"/>.</summary>
    void Write(CatalogChange change, TextWriter output);
}
