using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Templates.Linting;

namespace Automation.Jobs.Fixing;

/// <summary>
/// Selects the fixes of one file that work on its text: their findings are gone, no error is new, every document
/// is at least as valid, and only the named places changed. This is true for each fix alone, and for all selected fixes together.
/// </summary>
/// <param name="before">The findings and documents.</param>
/// <param name="revalidate">Validates the file with another text.</param>
/// <param name="effectOf">Finds the other effects of fixes.</param>
internal sealed class VerifiedFixes(
    SourceText source, ValidatedText before, Func<SourceText, ValidatedText> revalidate, Func<FixPlan, FixEffect> effectOf)
{
    // The limit per file; a file with more mistakes is fixed in several runs.
    private const int MostFixes = 1_000;
    private const int MostRuns = 250;
    private const int RunsForAll = 50;
    private const int MostCharacters = 16_000_000;

    private readonly List<Finding> _kept = [];
    private readonly List<Finding> _undecided = [];
    private int _runs;
    private int _unverified;

    /// <summary>Whether a person must decide about a fix, regardless of what it changes.</summary>
    public Predicate<Finding> IsDecision { get; init; } = _ => false;

    /// <summary>The maximum cost of one run, in characters read.</summary>
    public long Cost { get; init; } = source.Content.Length;

    public static NotChecked NotOffered(string file, int count) => new(
        $"{count:N0} {(count == 1 ? "fix" : "fixes")} in {file}",
        "each fix is verified before it is offered, and the file has more fixes than are verified at a time. Apply the others, then run again");

    /// <summary>The findings with the fixes and suggestions that may be offered, in their order, and how many fixes were not verified.</summary>
    public VerifiedFindings Run()
    {
        if (!before.Findings.Any(IsFixable))
        {
            return new VerifiedFindings(before.Findings, 0);
        }

        var fixes = before.Findings.Where(f => f.Fix is { } fix && !IsTemplate(f, fix.Edits)).ToList();
        _undecided.AddRange(fixes.Where(f => IsDecision(f)));
        fixes.RemoveAll(IsDecision);
        _unverified += Math.Max(0, fixes.Count - MostFixes);
        Keep(FixPlan.Of(Alone([.. fixes.Take(MostFixes)], isChoice: false)).Findings);
        var suggestions = VerifiedSuggestions();

        var kept = _kept.ToHashSet<Finding>(ReferenceEqualityComparer.Instance);
        var findings = before.Findings.Select(f => !IsFixable(f) ? f : f with { Fix = kept.Contains(f) ? f.Fix : null, Suggestions = suggestions(f) });
        return new VerifiedFindings([.. findings], _unverified);
    }

    private static bool IsFixable(Finding finding) => finding.Fix is not null || finding.Suggestions.Count > 0;

    // A line of a skeleton with a template expression does not have its final content; in a template, expressions are the content.
    private bool IsTemplate(Finding finding, IReadOnlyList<FixEdit> edits) => finding.Rule.Category != TemplateRules.DryRun.Category && edits.Any(e =>
    {
        var (first, last) = (source.PositionAt(e.Edit.Start).Line, source.PositionAt(e.Edit.End).Line);
        var start = source.OffsetOf(new SourcePosition(first, 1));
        return TemplateExpression.IsIn(source.Content.AsSpan(start, source.OffsetOf(new SourcePosition(last + 1, 1)) - start));
    });

    /// <summary>
    /// The fixes that are valid alone: one fix must not hide an error of another. The parts of a file do not depend on each other's fixes,
    /// so that one fix of each is tried at a time.
    /// </summary>
    private List<Finding> Alone(IReadOnlyList<Finding> fixes, bool isChoice)
    {
        // A line of CODEOWNERS can override files that another line matched by mistake.
        var candidates = before.Documents.Count > 0 || fixes.Count < 2 ? fixes : [.. fixes.Where(f => HasEffectAlone(f, isChoice))];
        var rounds = new List<List<Finding>>();
        var round = 0;
        for (var i = 0; i < candidates.Count; i++)
        {
            round = i > 0 && before.PartOf(candidates[i]) == before.PartOf(candidates[i - 1]) ? round + 1 : 0;
            if (round == rounds.Count)
            {
                rounds.Add([]);
            }

            rounds[round].Add(candidates[i]);
        }

        var holding = rounds.SelectMany(round => Holding(round, isChoice)).ToHashSet<Finding>(ReferenceEqualityComparer.Instance);
        return [.. fixes.Where(holding.Contains)];
    }

    private bool HasEffectAlone(Finding fix, bool isChoice)
    {
        if (!MayRun(isChoice ? 0 : RunsForAll))
        {
            _unverified++;
            return false;
        }

        var effect = effectOf(FixPlan.Of([fix]));
        if (effect == FixEffect.NeedsDecision && !isChoice)
        {
            _undecided.Add(fix);
        }

        return effect == FixEffect.AsIntended || (effect == FixEffect.NeedsDecision && isChoice);
    }

    private IEnumerable<Finding> Holding(List<Finding> fixes, bool isChoice)
    {
        if (!MayRun(isChoice ? 0 : RunsForAll))
        {
            _unverified += fixes.Count;
            return [];
        }

        var effect = Try(fixes, isChoice);
        if (effect == FixEffect.AsIntended)
        {
            return fixes;
        }

        if (fixes.Count > 1)
        {
            return [.. Holding([.. fixes.Take(fixes.Count / 2)], isChoice), .. Holding([.. fixes.Skip(fixes.Count / 2)], isChoice)];
        }

        if (effect == FixEffect.NeedsDecision)
        {
            _undecided.Add(fixes[0]);
        }

        return [];
    }

    // All at once, or in halves if that fails: each half has to be valid together with the fixes selected so far.
    private void Keep(IReadOnlyList<Finding> fixes)
    {
        if (fixes.Count > 0 && _kept.Count + fixes.Count > 1)
        {
            if (!MayRun())
            {
                _unverified += fixes.Count;
                return;
            }

            if (Try([.. _kept, .. fixes], isChoice: false) != FixEffect.AsIntended)
            {
                Keep(fixes.Count == 1 ? [] : [.. fixes.Take(fixes.Count / 2)]);
                Keep(fixes.Count == 1 ? [] : [.. fixes.Skip(fixes.Count / 2)]);
                return;
            }
        }

        _kept.AddRange(fixes);
    }

    // A person chooses a suggestion, so it may change more than a fix, but it must not break the file.
    private Func<Finding, IReadOnlyList<Suggestion>> VerifiedSuggestions()
    {
        if (_undecided.Count == 0 && before.Findings.All(f => f.Suggestions.Count == 0))
        {
            return _ => [];
        }

        var demoted = _undecided.ToHashSet<Finding>(ReferenceEqualityComparer.Instance);
        var choices = new Dictionary<Finding, List<Suggestion>>(ReferenceEqualityComparer.Instance);
        var trials = new Dictionary<Finding, Suggestion>(ReferenceEqualityComparer.Instance);
        foreach (var finding in before.Findings.Where(IsFixable))
        {
            choices[finding] = [.. finding.Suggestions];
            if (demoted.Contains(finding))
            {
                choices[finding].Add(new Suggestion(finding.Fix!.Title, finding.File, finding.Fix.Edits));
            }

            foreach (var suggestion in choices[finding].Where(s => IsOfFile(s) && !IsTemplate(finding, s.Edits) && trials.Count < MostFixes))
            {
                trials.Add(finding with { Fix = new Fix(suggestion.Title, suggestion.Edits) }, suggestion);
            }
        }

        var safe = Alone([.. trials.Keys], isChoice: true).Select(trial => trials[trial]).ToHashSet<Suggestion>(ReferenceEqualityComparer.Instance);
        return finding => [.. choices[finding].Where(s => !IsOfFile(s) || safe.Contains(s))];
    }

    private bool IsOfFile(Suggestion suggestion) => suggestion.File == source.Path && suggestion.Edits.Count > 0;

    private bool MayRun(int reserve = 0)
    {
        var mayRun = _runs == 0 || (_runs + 1 + reserve <= MostRuns && (_runs + 1) * Cost <= MostCharacters);
        _runs += mayRun ? 1 : 0;
        return mayRun;
    }

    private FixEffect Try(IReadOnlyList<Finding> fixes, bool isChoice)
    {
        var plan = FixPlan.Of(fixes);
        var text = plan.ApplyTo(source.Content);
        var effect = plan.Findings.Count == fixes.Count && text != source.Content ? effectOf(plan) : FixEffect.ChangesMore;
        if (effect == FixEffect.ChangesMore || (effect == FixEffect.NeedsDecision && !isChoice))
        {
            return effect;
        }

        var after = revalidate(SourceText.Of(source.Path, text));
        return after.IsAtLeastAsValidAs(before) && after.HasNoErrorBeside(before) && (isChoice || after.IsWithout(plan.Findings, before))
            ? FixEffect.AsIntended
            : FixEffect.ChangesMore;
    }
}

/// <summary>The findings of a file with the fixes that may be offered.</summary>
/// <param name="Unverified">How many fixes were left out because the file has too many.</param>
internal sealed record VerifiedFindings(IReadOnlyList<Finding> Findings, int Unverified)
{
    /// <summary>The findings of a file that must not be changed.</summary>
    public static VerifiedFindings WithoutFixes(IReadOnlyList<Finding> findings) =>
        new([.. findings.Select(f => f with { Fix = null, Suggestions = [.. f.Suggestions.Where(s => s.File != f.File)] })], 0);
}
