using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Terminal;

/// <summary><c>catalog search --format text</c>: two lines per entity, for a terminal.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class SearchTextWriter(TerminalOptions options)
{
    public void Write(SearchReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        foreach (var (reference, title, type, owner, description) in report.Hits)
        {
            page.Line(
                (VisibleText.Of(reference), Tone.Strong),
                (reference.EndsWith($"/{title}", StringComparison.OrdinalIgnoreCase) ? "" : $"  {VisibleText.Of(title)}", Tone.Plain),
                (type is null ? "" : $"  {VisibleText.Of(type)}", Tone.Help),
                (owner is null ? "" : $"  owned by {VisibleText.Of(owner)}", Tone.Faint));
            if (description is not null && !options.Quiet)
            {
                page.Line(($"  {VisibleText.Of(description, Math.Max(40, options.Width - 2))}", Tone.Faint));
            }
        }

        page.Line((Sum(report), report.Found == 0 ? Tone.Warning : Tone.Well));
    }

    private static string Sum(SearchReport report) => report.Found == 0 ? "No entity matches."
        : report.Found == report.Hits.Count ? $"{Entities(report.Found)}."
        : $"{Entities(report.Found)}; these are the first {report.Hits.Count:N0}. --limit shows more.";

    private static string Entities(int number) => number == 1 ? "1 entity" : $"{number:N0} entities";
}
