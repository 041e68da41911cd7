namespace Automation.Owners.Reading;

/// <summary>Why a line is not in force: all of it is skipped, its other owners too (specs, codeowners §2).</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Start">The offset of the word that is wrong.</param>
/// <param name="End">The offset after it.</param>
/// <param name="Suggestion">What to write instead, in GitHub's words if it has any; null if there is no suggestion.</param>
public sealed record LineProblem(LineProblemKind Kind, int Line, int Start, int End, string? Suggestion);

/// <summary>The kinds of GitHub's list of errors that are a matter of form.</summary>
public enum LineProblemKind
{
    InvalidPattern,

    InvalidOwner,
}
