using Automation.Core.Text;

namespace Automation.Core.Findings;

/// <summary>An automatic fix: edits to the finding's file that resolve it.</summary>
/// <param name="Title">What the fix does, in the imperative.</param>
/// <param name="Edits">Edits that do not overlap, in order.</param>
public sealed record Fix(string Title, IReadOnlyList<FixEdit> Edits)
{
    /// <summary>Whether the text may have meant something else, so that a person has to decide: it is offered as a suggestion.</summary>
    public bool IsGuess { get; init; }
}

/// <summary>One edit of a fix, with its place in lines and columns.</summary>
public sealed record FixEdit(SourceSpan Span, TextEdit Edit);

/// <summary>One of several fixes to choose from.</summary>
/// <param name="Title">What it does, in the imperative.</param>
/// <param name="File">The file it changes, which need not be the finding's.</param>
/// <param name="Edits">Edits that do not overlap, in order.</param>
public sealed record Suggestion(string Title, string File, IReadOnlyList<FixEdit> Edits);
