using Automation.Core.Text;
using Automation.Owners.Naming;
using Automation.Owners.Patterns;

namespace Automation.Owners.Reading;

/// <summary>Reads a file line by line as GitHub does (specs, codeowners §2).</summary>
internal static class GitHubReader
{
    private const string OwnerSuggestion = "an owner is `@user`, `@organisation/team` or an e-mail address";
    private const string CommaSuggestion = "owners are separated by spaces, not by commas";

    /// <summary>Reads every line; the lines that GitHub skips become problems.</summary>
    public static CodeownersFile Read(SourceText source)
    {
        var rules = new List<OwnershipRule>();
        var problems = new List<LineProblem>();
        var skipped = new List<OwnershipRule>();
        var owners = new List<Owner>();
        foreach (var line in Lines.Of(source))
        {
            var words = new Words(source.Content, line.Start, line.End);
            if (!words.MoveToPattern(hashEnds: true))
            {
                continue;
            }

            var (start, end) = words.Current;
            var outcome = GitHubPatterns.Read(source.Content[start..end]);
            var before = problems.Count;
            if (outcome is PatternOutcome.Invalid(var suggestion))
            {
                problems.Add(new LineProblem(LineProblemKind.InvalidPattern, line.Number, start, end, suggestion));
            }

            owners.Clear();
            while (words.MoveToOwner(hashEnds: true))
            {
                Add(source.Content, words.Current, line.Number, owners, problems);
            }

            if (outcome is PatternOutcome.Read(var pattern))
            {
                (problems.Count == before ? rules : skipped).Add(new OwnershipRule(
                    line.Number, pattern, start, owners.Count == 0 ? [] : [.. owners], Section: 0));
            }
        }

        return new CodeownersFile(source, Dialect.GitHub, rules, problems, [Section.Unnamed]) { Skipped = skipped };
    }

    private static void Add(string content, (int Start, int End) word, int line, List<Owner> owners, List<LineProblem> problems)
    {
        var text = content.AsSpan(word.Start, word.End - word.Start);
        if (OwnerNames.GitHubForm(text) is { } form)
        {
            owners.Add(new Owner(text.ToString(), form, word.Start));
        }
        else
        {
            problems.Add(new LineProblem(LineProblemKind.InvalidOwner, line, word.Start, word.End, text.Contains(',') ? CommaSuggestion : OwnerSuggestion));
        }
    }
}
