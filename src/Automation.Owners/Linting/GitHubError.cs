using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Patterns;

namespace Automation.Owners.Linting;

/// <summary>A finding in the shape of GitHub's own list of errors (REST API, "List CODEOWNERS errors").</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column of the problem, from 1.</param>
/// <param name="Kind">The kind of problem, in GitHub's words if GitHub has it.</param>
/// <param name="Source">The line; if it is very long, the part around the column.</param>
/// <param name="Suggestion">The advice, if any; for GitHub's own kinds, GitHub's suggestion.</param>
/// <param name="Message">The complete text for a fixed-width font, with a caret below the column.</param>
public sealed record GitHubError(int Line, int Column, string Kind, string Source, string? Suggestion, string Message, string Path)
{
    private const int LongestSource = 500;
    private const int BeforeColumn = 100;

    // Kinds that do not follow from the rule's id.
    private static readonly Dictionary<string, string> Kinds = new()
    {
        [MatchesNothing.Rule.Id] = "Pattern matches nothing",
        [NotInCatalog.Rule.Id] = "Owner not in catalog",
        [NotOnGitHub.CannotWrite.Id] = "Owner cannot write",
        [NotUtf8.Rule.Id] = "Not UTF-8",
    };

    /// <summary>The finding as GitHub would list it.</summary>
    /// <param name="finding">A finding of any rule.</param>
    /// <param name="source">The file; null if it is not available.</param>
    public static GitHubError Of(Finding finding, SourceText? source)
    {
        var (line, column) = (finding.Span.Start.Line, finding.Span.Start.Column);
        var text = source is null ? "" : source.Line(line);
        var (shown, caret) = Window(text, column - 1);
        var (kind, suggestion) = (KindOf(finding.Rule), SuggestionOf(finding, source));
        var message = $"{kind} on line {line}:{(suggestion is null ? "" : " " + suggestion)}\n\n  {shown}\n  {new string(' ', caret)}^";
        return new GitHubError(line, column, kind, shown, suggestion, message, finding.File);
    }

    private static string KindOf(Rule rule)
    {
        var words = rule.Id[(rule.Category.Length + 1)..].Replace('-', ' ');
        return Kinds.GetValueOrDefault(rule.Id) ?? char.ToUpperInvariant(words[0]) + words[1..];
    }

    // GitHub suggests nothing for an invalid owner.
    private static string? SuggestionOf(Finding finding, SourceText? source)
    {
        var (start, end) = source is null ? (0, 0) : (source.OffsetOf(finding.Span.Start), source.OffsetOf(finding.Span.End));
        if (end > start && finding.Rule == InvalidOwner.Rule)
        {
            return null;
        }

        if (end > start && finding.Rule == InvalidPattern.Rule)
        {
            return GitHubPatterns.Read(source!.Content[start..end]) is PatternOutcome.Invalid(var suggestion) ? suggestion : finding.Message;
        }

        return finding.Message;
    }

    private static (string Text, int Caret) Window(ReadOnlySpan<char> line, int column)
    {
        column = Math.Clamp(column, 0, line.Length);
        if (line.Length <= LongestSource)
        {
            return (line.ToString(), column);
        }

        var start = Math.Max(0, column - BeforeColumn);
        start -= start > 0 && char.IsLowSurrogate(line[start]) ? 1 : 0;
        var end = Math.Min(line.Length, start + LongestSource);
        end -= end < line.Length && char.IsHighSurrogate(line[end - 1]) ? 1 : 0;
        var (before, after) = (start > 0 ? "…" : "", end < line.Length ? "…" : "");
        return ($"{before}{line[start..end]}{after}", column - start + before.Length);
    }
}
