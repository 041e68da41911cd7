using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Jobs.Fixing;

/// <summary>
/// Keeps of the fixes of one file those that were applied to its text and keep their promise: their findings are gone, no error is new, every document
/// is at least as valid, and nothing but the named places changed. What is kept is kept together: all of it applied at once holds the promise as well.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="before">What was found in it.</param>
/// <param name="revalidate">Validates the file with another text.</param>
/// <param name="effectOf">Says what fixes change besides.</param>
internal sealed class VerifiedFixes(SourceText source, ValidatedText before, Func<SourceText, ValidatedText> revalidate, Func<FixPlan, FixEffect> effectOf)
{
    /// <summary>Whether a fix is for people to decide, whatever it changes.</summary>
    public Predicate<Finding> IsDecision { get; init; } = _ => false;

    /// <summary>More fixes of one file are not offered: whoever has so many applies them in several runs.</summary>
    public const int MostFixes = 100;

    // One run for each fix and one for all, and more where these do not agree; no file gets more of the processor than this.
    private const int MostRuns = 250;
    private const int MostCharacters = 16_000_000;

    private readonly List<Finding> _kept = [];
    private readonly HashSet<Finding> _undecided = new(ReferenceEqualityComparer.Instance);
    private int _runs;
    private int _unverified;

    /// <summary>The findings with the fixes and suggestions that may be offered, in their order, and how many fixes were not looked at.</summary>
    public VerifiedFindings Run()
    {
        if (!before.Findings.Any(IsFixable))
        {
            return new VerifiedFindings(before.Findings, 0);
        }

        var candidates = before.Findings.Where(f => f.Fix is { } fix && !IsTemplate(fix.Edits)).ToList();
        _unverified = Math.Max(0, candidates.Count - MostFixes);
        var fixes = candidates.Take(MostFixes).ToList();
        _undecided.UnionWith(fixes.Where(f => IsDecision(f)));
        Keep(FixPlan.Of(fixes.Where(f => !_undecided.Contains(f) && HoldsAlone(f))).Findings);

        var kept = _kept.ToHashSet<Finding>(ReferenceEqualityComparer.Instance);
        var findings = before.Findings.Select(f => IsFixable(f) ? With(f, kept.Contains(f)) : f).ToList();
        return new VerifiedFindings(findings, _unverified);
    }

    /// <summary>Says that some fixes of a file are not offered.</summary>
    public static NotChecked NotOffered(string file, int count) => new(
        $"{count:N0} {(count == 1 ? "fix" : "fixes")} in {file}",
        $"fixes are verified before they are offered, at most {MostFixes} of one file at a time. Apply the others first, then run again");

    private static bool IsFixable(Finding finding) => finding.Fix is not null || finding.Suggestions.Count > 0;

    // What stands on a line with a template expression is not what the file will hold.
    private bool IsTemplate(IReadOnlyList<FixEdit> edits) => edits.Any(e =>
    {
        var (first, last) = (source.PositionAt(e.Edit.Start).Line, source.PositionAt(e.Edit.End).Line);
        var start = source.OffsetOf(new SourcePosition(first, 1));
        return TemplateExpression.IsIn(source.Content.AsSpan(start, source.OffsetOf(new SourcePosition(last + 1, 1)) - start));
    });

    // One fix by itself: a mistake that another fix would hide again must not be one that this fix makes.
    private bool HoldsAlone(Finding finding)
    {
        if (!MayRun())
        {
            _unverified++;
            return false;
        }

        var plan = FixPlan.Of([finding]);
        var effect = plan.Findings.Count == 1 ? effectOf(plan) : FixEffect.ChangesMore;
        if (effect == FixEffect.NeedsDecision)
        {
            _undecided.Add(finding);
        }

        return effect == FixEffect.AsIntended && HoldsPromise(plan, isGone: true);
    }

    // All at once, then in halves where that fails: each half has to hold together with what is kept already.
    private void Keep(IReadOnlyList<Finding> fixes)
    {
        if (fixes.Count == 0)
        {
            return;
        }

        if (_kept.Count + fixes.Count > 1)
        {
            if (!MayRun())
            {
                _unverified += fixes.Count;
                return;
            }

            var plan = FixPlan.Of([.. _kept, .. fixes]);
            if (plan.Findings.Count < _kept.Count + fixes.Count || effectOf(plan) != FixEffect.AsIntended || !HoldsPromise(plan, isGone: true))
            {
                Keep(fixes.Count == 1 ? [] : [.. fixes.Take(fixes.Count / 2)]);
                Keep(fixes.Count == 1 ? [] : [.. fixes.Skip(fixes.Count / 2)]);
                return;
            }
        }

        _kept.AddRange(fixes);
    }

    private Finding With(Finding finding, bool isKept)
    {
        var choices = _undecided.Contains(finding) ? [.. finding.Suggestions, new Suggestion(finding.Fix!.Title, finding.File, finding.Fix.Edits)] : finding.Suggestions;
        var suggestions = choices.Where(s => s.File != source.Path || s.Edits.Count == 0 || IsSafe(finding, s)).ToList();
        return isKept && suggestions.Count == finding.Suggestions.Count ? finding : finding with { Fix = isKept ? finding.Fix : null, Suggestions = suggestions };
    }

    // People choose a suggestion, so it may change what a fix may not; it still must not break the file.
    private bool IsSafe(Finding finding, Suggestion suggestion)
    {
        if (IsTemplate(suggestion.Edits))
        {
            return false;
        }

        if (!MayRun())
        {
            _unverified++;
            return false;
        }

        var plan = FixPlan.Of([finding with { Fix = new Fix(suggestion.Title, suggestion.Edits) }]);
        return plan.Findings.Count == 1 && effectOf(plan) != FixEffect.ChangesMore && HoldsPromise(plan, isGone: false);
    }

    private bool MayRun() => _runs++ == 0 || (_runs <= MostRuns && (long)_runs * source.Content.Length <= MostCharacters);

    private bool HoldsPromise(FixPlan plan, bool isGone)
    {
        var text = plan.ApplyTo(source.Content);
        return text != source.Content && revalidate(SourceText.Of(source.Path, text)) is var after
            && after.IsAtLeastAsValidAs(before) && after.HasNoErrorBeside(before) && (!isGone || after.IsWithout(plan.Findings, before));
    }
}

/// <summary>The findings of a file with what may be offered.</summary>
/// <param name="Findings">The findings.</param>
/// <param name="Unverified">How many fixes were left out because the file has too many.</param>
internal sealed record VerifiedFindings(IReadOnlyList<Finding> Findings, int Unverified)
{
    /// <summary>The findings of a file to which nothing is to be written.</summary>
    public static VerifiedFindings WithoutFixes(IReadOnlyList<Finding> findings) => new([.. findings.Select(f => f with { Fix = null, Suggestions = [] })], 0);
}
