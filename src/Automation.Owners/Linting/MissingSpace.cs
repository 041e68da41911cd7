using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Naming;

namespace Automation.Owners.Linting;

/// <summary>Owners without a space before their '@', which are read as part of the word before.</summary>
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
        var nothing = context.Input.Files is null ? "" : ", which matches no file";
        foreach (var line in misread.WithoutSpace)
        {
            findings.Add(
                Rule,
                line.Rule.Start + line.Glued.Owners[0].Start,
                line.Rule.End,
                () => $"{Missing(line.Glued, 0)}: {Quoted.Of(line.Rule.Pattern.Text)} is read as one path{nothing}. Write {Quoted.Of(line.Glued.Separated)}.",
                f => With(context.Source, line, f with { Subject = Quoted.Cut(line.Rule.Pattern.Text), Identity = "" }));
        }

        foreach (var owner in context.File.Rules.SelectMany(r => r.Owners).Where(o => o.Form == OwnerForm.Unsettled))
        {
            if (Several(owner.Text) is { } glued)
            {
                findings.Add(
                    Rule,
                    owner.Start,
                    owner.End,
                    () => $"{Missing(glued, 1)}: {Quoted.Of(owner.Text)} is read as one owner. Write {Quoted.Of(glued.Separated)}.",
                    f => f with { Subject = Quoted.Cut(owner.Text), Identity = "", Fix = glued.Separate(context.Source, owner.Start) });
            }
        }
    }

    /// <summary>Owners that were written as one word; null if the word is one owner, or contains anything else.</summary>
    public static GluedOwners? Several(string word) => GluedOwners.In(word) is { Head: "", Owners.Count: > 1 } glued ? glued : null;

    private static string Missing(GluedOwners glued, int owner) => $"A space is missing before {Quoted.Of(glued.Owners[owner].Name)}";

    // If the text before the owner is a folder, it may be a deleted scope: a person must decide. Without the repository's files it is unknown.
    private static Finding With(SourceText source, GluedLine line, Finding finding) =>
        !line.HeadMatches ? finding
        : line.IsFolder ? finding with { Suggestions = [new Suggestion("Insert a space", source.Path, line.Glued.Separate(source, line.Rule.Start).Edits)] }
        : finding with { Fix = line.Glued.Separate(source, line.Rule.Start) };
}
