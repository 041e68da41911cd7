using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Terminal;

/// <summary><c>template update --format text</c>: what is taken, what stays, and what a person has to decide.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class UpdateTextWriter(TerminalOptions options) : IWriter<UpdateReport>
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
        }

        foreach (var note in report.Notes)
        {
            page.Sentence(2, ("note ", Tone.Warning), (VisibleText.Of(note), Tone.Plain));
        }

        var conflicts = report.Conflicts.Count();
        page.Sentence(
            0,
            report.From == report.To ? ("The service has this revision already.", Tone.Well)
            : conflicts == 1 ? ("1 file needs a decision and stayed as the service has it.", Tone.Error)
            : conflicts > 1 ? ($"{conflicts:N0} files need a decision and stayed as the service has them.", Tone.Error)
            : ($"Updated from {Short(report.From)} to {Short(report.To)}.", Tone.Well));
    }

    private static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;

    private static (string, Tone) Word(string what) => what switch
    {
        "conflict" => ("conflict", Tone.Error),
        "staysdeleted" => ("stays deleted", Tone.Faint),
        "dropped" => ("kept", Tone.Warning),
        "declined" => ("declined", Tone.Faint),
        _ => (what, Tone.Well),
    };
}
