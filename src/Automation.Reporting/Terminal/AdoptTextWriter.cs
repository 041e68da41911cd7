using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Terminal;

/// <summary><c>template adopt --format text</c>: the revision, and what the service has otherwise.</summary>
/// <param name="options">How much to print, and how.</param>
/// <param name="isDryRun">Whether nothing was written.</param>
public sealed class AdoptTextWriter(TerminalOptions options, bool isDryRun) : IWriter<AdoptReport>
{
    private const int MostNamed = 20;

    /// <inheritdoc/>
    public void Write(AdoptReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        if (report.Refusal is { } refusal)
        {
            page.Sentence(0, ("The service was not adopted. ", Tone.Error), (VisibleText.Of(refusal), Tone.Plain));
            return;
        }

        foreach (var path in report.Differing.Take(MostNamed))
        {
            page.Line(($"{"differs",-9}", Tone.Warning), (VisibleText.Of(path), Tone.Plain));
        }

        if (report.Differing.Count > MostNamed)
        {
            page.Line(($"{"",-9}and {report.Differing.Count - MostNamed:N0} more", Tone.Faint));
        }

        page.Sentence(
            0,
            ($"{VisibleText.Of(report.Template)} {VisibleText.Of(report.Revision.ToString())}", Tone.Strong),
            ($" is the closest of {report.Tried:N0} revisions: ", Tone.Plain),
            ($"{report.Files - report.Differing.Count:N0} of {report.Files:N0} files are the same.", Tone.Plain));
        page.Sentence(0, (isDryRun ? "Nothing was written." : "Wrote .automation/scaffold.yml: commit it, and run 'automation template update'.", Tone.Well));
    }
}
