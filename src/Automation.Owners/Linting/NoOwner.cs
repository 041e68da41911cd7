using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Linting.Containment;

namespace Automation.Owners.Linting;

/// <summary>Lines without owners: legal, and easily written by mistake.</summary>
internal static class NoOwner
{
    public static readonly Rule Rule = new(
        "owners/no-owner", Severity.Info, Responsible.ApplicationTeam, "Remove a line without owners, unless these files should have none.")
    {
        Detects = "A pattern without owners.",
        Why = "GitHub accepts it: the files have no owner, regardless of earlier lines. This is the only way to exclude files from a general "
            + "pattern, but it also happens when the last owner of a line is removed.",
        FixDetails = "Add an owner. If the line is intended, accept the finding with a comment.",
        Bad = "* @acme/platform\n/vendor/",
        Good = "* @acme/platform\n/vendor/ # automation: accept owners/no-owner (vendored code is not reviewed)",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    /// <summary>Finds lines without owners, except those that match no file, which have another finding.</summary>
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
                    () =>
                        $"Files that match {Quoted.Of(rule.Pattern.Text)} have no "
                        + $"owner{(from is null ? "" : $": this line overrides line {from.Line} ({Quoted.Of(from.Pattern.Text)})")}. Add an owner, or accept "
                        + "the finding if this is intended.",
                    f => f with
                    {
                        Subject = Quoted.Cut(rule.Pattern.Text),
                        Identity = from is null ? "" : Quoted.Cut(from.Pattern.Text),
                        Related = from is null ? null : Edits.PlaceOf(context.Source, from, "the line that it overrides"),
                    });
            }

            earlier.Add(rule, steps);
        }
    }
}
