using System.Text;
using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary><c>owners report --format markdown</c>: fits into a GitHub comment, and therefore into a step's summary.</summary>
public sealed class OwnershipMarkdownWriter : IWriter<OwnershipReport>
{
    // GitHub refuses a comment of more than 65,536 characters; one is left for a line feed that the poster may add.
    internal const int MostCharacters = CommentWriter.MostCharacters - 1;

    private const int MostRows = 50;

    /// <inheritdoc/>
    public void Write(OwnershipReport report, TextWriter output)
    {
        var budget = new Budget(MostCharacters, text => text.Length);
        var text = new StringBuilder();
        Append("### Who owns the files\n\n");
        Append(MarkdownText.Plain(OwnershipWording.Summary(report)) + "\n");
        foreach (var note in OwnershipWording.Notes(report.Codeowners)
            .Concat(report.NotChecked.Select(n => $"Not checked: {n.What}, because {ReportWording.Because(n.Why)}")))
        {
            Append($"\n{MarkdownText.Plain(note)}\n");
        }

        if (report.Change is { } change)
        {
            text.Append(OwnershipChangeSection.Of(change, budget));
        }

        text.Append(Owners(report, budget)).Append(Folders(report.Folders, budget)).Append(WithoutOwner(report, budget));
        output.Write(text.ToString());

        void Append(string part)
        {
            budget.Take(part);
            text.Append(part);
        }
    }

    private static string Owners(OwnershipReport report, Budget budget) => MarkdownTable.Of(
        $"\n#### By owner\n\n{OwnershipWording.CountsForEach}\n\n| Owner | Files | Share |\n|:--|--:|--:|\n",
        report.Owners.Select(o => $"| {MarkdownTable.Cell(o.Owner)} | {o.Files:N0} | {OwnershipWording.Percent(o.Files, report.Files.All)} |\n"),
        report.Owners.Count, MostRows, budget);

    private static string Folders(IReadOnlyList<FolderCoverage> folders, Budget budget) => MarkdownTable.Of(
        "\n#### By folder\n\nEach folder includes its subfolders.\n\n| Folder | Files | Owned | Unowned | Unmatched | Owners |\n|:--|--:|--:|--:|--:|:--|\n",
        folders.Select(
            f =>
                $"| {MarkdownTable.Cell(f.Path)}/ | {f.Files.All:N0} | {f.Files.Owned:N0} | {f.Files.Unowned:N0} | {f.Files.Unmatched:N0} | "
                + $"{MarkdownTable.Cell(OwnershipTextWriter.Principal(f))} |\n"),
        folders.Count, MostRows, budget);

    private static string WithoutOwner(OwnershipReport report, Budget budget) => report.Codeowners.State != CodeownersState.InForce ? "" : MarkdownTable.Of(
        "\n#### Files without an owner\n\n",
        report.WithoutOwner.Select(f => $"- {MarkdownText.Code(f.Path)}: {OwnershipWording.WhyNobody(f.Line)}\n"),
        report.WithoutOwner.Count, MostRows, budget);
}
