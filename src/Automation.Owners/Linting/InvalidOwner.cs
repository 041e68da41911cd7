using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Linting.Containment;
using Automation.Owners.Naming;
using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>Owners that GitHub reports as invalid: GitHub skips the whole line.</summary>
internal static class InvalidOwner
{
    public static readonly Rule Rule = new(
        "owners/invalid-owner", Severity.Error, Responsible.ApplicationTeam, "Write owners as `@user`, `@organisation/team` or an e-mail address.")
    {
        Detects = "An owner that GitHub reports as \"Invalid owner\".",
        Why = "GitHub skips the whole line, including its other owners, and an earlier line decides instead.",
        FixDetails = "Separate owners with spaces: a comma becomes part of the name before it. Whether a user or team exists is checked by "
            + "`owners/unknown-owner`.",
        Bad = "/docs/ @acme/docs, @ada",
        Good = "/docs/ @acme/docs @ada",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax"), RuleSource.CodeOwnersErrors],
    };

    public static void Check(LintContext context, IReadOnlySet<int> gitLabLines, LintFindings findings, CancellationToken cancellationToken)
    {
        var problems = context.File.Problems;
        var instead = new Lazy<PatternIndex>(() => PatternIndex.Of(context.File.Rules, context.Steps, cancellationToken));
        var (line, subject, tail, spaced) = (0, "", "", (UnescapedSpaces?)null);
        foreach (var problem in problems.Where(p => p.Kind == LineProblemKind.InvalidOwner && !gitLabLines.Contains(p.Line)))
        {
            findings.Add(Rule, problem.Start, problem.End, Message, With);

            string Message()
            {
                if (line != problem.Line)
                {
                    var pattern = PatternOf(context, problem);
                    (line, subject, tail) = (problem.Line, Quoted.Cut(pattern), Instead(pattern, instead.Value));
                    spaced = UnescapedSpaces.In(context, problem);
                }

                if (spaced?.Covers(problem) == true)
                {
                    var written = Quoted.Of(context.Source.Content.AsSpan(problem.Start, problem.End - problem.Start));
                    return $"A space ends the pattern, so {written} is read as an owner. Write {Quoted.Of(spaced.Escaped)}. The whole line is skipped{tail}.";
                }

                return $"{Advice(context.Source.Content[problem.Start..Math.Min(problem.End, problem.Start + MostOfAName)], problem.End - problem.Start)} The "
                    + $"whole line is skipped{tail}.";
            }

            Finding With(Finding finding) => finding with
            {
                Identity = $"{Quoted.Cut(context.Source.Content.AsSpan(problem.Start, problem.End - problem.Start))}",
                Subject = subject,
                Fix = spaced?.Covers(problem) == true ? spaced.FixFor(context.Source, problem) : FixOf(context, problem),
            };
        }
    }

    // No real name is longer; the rest is ignored.
    private const int MostOfAName = 1_000;

    private static string Advice(string text, int length) =>
        length > MostOfAName ? $"{Quoted.Of(text)} is not a valid owner: it has {length:N0} characters."
        : text.Contains(',', StringComparison.Ordinal) ? $"{Quoted.Of(text)} is not a valid owner: separate owners with spaces, not with commas."
        : text.AsSpan().IndexOfAny(';', '&', '|') > 0 ? $"{Quoted.Of(text)} is not a valid owner: separate owners with spaces."
        : OwnerNames.GitHubForm("@" + text) is OwnerForm.User or OwnerForm.Team && text[0] != '@' ? $"{Quoted.Of(text)} is not a valid owner: did you mean "
            + $"'@{text}'?"
        : text.StartsWith("@@", StringComparison.Ordinal) ? $"{Quoted.Of(text)} is not a valid owner: GitHub supports users, teams and e-mail addresses, but "
            + "no roles."
        : MissingSpace.Several(text) is { Owners: [_, var second, ..] } ? $"{Quoted.Of(text)} is not a valid owner: a space is missing before "
            + $"{Quoted.Of(second.Name)}."
        : text.StartsWith('@') && text.Count(c => c == '/') > 1 ? $"{Quoted.Of(text)} is not a valid owner: write a team as '@organisation/team', without its "
            + "parent teams."
        : $"{Quoted.Of(text)} is not a valid owner: write '@user', '@organisation/team' or an e-mail address.";

    // The line that decides instead for the same files.
    private static string Instead(ReadOnlySpan<char> text, PatternIndex rules) =>
        GitHubPatterns.Read(text.ToString()) is PatternOutcome.Read(var pattern)
            && PatternIndex.IsSettled(pattern)
            && rules.CoverOf(Steps.Of(pattern), section: 0) is { } other
            ? $", so line {other.Line} ({Quoted.Of(other.Pattern.Text)}) decides instead"
            : "";

    private static ReadOnlySpan<char> PatternOf(LintContext context, LineProblem problem)
    {
        var line = context.Source.Line(problem.Line);
        var words = new Words(line, 0, line.Length);
        words.MoveToPattern(hashEnds: true);
        return line[words.Current.Start..words.Current.End];
    }

    private static Fix? FixOf(LintContext context, LineProblem problem)
    {
        if (problem.End - problem.Start > MostOfAName)
        {
            return null;
        }

        var text = context.Source.Content[problem.Start..problem.End];
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return text.Contains(',', StringComparison.Ordinal)
            && names.Length > 0
            && Array.TrueForAll(names, n => OwnerNames.GitHubForm(n) is not (null or OwnerForm.Unsettled))
            ? Edits.Replace(
                context.Source,
                names.Length == 1 ? "Remove the comma" : "Separate the owners with spaces",
                problem.Start,
                problem.End,
                string.Join(' ', names))
            : MissingSpace.Several(text)?.Separate(context.Source, problem.Start);
    }
}
