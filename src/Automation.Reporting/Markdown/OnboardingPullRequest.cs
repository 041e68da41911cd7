using System.Text;
using Automation.Core.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Markdown;

/// <summary>The pull request that gives a repository its first descriptor. It explains itself: many who read it have never heard of a catalog.</summary>
/// <param name="inferred">What was inferred.</param>
public sealed class OnboardingPullRequest(InferenceReport inferred)
{
    /// <summary>Its branch. By it the pull request is found again, open or not: another name would open all of them again.</summary>
    public const string Branch = "automation/onboard";

    private const string Marker = "<!-- automation:onboard -->";

    // GitHub says who closed a pull request only in another call; what the program closes, it marks in the same call that closes it.
    private const string ClosedMark = "<!-- automation:onboard closed -->\n";
    private const string Format = "https://backstage.io/docs/features/software-catalog/descriptor-format";
    private const int MostValues = 300;

    private readonly Budget _budget = new(CommentWriter.MostCharacters - 1_000, text => text.Length);

    public string Title => inferred.Descriptors.Count == 1 ? $"Add {NameOf(inferred.Descriptors[0])}" : $"Add {inferred.Descriptors.Count:N0} descriptors";

    /// <summary>The comment that says why it is closed.</summary>
    public static string ClosedBecause(OnboardingState reason) => reason == OnboardingState.OptedOut
        ? "Closed, because the configuration of the repository has `onboarding: false`."
        : "Closed, because the repository has a descriptor now.";

    /// <summary>The text of a pull request that the program closes: it is no answer of a person.</summary>
    public static string Closed(string? body) => ClosedMark + WithoutMark(body);

    /// <summary>Whether the program closed a pull request with this text. Only the beginning counts: values of the repository come later.</summary>
    public static bool IsClosed(string? body) => body?.ReplaceLineEndings("\n").StartsWith(ClosedMark, StringComparison.Ordinal) == true;

    /// <summary>The text after a person opened it again.</summary>
    public static string WithoutMark(string? body) => IsClosed(body) ? body!.ReplaceLineEndings("\n")[ClosedMark.Length..] : body ?? "";

    public string Body()
    {
        var (opening, footer) = ($"{Marker}\n{Opening()}\n{Decisions()}", Footer());
        _budget.Take(opening);
        _budget.Take(footer);
        return new StringBuilder(opening).Append(Values()).Append(Notes()).Append(footer).ToString();
    }

    private bool IsOne => inferred.Descriptors.Count == 1;

    private string Opening()
    {
        var files = IsOne ? MarkdownText.Code(inferred.Descriptors[0].Path) : $"{inferred.Descriptors.Count:N0} files";
        return $"This repository is not in the software catalog yet. **This pull request adds {files}**, which {(IsOne ? "says" : "say")} what is in the "
            + $"repository and who owns it, in the [format of Backstage]({Format}). The values were inferred from the files of the repository; no other file "
            + "changes. **Nothing happens until you merge it.**";
    }

    private string Decisions()
    {
        var undecided = inferred.Descriptors.SelectMany(d => d.Entities).SelectMany(e => e.Fields, (e, f) => (e.Ref, Field: f))
            .Where(f => !f.Field.Value.IsCertain).ToList();
        if (undecided.Count == 0)
        {
            return "\n### To decide\n\nNothing: every value has a source. Read them below, and merge.\n";
        }

        var rows = undecided.Take(MostValues).Select(u => $"- {MarkdownText.Code(u.Field.Pointer.ToPath())} of {MarkdownText.Code(u.Ref)} is "
            + $"{MarkdownText.Code(u.Field.Value.Value)}: {MarkdownText.Plain(u.Field.Value.Evidence)}.{Choices(u.Field.Value)}\n");
        return $"\n### To decide\n\n{(undecided.Count == 1 ? "This value is a guess" : "These values are guesses")}. Correct or confirm "
            + $"{(undecided.Count == 1 ? "it" : "them")} in the {(IsOne ? "file" : "files")}, where a comment that begins with `# Decide:` marks "
            + $"{(undecided.Count == 1 ? "it" : "each")}.\n\n{string.Concat(rows)}";
    }

    private static string Choices(Inferred value) =>
        value.Choices.Count is > 1 and <= 12 ? $" Usual values: {string.Join(", ", value.Choices.Select(c => MarkdownText.Code(c)))}." : "";

    private string Values()
    {
        var values = inferred.Descriptors.SelectMany(d => d.Entities).SelectMany(e => e.Fields, (e, f) => (e.Ref, Field: f)).ToList();
        return MarkdownTable.Of(
            "\n### What was inferred, and from what\n\n| Entity | Field | Value | From |\n|:--|:--|:--|:--|\n",
            values.Select(v => Row(v.Ref, v.Field)),
            values.Count,
            MostValues,
            _budget);
    }

    private static string Row(string entity, InferredField field) =>
        $"| {MarkdownText.Code(entity, inTable: true)} | {MarkdownText.Code(field.Pointer.ToPath(), inTable: true)} "
        + $"| {MarkdownText.Code(field.Value.Value, 100, inTable: true)} "
        + $"| {(field.Value.IsCertain ? "" : "**guess:** ")}{MarkdownTable.Cell(field.Value.Evidence, 200)} |\n";

    private string Notes()
    {
        var notes = string.Concat(inferred.Notes.Select(n => $"- {MarkdownText.Plain(n)}\n"));
        return notes.Length > 0 && _budget.TryTake(notes) ? $"\n{notes}" : "";
    }

    // A paragraph is one line: GitHub shows a line feed in a pull request as one.
    private string Footer() =>
        "\n### When you merge it\n\nThe next build of the catalog that reads this repository has the entities above, and the check of descriptors, where it is "
        + $"set up, validates the {(IsOne ? "file" : "files")} on every pull request. Nothing is built or deployed differently.\n"
        + $"\n### To change it\n\nEdit the {(IsOne ? "file" : "files")} on the branch `{Branch}`. From your first commit on, the branch is yours. Until then, "
        + "it follows the default branch: it is written again when other values are inferred.\n"
        + "\n### If you do not want it\n\nClose the pull request: it is not opened again. To refuse it in advance, put `onboarding: false` into "
        + $"`.github/automation.yml`. [How onboarding works]({Product.Guide("onboard")})\n";

    private static string NameOf(InferredFile file) => file.Path[(file.Path.LastIndexOf('/') + 1)..];
}
