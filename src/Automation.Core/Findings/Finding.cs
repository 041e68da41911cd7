using Automation.Core.Text;

namespace Automation.Core.Findings;

/// <summary>A problem in a user's file, or a note about it.</summary>
/// <param name="Rule">The rule that was broken.</param>
/// <param name="Message">What is wrong here and what to do about it; plain text, one line.</param>
/// <param name="File">The file, as reachable from the working directory, with <c>/</c>.</param>
/// <param name="Span">The place in the file.</param>
public sealed record Finding(Rule Rule, string Message, string File, SourceSpan Span)
{
    /// <summary>The effective severity of the finding.</summary>
    public Severity Severity { get; init; } = Rule.Severity;

    /// <summary>JSON pointer into the document; empty for the document as a whole.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>What the finding is about, usually an entity ref; distinguishes findings with the same message. Empty if there is none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>
    /// Identifies the finding in place of <see cref="Message"/>, if the message contains something that changes often, such as a line number.
    /// </summary>
    public string? Identity { get; init; }

    /// <summary>
    /// Whether it is about the subject in several files: their names decide which of them has the finding and which is in the message, so that a
    /// comparison with another revision uses only the subject.
    /// </summary>
    public bool IsOfSeveralFiles { get; init; }

    /// <summary>The fix that can be applied automatically, if there is one.</summary>
    public Fix? Fix { get; init; }

    /// <summary>Fixes of which a person has to choose one, because only a person can know what was meant; they are never applied automatically.</summary>
    public IReadOnlyList<Suggestion> Suggestions { get; init; } = [];

    /// <summary>A related place, such as the other definition of the same ref.</summary>
    public RelatedPlace? Related { get; init; }

    /// <summary>The stack trace of an unexpected error in this program, for its developers; shown with <c>--verbose</c> only.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether the base has it, too; such a finding does not fail a check.</summary>
    public bool PreExisting { get; init; }

    /// <summary>
    /// Identifies the finding across revisions by rule, file, subject, pointer and identity, or else message, but not by its line.
    /// 16 hexadecimal digits.
    /// </summary>
    public string Fingerprint => Findings.Fingerprint.Of(Rule.Id, File, Subject, Pointer, Identity ?? Message);
}

/// <param name="File">The file, as in <see cref="Finding.File"/>.</param>
/// <param name="Message">A description of the place.</param>
public sealed record RelatedPlace(string File, SourceSpan Span, string Message);
