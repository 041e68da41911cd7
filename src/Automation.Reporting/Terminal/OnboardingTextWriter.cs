using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>onboard --format text</c>: each wave with its repositories; in a dry run with what was inferred, and from what.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class OnboardingTextWriter(TerminalOptions options) : IWriter<OnboardingReport>
{
    private const int StateColumn = 13;
    private const int Indent = 4;

    /// <inheritdoc/>
    public void Write(OnboardingReport report, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        foreach (var wave in report.Waves)
        {
            page.Line((VisibleText.Of(wave.Name), Tone.Strong), (report.IsDryRun ? "" : $" {WaveWording.Of(wave.State)}", ToneOf(wave.State)));
            foreach (var repository in wave.Repositories)
            {
                Write(page, repository);
            }

            page.Line();
        }

        page.Sentence(0, ($"{VisibleText.Of(OnboardingWording.Whose(report))}: {VisibleText.Of(OnboardingWording.Counts(report))}.", Tone.Plain));
        page.Sentence(0, (VisibleText.Of(OnboardingWording.Next(report)), report.Fails ? Tone.Error : report.Limit is null ? Tone.Plain : Tone.Warning));
    }

    private void Write(TerminalPage page, OnboardedRepository repository)
    {
        var undecided = repository.Undecided switch { 0 => "", 1 => "  1 value to decide", var count => $"  {count:N0} values to decide" };
        page.Sentence(
            StateColumn + 2,
            ("  ", Tone.Plain),
            (OnboardingWording.Of(repository.State).PadRight(StateColumn), ToneOf(repository)),
            (VisibleText.Of(repository.Repository), Tone.Plain),
            (repository.PullRequest is null ? "" : $"  {VisibleText.Of(repository.PullRequest)}", Tone.Plain),
            (undecided, Tone.Warning),
            (repository.Detail.Length == 0 ? "" : $"  {VisibleText.Of(repository.Detail)}", Tone.Faint));
        if (repository.Inferred is { } inferred && !options.Quiet)
        {
            InferenceTextWriter.Write(page, inferred.Descriptors, Indent);
            InferenceTextWriter.Write(page, inferred.Notes, Indent);
        }
    }

    private static Tone ToneOf(WaveState state) => state switch
    {
        WaveState.Failed => Tone.Error,
        WaveState.Passed => Tone.Well,
        WaveState.Running => Tone.Warning,
        _ => Tone.Faint,
    };

    private static Tone ToneOf(OnboardedRepository repository) =>
        repository.Fails ? Tone.Error
        : repository.IsOpen || repository.State == OnboardingState.Described ? Tone.Well
        : repository.State == OnboardingState.Planned ? Tone.Warning
        : Tone.Faint;
}
