using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>catalog diff --format json</c>: everything, as one object on one line.</summary>
public sealed class CatalogChangeJsonWriter : IWriter<CatalogChange>
{
    /// <inheritdoc/>
    public void Write(CatalogChange change, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        CatalogChangeJson.Write(lines, change);
        lines.EndLine();
    }
}
