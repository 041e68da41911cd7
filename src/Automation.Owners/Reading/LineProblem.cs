namespace Automation.Owners.Reading;

/// <summary>Why a line has no effect: all of it is skipped, its other owners too (specs, codeowners §2).</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Start">The offset of the invalid word.</param>
/// <param name="End">The offset after it.</param>
/// <param name="Suggestion">What to write instead, in GitHub's words if it has any; null if there is no suggestion.</param>
public sealed record LineProblem(LineProblemKind Kind, int Line, int Start, int End, string? Suggestion);

/// <summary>The kinds of errors in GitHub's list that are about the form of a line.</summary>
public enum LineProblemKind
{
    InvalidPattern,

    InvalidOwner,
}
