using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary><c>template waves --format markdown</c>: the tracking table.</summary>
public sealed class WavesMarkdownWriter : IWriter<WavesReport>
{
    private const int MostRows = 1_000;
    private const int RoomForMarker = 200;

    /// <inheritdoc/>
    public void Write(WavesReport report, TextWriter output)
    {
        var budget = new Budget(CommentWriter.MostCharacters - RoomForMarker, text => text.Length);
        var opening = $"**{MarkdownText.Code(report.Template)} {MarkdownText.Code(report.To.ToString())}: "
            + $"{(report.Waves.Count == 0 ? "no services" : WaveWording.Counts(report.Services))}.** {MarkdownText.Plain(WaveWording.Next(report))}\n";
        budget.Take(opening);
        output.Write(opening);
        foreach (var wave in report.Waves)
        {
            output.Write(MarkdownTable.Of(
                $"\n### {MarkdownText.Plain(wave.Name)}: {WaveWording.Of(wave.State)}\n\n| Service | Owner | State | |\n|:--|:--|:--|:--|\n",
                wave.Services.Select(Row),
                wave.Services.Count,
                MostRows,
                budget));
        }
    }

    private static string Row(WaveService service)
    {
        var state = WaveWording.Of(service.State);
        return $"| {MarkdownText.Code(service.Entity, inTable: true)} | {MarkdownTable.Cell(service.Owner)} | "
            + $"{(service.PullRequest is null ? state : MarkdownText.Link(state, service.PullRequest))} | {MarkdownTable.Cell(service.Detail, 300)} |\n";
    }
}
