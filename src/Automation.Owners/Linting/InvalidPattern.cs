using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>Patterns that GitHub calls invalid: it skips their lines.</summary>
internal static class InvalidPattern
{
    public static readonly Rule Rule = new("owners/invalid-pattern", Severity.Error, Responsible.ApplicationTeam, "Write a pattern that CODEOWNERS supports.")
    {
        Detects = "A pattern that GitHub reports as \"Invalid pattern\". Unlike `.gitignore`, CODEOWNERS does not support `!`, `[ ]`, and `\\#` at the "
            + "start of a pattern.",
        Why = "GitHub skips the whole line with its owners and reports it only on the page of the file. An earlier line decides instead, or the "
            + "files have no owner.",
        FixDetails = "Escape brackets that are part of a name.",
        Bad = "/app/[id]/page.tsx @acme/web",
        Good = "/app/\\[id\\]/page.tsx @acme/web",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax"), RuleSource.CodeOwnersErrors],
    };

    public static void Check(LintContext context, IReadOnlySet<int> gitLabLines, LintFindings findings, CancellationToken cancellationToken)
    {
        var problems = context.File.Problems.Where(p => p.Kind == LineProblemKind.InvalidPattern && !gitLabLines.Contains(p.Line)).ToList();
        var fixes = context.IsGitHub ? FixesOf(context, problems, cancellationToken) : [];
        foreach (var problem in problems)
        {
            findings.Add(
                Rule,
                problem.Start,
                problem.End,
                () =>
                    $"{Quoted.Of(context.Source.Content.AsSpan(problem.Start, problem.End - problem.Start))} is not a valid pattern, so GitHub skips the "
                    + $"whole line{Advice(problem.Suggestion!)}",
                finding => finding with { Fix = fixes.GetValueOrDefault(problem.Line) });
        }
    }

    // Brackets are a part of a name, unless only a file with a letter in their place exists: then they were probably meant as a set.
    private static Dictionary<int, Fix> FixesOf(LintContext context, IEnumerable<LineProblem> problems, CancellationToken cancellationToken)
    {
        var candidates = problems.Select(p => CandidateOf(context, p)).OfType<Candidate>().ToList();
        if (context.Input.Files is { } files && candidates.Exists(c => c.AsSet is not null))
        {
            var (unnamed, unset) = (MatchingNothing(c => c.Pattern), MatchingNothing(c => c.AsSet!));
            candidates.RemoveAll(c => c.AsSet is not null && unnamed.Contains(c.Line) && !unset.Contains(c.Line));

            HashSet<int> MatchingNothing(Func<Candidate, PathPattern> patternOf)
            {
                List<OwnershipRule> rules = [.. candidates.Where(c => c.AsSet is not null).Select(c => new OwnershipRule(c.Line, patternOf(c), 0, [], 0))];
                return [.. FileOutcome.Of(context.File with { Rules = rules }, new HashSet<int>(), files, cancellationToken).Nothing.Select(r => r.Line)];
            }
        }

        return candidates.ToDictionary(c => c.Line, c => c.Fix);
    }

    // GitHub's own suggestions are sentences or parts of sentences.
    private static string Advice(string suggestion) =>
        suggestion.EndsWith('?') ? $". {suggestion}" : $": {suggestion.TrimEnd('.')}.";

    private static Candidate? CandidateOf(LintContext context, LineProblem problem)
    {
        if (problem.End - problem.Start > GitHubPatterns.LongestPattern)
        {
            return null;
        }

        var text = context.Source.Content[problem.Start..problem.End];
        if (PatternText.WithTwoStars(text) is { } fewer && GitHubPatterns.Read(fewer) is PatternOutcome.Read(var two))
        {
            return new Candidate(problem.Line, Edits.Replace(context.Source, "Write two stars", problem.Start, problem.End, fewer), two, AsSet: null);
        }

        var escaped = Escaped(text);
        return escaped != text && AreNames(text) && GitHubPatterns.Read(escaped) is PatternOutcome.Read(var name)
            ? new Candidate(
                problem.Line,
                Edits.Replace(context.Source, "Escape the brackets", problem.Start, problem.End, escaped),
                name,
                GitHubPatterns.Read(WithoutSets(text)) is PatternOutcome.Read(var set) ? set : null)
            : null;
    }

    // Each '[...]' as any single letter.
    private static string WithoutSets(string text)
    {
        for (var open = text.IndexOf('[', StringComparison.Ordinal); open >= 0 && text.IndexOf(']', open) is > 0 and var close; open = text.IndexOf('[', open))
        {
            text = $"{text[..open]}?{text[(close + 1)..]}";
        }

        return text;
    }

    /// <summary>A fix that may be offered.</summary>
    /// <param name="Pattern">The pattern that it writes.</param>
    /// <param name="AsSet">What the pattern would match if its brackets were sets; null if it has none.</param>
    private sealed record Candidate(int Line, Fix Fix, PathPattern Pattern, PathPattern? AsSet);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                escaped.Append(text[i++]);
            }
            else if (text[i] is '[' or ']')
            {
                escaped.Append('\\');
            }

            escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    // '[id]' and '[...slug]' are names of folders; '[Bb]in', '[a-z]' and '[!x]' are sets, as .gitignore has them, so a person must decide what to write
    // instead.
    private static bool AreNames(string text)
    {
        for (var open = text.IndexOf('[', StringComparison.Ordinal); open >= 0;)
        {
            var close = text.IndexOf(']', open);
            if (close < 0)
            {
                return false;
            }

            var name = text.AsSpan(open + 1, close - open - 1).TrimStart('[').TrimStart('.');
            var isSet = name.Length < 2 || name[0] is '!' or '^' || (name.Length == 3 && name[1] == '-')
                || (name.Length == 2 && char.ToLowerInvariant(name[0]) == char.ToLowerInvariant(name[1]))
                    || name is "0-9a-f" or "a-zA-Z" or "A-Za-z" or "a-z0-9";
            if (isSet)
            {
                return false;
            }

            open = text.IndexOf('[', close);
        }

        return true;
    }
}
