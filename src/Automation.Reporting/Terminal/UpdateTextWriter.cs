using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Terminal;

/// <summary><c>template update --format text</c>: what is taken, what stays, and what a person has to decide.</summary>
/// <param name="options">How much to print, and how.</param>
/// <param name="isDryRun">Whether nothing was written.</param>
public sealed class UpdateTextWriter(TerminalOptions options, bool isDryRun = false) : IWriter<UpdateReport>
{
    /// <inheritdoc/>
    public void Write(UpdateReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        if (report.Refusal is not null)
        {
            page.Sentence(0, ("Nothing was updated. ", Tone.Error), (VisibleText.Of(report.Refusal), Tone.Plain));
            return;
        }

        foreach (var file in report.Files)
        {
            var (word, tone) = Word(file.What);
            page.Sentence(
                15,
                ($"{word,-15}", tone),
                (VisibleText.Of(file.Path), Tone.Plain),
                (file.Reason.Length == 0 ? "" : $"  {VisibleText.Of(file.Reason)}", Tone.Faint));
            foreach (var conflict in file.Conflicts)
            {
                page.Line(($"  line {conflict.Line}", Tone.Faint));
                Lines(page, "- ", conflict.Service, "the service (kept)");
                Lines(page, "+ ", conflict.Template, "the template");
            }
        }

        foreach (var note in report.Notes)
        {
            page.Sentence(2, ("note ", Tone.Warning), (VisibleText.Of(note), Tone.Plain));
        }

        var conflicts = report.Conflicts.Count();
        page.Sentence(
            0,
            report.IsCurrent ? ($"The service already has {VisibleText.Of(report.To.ToString())}.", Tone.Well)
            : conflicts > 0 ? ($"{Stayed(conflicts)} Decide before the next update, which starts from this revision.", Tone.Error)
            : (
                $"{(isDryRun ? "This updates it" : "Updated")} from {VisibleText.Of(report.From.ToString())} to {VisibleText.Of(report.To.ToString())}.",
                Tone.Well));
    }

    private static string Stayed(int conflicts) => conflicts == 1
        ? "1 file needs a decision; the service's version was kept."
        : $"{conflicts:N0} files need a decision; the service's versions were kept.";

    private static void Lines(TerminalPage page, string sign, string lines, string none)
    {
        if (lines.Length == 0)
        {
            page.Line(($"  {sign}(no line: {none})", Tone.Faint));
        }

        foreach (var line in lines.Length == 0 ? [] : lines.TrimEnd('\n').Split('\n'))
        {
            page.Line(($"  {sign}", Tone.Faint), (VisibleText.Of(line), Tone.Plain));
        }
    }

    private static (string, Tone) Word(string what) => what switch
    {
        "conflict" => ("conflict", Tone.Error),
        "staysdeleted" => ("stays deleted", Tone.Faint),
        "dropped" => ("kept", Tone.Warning),
        "declined" => ("declined", Tone.Faint),
        _ => (what, Tone.Well),
    };
}
