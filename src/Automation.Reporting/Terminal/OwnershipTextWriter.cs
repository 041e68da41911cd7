using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>owners report --format text</c>: for a terminal. The effect of the change is first, then the repository.</summary>
/// <param name="options">The amount and style of the output; verbose is complete.</param>
public sealed class OwnershipTextWriter(TerminalOptions options) : IWriter<OwnershipReport>
{
    private const int MostRows = 30;
    private const int MostPaths = 10;

    /// <inheritdoc/>
    public void Write(OwnershipReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        page.Line((Shown(OwnershipWording.Summary(report)), report.Files.WithoutOwner == 0 ? Tone.Well : Tone.Warning));
        if (report.Change is { } change)
        {
            page.Line((Shown(OwnershipWording.Touched(change.Touched)), Tone.Strong));
            page.Line((Shown(OwnershipWording.Handovers(change.Handovers)), Tone.Strong));
        }

        if (options.Quiet)
        {
            return;
        }

        WriteNotes(page, report);
        if (report.Change is { } compared)
        {
            WriteTouched(page, compared.Touched);
            WriteHandovers(page, compared.Handovers);
        }

        WriteOwners(page, report);
        WriteFolders(page, report.Folders);
        WriteWithoutOwner(page, report);
    }

    private static void WriteNotes(TerminalPage page, OwnershipReport report)
    {
        foreach (var note in OwnershipWording.Notes(report.Codeowners))
        {
            page.Line((Shown(note), Tone.Plain));
        }

        foreach (var (what, why) in report.NotChecked)
        {
            page.Line(("not checked", Tone.Warning), ($": {Shown(what)}, because {Shown(ReportWording.Because(why))}", Tone.Plain));
        }
    }

    private void WriteTouched(TerminalPage page, TouchedFiles touched)
    {
        var mostGroups = Most(MostRows);
        foreach (var (owners, paths) in touched.Groups.Take(mostGroups))
        {
            Heading(page, $"Touched, owned by {OwnershipWording.Owners(owners)}: {ReportWording.Count(paths.Count, "file")}");
            var rows = new TextColumns(options.Width, numbers: 0);
            var most = Most(MostPaths);
            foreach (var (path, line) in paths.Take(most))
            {
                rows.Add(path, OwnershipWording.Decides(owners, line));
            }

            Table(page, rows, heading: false);
            More(page, paths.Count - most);
        }

        More(page, touched.Groups.Count - mostGroups, "groups of owners");
    }

    private void WriteHandovers(TerminalPage page, HandoverSummary handovers)
    {
        var most = Most(MostRows);
        foreach (var (from, to, files, examples) in handovers.Groups.Take(most))
        {
            Heading(page, $"From {OwnershipWording.Owners(from)} to {OwnershipWording.Owners(to)}: {ReportWording.Count(files, "file")}");
            var rows = new TextColumns(options.Width, numbers: 0);
            foreach (var (path, fromLine, toLine) in examples)
            {
                rows.Add(path, $"{OwnershipWording.Line(fromLine)}, then {OwnershipWording.Line(toLine)}");
            }

            Table(page, rows, heading: false);
            More(page, files - examples.Count);
        }

        More(page, handovers.Groups.Count - most, "pairs of owners");
    }

    private void WriteOwners(TerminalPage page, OwnershipReport report)
    {
        if (report.Owners.Count == 0)
        {
            return;
        }

        Heading(page, "By owner", OwnershipWording.CountsForEach);
        var rows = new TextColumns(options.Width, numbers: 2).Add("owner", "files", "share");
        var most = Most(MostRows);
        foreach (var (owner, files) in report.Owners.Take(most))
        {
            rows.Add(owner, $"{files:N0}", OwnershipWording.Percent(files, report.Files.All));
        }

        Table(page, rows, heading: true);
        More(page, report.Owners.Count - most);
    }

    private void WriteFolders(TerminalPage page, IReadOnlyList<FolderCoverage> folders)
    {
        if (folders.Count == 0)
        {
            return;
        }

        Heading(page, "By folder", "Each folder includes its subfolders.");
        var rows = new TextColumns(options.Width, numbers: 4).Add("folder", "files", "owned", "unowned", "unmatched", "owners");
        var most = Most(MostRows);
        foreach (var folder in folders.Take(most))
        {
            var counts = folder.Files;
            rows.Add(
                new string(' ', 2 * (folder.Depth - 1)) + folder.Path + "/",
                $"{counts.All:N0}",
                $"{counts.Owned:N0}",
                $"{counts.Unowned:N0}",
                $"{counts.Unmatched:N0}",
                Principal(folder));
        }

        Table(page, rows, heading: true);
        More(page, folders.Count - most);
    }

    private void WriteWithoutOwner(TerminalPage page, OwnershipReport report)
    {
        // If no file is read, there is nothing else to report.
        if (report.WithoutOwner.Count == 0 || report.Codeowners.State != CodeownersState.InForce)
        {
            return;
        }

        Heading(page, "Files without an owner");
        var rows = new TextColumns(options.Width, numbers: 0);
        var most = Most(MostRows);
        foreach (var (path, line) in report.WithoutOwner.Take(most))
        {
            rows.Add(path, OwnershipWording.WhyNobody(line));
        }

        Table(page, rows, heading: false);
        More(page, report.WithoutOwner.Count - most);
    }

    /// <summary>The owners of most of a folder.</summary>
    internal static string Principal(FolderCoverage folder)
    {
        var more = folder.Owners - folder.Principal.Count;
        return string.Join(", ", folder.Principal.Select(o => $"{o.Owner} {o.Files:N0}")) + (more > 0 ? $" and {more:N0} more" : "");
    }

    private int Most(int count) => options.Verbose ? int.MaxValue : count;

    private static void Heading(TerminalPage page, string heading, string note = "")
    {
        page.Line();
        page.Line((Shown(heading), Tone.Strong), (note.Length == 0 ? "" : $"  {note}", Tone.Faint));
    }

    private static void Table(TerminalPage page, TextColumns rows, bool heading)
    {
        foreach (var (index, line) in rows.Lines().Index())
        {
            page.Line((line, heading && index == 0 ? Tone.Faint : Tone.Plain));
        }
    }

    private static void More(TerminalPage page, int count, string what = "")
    {
        if (count > 0)
        {
            page.Line(($"  … and {count:N0} more{(what.Length == 0 ? "" : $" {what}")}", Tone.Faint));
        }
    }

    private static string Shown(string text) => VisibleText.Of(text, 2_000);
}
