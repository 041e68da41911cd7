using Automation.Core.Findings;
using Automation.Owners.Linting.Containment;

namespace Automation.Owners.Linting;

/// <summary>Lines without owners: legal, and easily written by mistake.</summary>
internal static class NoOwner
{
    public static readonly Rule Rule = new(
        "owners/no-owner", Severity.Info, Responsible.ApplicationTeam, "Remove a line without owners, unless nobody is to own these files.")
    {
        Detects = "A pattern without owners.",
        Why = "GitHub accepts it: the files have no owner, whatever earlier lines say. This is the only way to exclude files from a general "
            + "pattern, but it also happens when the last owner of a line is removed.",
        FixDetails = "Add an owner. If the line is intended, accept the finding with a comment.",
        Bad = "* @acme/platform\n/vendor/",
        Good = "* @acme/platform\n/vendor/ # automation: accept owners/no-owner (nobody reviews vendored code)",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    /// <summary>Finds them. Of a line that matches no file, that is reported instead.</summary>
    public static void Check(LintContext context, FileOutcome? outcome, LintFindings findings, CancellationToken cancellationToken)
    {
        var nothing = outcome?.Nothing.Select(r => r.Line).ToHashSet() ?? [];
        if (context.File.Rules.All(r => r.Owners.Count > 0 || r.Pattern.IsExclusion))
        {
            return;
        }

        var earlier = new PatternIndex(context.File.Rules.Count);
        for (var i = 0; i < context.File.Rules.Count; i++)
        {
            var (rule, steps) = (context.File.Rules[i], context.Steps[i]);
            cancellationToken.ThrowIfCancellationRequested();
            if (rule.Owners.Count == 0 && !rule.Pattern.IsExclusion && !nothing.Contains(rule.Line))
            {
                var from = earlier.CoverOf(steps, rule.Section) is { Owners.Count: > 0 } owned ? owned : null;
                findings.Add(
                    Rule,
                    rule.Start,
                    rule.End,
                    () => $"What {Quoted.Of(rule.Pattern.Text)} matches has no owner{(from is null ? "" : $": this line takes it from line {from.Line} ({Quoted.Of(from.Pattern.Text)})")}. That is right where it is meant.",
                    f => f with
                    {
                        Subject = Quoted.Cut(rule.Pattern.Text),
                        Identity = from is null ? "" : Quoted.Cut(from.Pattern.Text),
                        Related = from is null ? null : Edits.PlaceOf(context.Source, from, "the line that it takes files from"),
                    });
            }

            earlier.Add(rule, steps);
        }
    }
}
