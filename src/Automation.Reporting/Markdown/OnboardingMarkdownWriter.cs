using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary><c>onboard --format markdown</c>, and the summary of the action: a table of repositories.</summary>
public sealed class OnboardingMarkdownWriter : IWriter<OnboardingReport>
{
    private const int MostRows = 1_000;
    private const int MostEntities = 3;

    /// <inheritdoc/>
    public void Write(OnboardingReport report, TextWriter output)
    {
        var budget = new Budget(CommentWriter.MostCharacters, text => text.Length);
        var opening = $"**{MarkdownText.Plain(OnboardingWording.Whose(report))}: {OnboardingWording.Counts(report)}.** "
            + $"{MarkdownText.Plain(OnboardingWording.Next(report))}\n";
        budget.Take(opening);
        output.Write(opening);
        foreach (var wave in report.Waves)
        {
            output.Write(MarkdownTable.Of(
                $"\n### {MarkdownText.Plain(wave.Name)}{(report.IsDryRun ? "" : $": {WaveWording.Of(wave.State)}")}\n\n"
                + "| Repository | State | Entities | To decide | |\n|:--|:--|:--|--:|:--|\n",
                wave.Repositories.Select(Row),
                wave.Repositories.Count,
                MostRows,
                budget));
        }
    }

    private static string Row(OnboardedRepository repository)
    {
        var state = OnboardingWording.Of(repository.State);
        var more = repository.Entities.Count > MostEntities ? $" and {repository.Entities.Count - MostEntities:N0} more" : "";
        return $"| {MarkdownText.Code(repository.Repository, inTable: true)} "
            + $"| {(repository.PullRequest is null ? state : MarkdownText.Link(state, repository.PullRequest))} "
            + $"| {string.Join(", ", repository.Entities.Take(MostEntities).Select(e => MarkdownText.Code(e, inTable: true)))}{more} "
            + $"| {(repository.Undecided == 0 ? "" : $"{repository.Undecided:N0}")} | {MarkdownTable.Cell(repository.Detail, 300)} |\n";
    }
}
