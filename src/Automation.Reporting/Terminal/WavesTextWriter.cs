using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>template waves --format text</c>: each wave with its services.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class WavesTextWriter(TerminalOptions options) : IWriter<WavesReport>
{
    private const int StateColumn = 14;

    /// <inheritdoc/>
    public void Write(WavesReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        foreach (var wave in report.Waves)
        {
            page.Line(($"{VisibleText.Of(wave.Name)} ", Tone.Strong), (WaveWording.Of(wave.State), ToneOf(wave.State)));
            foreach (var service in wave.Services)
            {
                page.Sentence(
                    StateColumn + 2,
                    ("  ", Tone.Plain),
                    ($"{WaveWording.Of(service.State).PadRight(StateColumn)}", ToneOf(service)),
                    (VisibleText.Of(service.Entity), Tone.Plain),
                    (service.PullRequest is null ? "" : $"  {VisibleText.Of(service.PullRequest)}", Tone.Plain),
                    (service.Detail.Length == 0 ? "" : $"  {VisibleText.Of(service.Detail)}", Tone.Faint));
            }

            page.Line();
        }

        if (report.Waves.Count > 0)
        {
            page.Sentence(0, ($"{VisibleText.Of(report.Template)} {report.To}: {WaveWording.Counts(report.Services)}.", Tone.Plain));
        }

        page.Sentence(0, (VisibleText.Of(WaveWording.Next(report)), report.Fails ? Tone.Error : Tone.Plain));
        if (report.Tracking is { } tracking)
        {
            page.Line(($"Table: {VisibleText.Of(tracking)}", Tone.Faint));
        }
    }

    private static Tone ToneOf(WaveState state) => state switch
    {
        WaveState.Failed => Tone.Error,
        WaveState.Passed => Tone.Well,
        WaveState.Running => Tone.Warning,
        _ => Tone.Faint,
    };

    private static Tone ToneOf(WaveService service) =>
        service.Fails ? Tone.Error
        : service.State is WaveServiceState.Adopted or WaveServiceState.Open ? Tone.Well
        : service.State is WaveServiceState.Pending or WaveServiceState.Planned ? Tone.Warning
        : Tone.Faint;
}
