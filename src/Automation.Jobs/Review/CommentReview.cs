using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Review;

/// <summary>Reports problems of comments that accept findings. No comment accepts these.</summary>
/// <param name="wasChecked">Whether the rule with that id was checked in the file.</param>
internal sealed class CommentReview(SourceText source, IReadOnlySet<string> knownRules, Predicate<string> wasChecked)
{
    /// <summary>The ids of the rules that a comment in this kind of file may name.</summary>
    public required IReadOnlyCollection<string> Applicable { get; init; }

    /// <summary>The rules that a line breaks.</summary>
    public required ILookup<int, string> Broken { get; init; }

    /// <param name="comments">The comments of the file.</param>
    /// <param name="accepting">The lines and rules that accepted something.</param>
    public IEnumerable<Finding> Of(IEnumerable<AcceptComment> comments, IReadOnlySet<(int Line, string Rule)> accepting) =>
        comments.SelectMany(comment => Of(comment, accepting));

    private IEnumerable<Finding> Of(AcceptComment comment, IReadOnlySet<(int Line, string Rule)> accepting)
    {
        if (comment.Rules.Count == 0)
        {
            yield return At(SuppressionRules.UnknownRule, comment.Start, comment.End, "The comment has no rule: write the id after 'accept'.");
            yield break;
        }

        if (comment.Reason.Length == 0)
        {
            yield return At(
                SuppressionRules.NoReason, comment.Start, comment.End, "The comment has no reason: write one in parentheses at the end of the comment.");
        }

        foreach (var rule in comment.Rules)
        {
            if (!knownRules.Contains(rule.Id))
            {
                yield return Unknown(comment, rule);
            }
            else if (!accepting.Contains((comment.TargetLine, rule.Id)) && wasChecked(rule.Id))
            {
                yield return Unused(comment, rule);
            }
        }
    }

    /// <summary>Reports comments that do not take effect yet, and new ones.</summary>
    /// <param name="comments">The comments of the file.</param>
    /// <param name="acceptances">The lines and rules that accepted something, and the result.</param>
    public IEnumerable<Finding> Of(IEnumerable<AcceptComment> comments, IReadOnlySet<(int Line, Rule Rule, Acceptance Acceptance)> acceptances) =>
        from comment in comments
        from named in comment.Rules
        from accepted in acceptances
        where accepted.Acceptance != Acceptance.InForce && (accepted.Line, accepted.Rule.Id) == (comment.TargetLine, named.Id)
        select accepted.Acceptance == Acceptance.New ? New(named) : NotInForce(named, accepted.Rule);

    private Finding New(NamedRule rule) =>
        At(SuppressionRules.NewAcceptance, rule.Start, rule.End, $"This change accepts '{rule.Id}' here. Remove the comment if this is not intended.");

    private Finding NotInForce(NamedRule named, Rule rule)
    {
        var advice = PullRequestSettings.MayAccept(rule)
            ? "The organisation can let authors accept this rule themselves: 'pull-requests.accept' in its configuration."
            : "Fix the finding: Backstage rejects documents that break this rule.";
        return At(
            SuppressionRules.NotInForce,
            named.Start,
            named.End,
            $"This comment has no effect yet: it accepts '{named.Id}' once the comment and the value are on the base branch. {advice}");
    }

    // If the line breaks the similar rule, that rule was meant. Otherwise it is suggested, and is a fix only if it is unknown whether the line breaks it.
    private Finding Unknown(AcceptComment comment, NamedRule rule)
    {
        var broken = DidYouMean.Closest(rule.Id, Broken[comment.TargetLine].Distinct(StringComparer.Ordinal));
        var better = broken ?? DidYouMean.Closest(rule.Id, Applicable);
        var message = $"There is no rule {Quoted.Of(rule.Id)}, so nothing is accepted. {RuleReference.AdviceFor(better)}";
        return At(SuppressionRules.UnknownRule, rule.Start, rule.End, message) with
        {
            Fix = better is null || (broken is null && wasChecked(better)) ? null : Edit($"Write '{better}'", rule.Start, rule.End, better),
        };
    }

    private Finding Unused(AcceptComment comment, NamedRule rule)
    {
        var isOnly = comment.Rules.Count == 1;
        var what = isOnly ? "the comment" : "the rule from the comment";
        var finding = At(SuppressionRules.Unused, rule.Start, rule.End,
            $"Line {comment.TargetLine} has no finding of '{rule.Id}' to accept. Remove {what}.") with
        {
            Identity = rule.Id,
        };
        return isOnly ? finding with { Fix = Removal(comment) } : finding;
    }

    // Removes the white space before it as well, or the whole line.
    private Fix Removal(AcceptComment comment)
    {
        var text = source.Content;
        var (start, end) = (comment.Start, comment.End);
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        if (comment.IsAlone)
        {
            var lineBreak = text.IndexOf('\n', end);
            end = lineBreak < 0 ? text.Length : lineBreak + 1;
        }

        return Edit("Remove the comment", start, end, "");
    }

    private Finding At(Rule rule, int start, int end, string message) => new(rule, message, source.Path, source.SpanBetween(start, end));

    private Fix Edit(string title, int start, int end, string text) =>
        new(title, [new FixEdit(source.SpanBetween(start, end), new TextEdit(start, end, text))]);
}
