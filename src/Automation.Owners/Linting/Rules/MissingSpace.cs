using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Naming;

namespace Automation.Owners.Linting.Rules;

/// <summary>Owners without a space before their '@': they belong to the word before.</summary>
internal static class MissingSpace
{
    public static readonly Rule Rule = new("owners/missing-space", Severity.Warning, Responsible.ApplicationTeam, "Put a space before each owner.")
    {
        Detects = "An owner that follows the pattern or another owner without a space. A word that matches a file of the repository is a path, such as "
            + "`packages/@acme/web`, and is not reported.",
        Why = "GitHub reads the owner as part of the path: the line matches no file, and the owner owns nothing. GitHub does not report it.",
        Bad = "package-lock.json@bob @amy",
        Good = "package-lock.json @bob @amy",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    public static void Check(LintContext context, MisreadLines misread, LintFindings findings)
    {
        foreach (var line in misread.WithoutSpace)
        {
            var owner = line.Rule.Start + line.Starts[0];
            findings.Add(
                Rule,
                owner,
                line.Rule.End,
                () => $"A space is missing before {Quoted.Of(line.Rule.Pattern.Text.AsSpan(line.Starts[0]))}: {Quoted.Of(line.Rule.Pattern.Text)} is read as one path{(context.Input.Files is null ? "" : ", which matches no file")}. Write {Quoted.Of(Separated(line.Rule.Pattern.Text, line.Starts))}.",
                f => With(context.Source, line, f with { Subject = Quoted.Cut(line.Rule.Pattern.Text), Identity = "" }));
        }

        foreach (var owner in context.File.Rules.SelectMany(r => r.Owners).Where(o => IsSeveral(o)))
        {
            var starts = GluedOwners.StartsIn(owner.Text)!;
            findings.Add(
                Rule,
                owner.Start,
                owner.End,
                () => $"A space is missing before {Quoted.Of(owner.Text.AsSpan(starts[1]))}: {Quoted.Of(owner.Text)} is read as one owner. Write {Quoted.Of(Separated(owner.Text, starts))}.",
                f => f with { Subject = Quoted.Cut(owner.Text), Identity = "", Fix = Insert(context.Source, owner.Start, starts) });
        }
    }

    /// <summary>Whether an owner is two that were written as one.</summary>
    public static bool IsSeveral(Owner owner) => owner.Form == OwnerForm.Unsettled && GluedOwners.StartsIn(owner.Text) is [0, _, ..];

    /// <summary>The fix for owners that were written as one word; null where the word holds anything else.</summary>
    public static Fix? Between(SourceText source, int start, string word) => GluedOwners.StartsIn(word) is [0, _, ..] starts ? Insert(source, start, starts) : null;

    /// <summary>The words that were meant.</summary>
    public static string Separated(string word, IReadOnlyList<int> starts) => starts.Where(s => s > 0).Reverse().Aggregate(word, (text, start) => text.Insert(start, " "));

    // Where what stands before the owner is a folder, it may be a scope that was deleted: people decide. Without the repository's files nobody knows.
    private static Finding With(SourceText source, GluedLine line, Finding finding) =>
        !line.HeadMatches ? finding
        : line.IsFolder ? finding with { Suggestions = [new Suggestion("Insert a space", source.Path, Insert(source, line.Rule.Start, line.Starts).Edits)] }
        : finding with { Fix = Insert(source, line.Rule.Start, line.Starts) };

    private static Fix Insert(SourceText source, int start, IReadOnlyList<int> starts) => new(
        "Insert a space",
        [.. starts.Where(s => s > 0).Select(s => new FixEdit(source.SpanBetween(start + s, start + s), new TextEdit(start + s, start + s, " ")))]);
}
