using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>catalog diff --format text</c>: for a person at a terminal. What breaks and who must act come first.</summary>
/// <param name="options">The amount and style of the output; verbose is complete.</param>
public sealed class CatalogChangeTextWriter(TerminalOptions options) : IWriter<CatalogChange>
{
    /// <inheritdoc/>
    public void Write(CatalogChange change, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        page.Line((VisibleText.Of(CatalogChangeWording.Summary(change)), change.Relations.Any(r => r.Breaks) ? Tone.Warning : Tone.Strong));
        if (!options.Quiet)
        {
            new CatalogChangePage(page, options).Write(change);
        }
    }
}
