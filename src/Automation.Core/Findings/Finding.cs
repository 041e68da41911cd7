using Automation.Core.Text;

namespace Automation.Core.Findings;

/// <summary>Something that is wrong with, or worth saying about, a user's file.</summary>
/// <param name="Rule">The rule that was broken.</param>
/// <param name="Message">What is wrong here and what to do about it; plain text, one line.</param>
/// <param name="File">The file, as reachable from the working directory, with <c>/</c>.</param>
/// <param name="Span">The place in the file.</param>
public sealed record Finding(Rule Rule, string Message, string File, SourceSpan Span)
{
    /// <summary>The severity in force here.</summary>
    public Severity Severity { get; init; } = Rule.Severity;

    /// <summary>JSON pointer into the document; empty for the document as a whole.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>What the finding is about, usually an entity ref; tells findings apart that read the same. Empty where there is none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What names the finding in place of <see cref="Message"/>, where that holds what moves from day to day, such as the number of a line.</summary>
    public string? Identity { get; init; }

    /// <summary>
    /// Whether it is about what its subject is in several files: their names decide which of them has the finding and which the message names, so that a
    /// comparison with another revision goes by the subject alone.
    /// </summary>
    public bool IsOfSeveralFiles { get; init; }

    /// <summary>A mechanical repair, where there is one.</summary>
    public Fix? Fix { get; init; }

    /// <summary>Repairs of which people have to choose one, because they know what was meant; nothing applies them unasked.</summary>
    public IReadOnlyList<Suggestion> Suggestions { get; init; } = [];

    /// <summary>Another place that belongs to the finding, such as the other definition of the same ref.</summary>
    public RelatedPlace? Related { get; init; }

    /// <summary>Where in this program an unexpected error happened, for whoever repairs it; shown with <c>--verbose</c> only.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether it stood before the change that is being judged; such a finding does not fail a check.</summary>
    public bool PreExisting { get; init; }

    /// <summary>
    /// Names the finding across revisions: the same as long as rule, file, subject, pointer and identity, or else message, are, wherever the line moves to.
    /// 16 hexadecimal digits.
    /// </summary>
    public string Fingerprint => Findings.Fingerprint.Of(Rule.Id, File, Subject, Pointer, Identity ?? Message);
}

/// <summary>A second place a finding speaks of.</summary>
/// <param name="File">The file, as in <see cref="Finding.File"/>.</param>
/// <param name="Span">The place.</param>
/// <param name="Message">What is there.</param>
public sealed record RelatedPlace(string File, SourceSpan Span, string Message);
