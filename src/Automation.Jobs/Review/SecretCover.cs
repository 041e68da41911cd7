using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Jobs.Review;

/// <summary>Keeps the secrets of a descriptor out of all output about it.</summary>
internal static class SecretCover
{
    private const string Suggestion = " Did you mean ";

    /// <summary>The finding with secrets covered up; a fix or suggestion that would write one, or part of one, is left out.</summary>
    public static Finding Of(Finding finding, SourceText source)
    {
        var message = SecretShape.Cover(finding.Message);
        var pointer = SecretShape.Cover(finding.Pointer);
        var isSecret = (finding.Fix is not null || finding.Suggestions.Count > 0 || message.Contains(Suggestion, StringComparison.Ordinal))
            && HoldsSecret(finding, source);
        var leaks = isSecret || (finding.Fix is { } fix && Writes(fix.Title, fix.Edits));
        var suggestions = isSecret ? [] : finding.Suggestions.Where(s => !Writes(s.Title, s.Edits)).ToList();
        if (ReferenceEquals(message, finding.Message) && ReferenceEquals(pointer, finding.Pointer) && !leaks && suggestions.Count == finding.Suggestions.Count)
        {
            return finding;
        }

        // The suggestion is the same text in another letter case.
        var suggestion = isSecret ? message.IndexOf(Suggestion, StringComparison.Ordinal) : -1;
        return finding with
        {
            Message = suggestion < 0 ? message : message[..suggestion],
            Pointer = pointer,
            Fix = leaks ? null : finding.Fix,
            Suggestions = suggestions,
        };
    }

    private static bool Writes(string title, IReadOnlyList<FixEdit> edits) =>
        SecretShape.Of(title) is not null || edits.Any(e => SecretShape.Of(e.Edit.NewText) is not null);

    private static bool HoldsSecret(Finding finding, SourceText source)
    {
        var (start, end) = (source.OffsetOf(finding.Span.Start), source.OffsetOf(finding.Span.End));
        return end > start && SecretShape.Of(source.Content.AsSpan(start, end - start)) is not null;
    }
}
