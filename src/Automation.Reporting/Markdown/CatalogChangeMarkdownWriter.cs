using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary><c>catalog diff --format markdown</c>: fits into a GitHub comment, and therefore into a step's summary.</summary>
public sealed class CatalogChangeMarkdownWriter : IWriter<CatalogChange>
{
    /// <inheritdoc/>
    public void Write(CatalogChange change, TextWriter output) =>
        output.Write(CatalogChangeSection.Of(
            change,
            $"### What changes in the catalog\n\n{CatalogChangeWording.Summary(change)}\n",
            new Budget(OwnershipMarkdownWriter.MostCharacters, text => text.Length)));
}
