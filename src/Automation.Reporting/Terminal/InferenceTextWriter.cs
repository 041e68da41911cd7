using Automation.Core.Text;
using Automation.Reporting.Model;

namespace Automation.Reporting.Terminal;

/// <summary><c>init --format text</c>: what was inferred and from what, then what a person has to decide.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class InferenceTextWriter(TerminalOptions options) : IWriter<InferenceReport>
{
    private const int ValueWidth = 40;
    private const int NameWidth = 25;

    /// <inheritdoc/>
    public void Write(InferenceReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        if (report.Existing.Count > 0)
        {
            page.Sentence(0, ($"Nothing was written: the repository already has {Files(report.Existing)}.", Tone.Well));
            return;
        }

        if (!options.Quiet)
        {
            Write(page, report.Descriptors);
        }

        Write(page, report.Notes);
        var files = report.Descriptors.Count == 1 ? VisibleText.Of(report.Descriptors[0].Path) : $"{report.Descriptors.Count:N0} files";
        var undecided = report.Undecided switch
        {
            0 => "",
            1 => " 1 value needs a person: see its comment 'Decide:' in the file.",
            var count => $" {count:N0} values need a person: see the comments 'Decide:' in {(report.Descriptors.Count == 1 ? "the file" : "the files")}.",
        };
        page.Sentence(0, ($"{(report.IsWritten ? "Wrote" : "Would write")} {files}.{undecided}", report.Undecided > 0 ? Tone.Warning : Tone.Well));
        if (report.IsWritten)
        {
            page.Line(("Next: review, run 'automation check', and commit.", Tone.Faint));
        }
    }

    /// <summary>The values of files, and what each was inferred from.</summary>
    internal static void Write(TerminalPage page, IReadOnlyList<InferredFile> files, int indent = 0)
    {
        var margin = new string(' ', indent);
        foreach (var file in files)
        {
            page.Line(($"{margin}{VisibleText.Of(file.Path)}", Tone.Strong));
            foreach (var entity in file.Entities)
            {
                Write(page, entity, margin);
            }
        }
    }

    /// <summary>What was left out.</summary>
    internal static void Write(TerminalPage page, IReadOnlyList<string> notes, int indent = 0)
    {
        foreach (var note in notes)
        {
            page.Sentence(indent + 2, ($"{new string(' ', indent)}note: ", Tone.Warning), (VisibleText.Of(note), Tone.Plain));
        }
    }

    private static void Write(TerminalPage page, InferredEntity entity, string margin)
    {
        page.Line(($"{margin}  {VisibleText.Of(entity.Ref)}", Tone.Plain));
        foreach (var (pointer, value) in entity.Fields)
        {
            page.Sentence(
                NameWidth + 4 + margin.Length,
                ($"{margin}    {NameOf(pointer).PadRight(NameWidth)}", Tone.Faint),
                ($"{VisibleText.Of(value.Value, ValueWidth)}  ", Tone.Strong),
                ($"{(value.IsCertain ? "" : "Decide: ")}{VisibleText.Of(value.Evidence)}", value.IsCertain ? Tone.Faint : Tone.Warning));
        }
    }

    // Items have the name of their list.
    private static string NameOf(JsonPointer pointer) =>
        pointer.Parent is { } parent && pointer.Last.All(char.IsAsciiDigit) ? parent.Last : VisibleText.Of(pointer.Last);

    private static string Files(IReadOnlyList<string> paths) =>
        paths.Count == 1 ? VisibleText.Of(paths[0]) : $"{paths.Count:N0} descriptors, among them {VisibleText.Of(paths[0])}";
}
