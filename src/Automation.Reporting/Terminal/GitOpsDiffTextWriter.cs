using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>gitops diff --format text</c>: each application with its fields above its objects.</summary>
/// <param name="options">How much to print, and how.</param>
public sealed class GitOpsDiffTextWriter(TerminalOptions options) : IWriter<GitOpsDiff>
{
    /// <inheritdoc/>
    public void Write(GitOpsDiff diff, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        new GitOpsDiffPage(page, withLines: !options.Quiet).Write(diff.Applications);
        Sentences(page, "error: ", Tone.Error, diff.Problems);
        Sentences(page, "undecided: ", Tone.Warning, diff.Undecided);
        foreach (var (what, why) in diff.NotChecked)
        {
            page.Sentence(2, ("not known: ", Tone.Warning), ($"{VisibleText.Of(what)}, because {VisibleText.Of(ReportWording.Because(why))}", Tone.Plain));
        }

        page.Sentence(0, ($"{GitOpsDiffWording.Headline(diff)}.", Tone.Strong));
        page.Sentence(0, (VisibleText.Of(GitOpsDiffWording.Scope(diff)), Tone.Faint));
    }

    private static void Sentences(TerminalPage page, string label, Tone tone, IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            page.Sentence(4, (label, tone), (VisibleText.Of(sentence), Tone.Plain));
        }
    }
}

/// <summary>The changed applications, each with its fields above its objects.</summary>
/// <param name="withLines">Whether the changed lines of objects are shown.</param>
internal sealed class GitOpsDiffPage(TerminalPage page, bool withLines)
{
    public void Write(IEnumerable<ApplicationDiff> applications)
    {
        foreach (var application in applications)
        {
            Write(application);
            page.Line();
        }
    }

    private void Write(ApplicationDiff application)
    {
        var place = application.Place;
        page.Line(
            ($"{VisibleText.Of(application.Name)} ", Tone.File),
            (GitOpsDiffWording.Of(application), ToneOf(application.State)),
            ($"  {VisibleText.Of(application.File)}{(application.Origin.Length == 0 ? "" : $", {VisibleText.Of(application.Origin)}")}", Tone.Faint));
        var where = $"cluster {Named(place.Cluster)}, namespace {Named(place.Namespace)}, project {Named(place.Project)}, revision {Named(place.Revision)}";
        page.Line(("  ", Tone.Plain), (VisibleText.Of(where), Tone.Faint));
        if (application.Fate.Length > 0)
        {
            page.Sentence(2, ("  ", Tone.Plain), (VisibleText.Of(application.Fate), Tone.Warning));
        }

        foreach (var field in application.Fields)
        {
            var (before, after) = GitOpsDiffWording.Values(field);
            page.Sentence(4, ($"  {VisibleText.Of(field.Name)}: ", Tone.Strong), (VisibleText.Of(before), Tone.Plain), (" -> ", Tone.Faint),
                (VisibleText.Of(after), Tone.Plain));
        }

        Sentences("  error: ", Tone.Error, application.Problems);
        Sentences("  warning: ", Tone.Warning, application.Warnings);
        Sentences("  undecided: ", Tone.Warning, application.Undecided);
        if (GitOpsDiffWording.Hidden(application) is { Length: > 0 } hidden)
        {
            page.Line(($"  {hidden}", Tone.Faint));
        }

        foreach (var one in application.Objects)
        {
            page.Line(
                ("  ", Tone.Plain), ($"{VisibleText.Of(one.Name)} ", Tone.Strong), (GitOpsDiffWording.Of(application, one), ToneOf(one.State)),
                (one.Hook.Length == 0 ? "" : $"  hook {VisibleText.Of(one.Hook)}", Tone.Faint));
            foreach (var line in withLines ? one.Lines : [])
            {
                page.Line(($"    {VisibleText.Of(line)}", line.Length == 0 ? Tone.Plain : line[0] switch
                {
                    '+' => Tone.Well,
                    '-' => Tone.Error,
                    '@' => Tone.Gutter,
                    _ => Tone.Plain,
                }));
            }
        }
    }

    private void Sentences(string label, Tone tone, IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            page.Sentence(4, (label, tone), (VisibleText.Of(sentence), Tone.Plain));
        }
    }

    private static string Named(string text) => text.Length == 0 ? "(none)" : text;

    private static Tone ToneOf(DiffState state) => state switch
    {
        DiffState.Added => Tone.Well,
        DiffState.Deleted => Tone.Error,
        _ => Tone.Warning,
    };
}
