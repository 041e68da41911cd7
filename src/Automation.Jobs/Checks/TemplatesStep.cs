using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Validation;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Fixing;
using Automation.Jobs.Review;
using Automation.Jobs.Scaffolding;
using Automation.Templates.Linting;

namespace Automation.Jobs.Checks;

/// <summary>
/// Validates the software templates of a snapshot: lints each with what it fetches from its repository, and does a dry run with the example values
/// beside it. In a change, only templates whose own file or fetched files the change touches.
/// </summary>
/// <param name="other">The other side of the change; null to validate all templates.</param>
internal sealed class TemplatesStep(RepositorySnapshot snapshot, RepositorySnapshot? other, CancellationToken cancellationToken)
{
    // Each rendering is bounded; a template has as many as its author wants.
    private static readonly TimeSpan LongestRuns = TimeSpan.FromSeconds(20);

    private readonly List<Finding> _findings = [];
    private readonly List<NotChecked> _notChecked = [];

    public CheckedTemplates Run(DescriptorSet descriptors)
    {
        var search = new TemplateSearch(snapshot, descriptors, cancellationToken);
        var templates = search.Run();
        _notChecked.AddRange(search.NotChecked);
        var sides = new SideDifference(snapshot, other, cancellationToken);
        var affected = templates.Where(t => other is null || sides.AnyChanged(t.Reads)).ToList();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(LongestRuns);
        var linted = affected.Where(template => IsRead(template, sides)).ToList();
        foreach (var template in linted)
        {
            IReadOnlyList<Finding> lint = FaultRules.Guard(
                () => [.. new TemplateLint(snapshot.Tree, template.Path, ScaffoldActions.Described).Run(cancellationToken).Select(CheckedTemplates.Weighed)],
                fault => (IReadOnlyList<Finding>)[FaultRules.Of(template.Path, fault)]);
            _findings.AddRange(lint);

            // Without the filters of one's own Backstage, a dry run would fail for this reason alone.
            if (template.Example is not null && lint.FirstOrDefault(f => f.Rule == TemplateRules.Filter) is { } filter)
            {
                _notChecked.Add(new NotChecked(
                    $"the dry run of {snapshot.Show(template.Path)}", $"{snapshot.Show(filter.File)} uses a filter that is not available here")
                {
                    Room = TemplateRules.DryRun.Category,
                });
            }

            // What the lint found would only be found again.
            else if (template.Example is not null && lint.All(f => f.Severity != Severity.Error))
            {
                RunExample(template, template.Example, time.Token);
            }
        }

        // Templates can share a skeleton.
        var shown = _findings.DistinctBy(f => (f.Rule.Id, f.File, f.Span, f.Message)).Select(f => f with { File = snapshot.Show(f.File) });
        return new CheckedTemplates(snapshot, [.. linted.Select(t => snapshot.Show(t.Path))], shown.ToLookup(f => f.File, StringComparer.Ordinal), _notChecked)
        {
            IsWhole = linted.Count == templates.Count && _notChecked.Count == 0,
            Any = templates.Count > 0,
        };
    }

    private bool IsRead(FoundTemplate template, SideDifference sides)
    {
        if (snapshot.Reads is not { } reads || reads.TryFetch(sides.Below(template.Reads), cancellationToken))
        {
            return true;
        }

        _notChecked.Add(new NotChecked(
            snapshot.Show(template.Path),
            $"reading its {sides.Below(template.Reads).Count:N0} files exceeds the budget of the check; "
            + "'automation template lint' validates all of them")
        {
            Room = TemplateRules.DryRun.Category,
        });
        return false;
    }

    private void RunExample(FoundTemplate template, string example, CancellationToken untilTimeout)
    {
        // A workspace has its own limit, which is that of a large check.
        snapshot.Reads?.TakeTurnOfLarge(cancellationToken);
        switch (Outcome())
        {
            case ExampleOutcome.Fails failure:
                _findings.Add(failure.Finding);
                break;
            case ExampleOutcome.Unknown unknown:
                _notChecked.Add(new NotChecked($"the dry run of {snapshot.Show(template.Path)}", unknown.Why) { Room = TemplateRules.DryRun.Category });
                break;
            default:
                break;
        }

        ExampleOutcome Outcome()
        {
            try
            {
                return FaultRules.Guard(
                    () => new ExampleRun(snapshot.Tree, template.Path, example, ScaffoldActions.Described).RunAsync(untilTimeout).GetAwaiter().GetResult(),
                    fault => new ExampleOutcome.Fails(FaultRules.Of(template.Path, fault)));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new ExampleOutcome.Unknown($"the dry runs of a check take at most {LongestRuns.TotalSeconds:0} seconds");
            }
        }
    }
}

/// <summary>The findings about the templates of a snapshot, before they are reviewed.</summary>
/// <param name="templates">The templates that were validated, as findings show them.</param>
/// <param name="findings">The findings by file, as findings show them.</param>
/// <param name="notChecked">What was not checked.</param>
internal sealed class CheckedTemplates(
    RepositorySnapshot snapshot, IReadOnlyList<string> templates, ILookup<string, Finding> findings, IReadOnlyList<NotChecked> notChecked)
{
    public IReadOnlyList<NotChecked> NotChecked => notChecked;

    public required bool IsWhole { get; init; }

    /// <summary>Whether the repository has templates, including those that the change does not touch.</summary>
    public required bool Any { get; init; }

    public static bool IsAbout(string rule) => TemplateRules.All.Any(r => r.Id == rule);

    /// <summary>A Backstage can have actions and filters that are not available here, so its templates are not invalid.</summary>
    public static Finding Weighed(Finding finding) =>
        finding.Rule == TemplateRules.Action || finding.Rule == TemplateRules.Filter ? finding with { Severity = Severity.Warning } : finding;

    /// <summary>The findings in a descriptor. What its own validation reports is not repeated.</summary>
    public IEnumerable<Finding> In(ValidatedFile file) => WithoutRepeated(findings[file.Source.Path], file);

    /// <summary>The same if the descriptor has another text; skeletons and the dry run do not change.</summary>
    public IEnumerable<Finding> Again(ValidatedFile file, CancellationToken cancellationToken) =>
        templates.Contains(file.Source.Path) ? WithoutRepeated(Lint(file.Source, cancellationToken), file) : [];

    /// <summary>Reviews the files that are not descriptors: other templates, examples and skeletons.</summary>
    public CheckedTree Review(FindingReview review, IReadOnlySet<string> descriptors, bool offersFixes, CancellationToken cancellationToken)
    {
        var (kept, sources) = (new List<Finding>(), new Dictionary<string, SourceText>(StringComparer.Ordinal));
        var (suppressed, byComments, byBaseline, unverified) = (0, new List<Finding>(), new List<Finding>(), new List<NotChecked>());
        List<string> files = [.. templates.Concat(findings.Select(g => g.Key)).Distinct(StringComparer.Ordinal).Where(f => !descriptors.Contains(f))];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var content = snapshot.Tree.Read(snapshot.TreePathOf(file), TemplateLint.LargestTemplate, cancellationToken);
            var source = content is FileContent.Whole { Bytes: var bytes }
                ? SourceText.Decode(file, bytes.Span)
                : SourceText.Of(file, "");
            var reviewed = ReviewOf(source, findings[file]);
            suppressed += reviewed.Accepted.Count;
            byComments.AddRange(reviewed.ByComments);
            byBaseline.AddRange(reviewed.ByBaseline.Select(f => SecretCover.Of(f, source)));
            List<Finding> ordered = [.. reviewed.Kept.Select(f => SecretCover.Of(f, source)).OrderBy(f => f.Span.Start)];
            if (offersFixes && ordered.Exists(f => f.Fix is not null))
            {
                var fixes = new VerifiedFixes(
                    source,
                    new ValidatedText(ordered, []),
                    text => new ValidatedText(ReviewOf(text, Lint(text, cancellationToken)).Kept, []),
                    new DescriptorFixEffect(source).Of)
                {
                    IsDecision = f => f.Fix is { IsGuess: true },
                };
                (var verified, var left) = FaultRules.Guard(fixes.Run, _ => VerifiedFindings.WithoutFixes(ordered));
                ordered = [.. verified];
                unverified.AddRange(left > 0 ? [VerifiedFixes.NotOffered(file, left)] : []);
            }

            kept.AddRange(ordered);
            if (ordered.Count > 0)
            {
                sources[file] = source.Covered();
            }
        }

        return new CheckedTree(kept, [], sources, files.Count, suppressed, [.. NotChecked, .. unverified])
        {
            AcceptedByComments = byComments,
            AcceptedByBaseline = byBaseline,
        };

        // A skeleton is not YAML yet.
        AcceptedFindings ReviewOf(SourceText source, IEnumerable<Finding> found) => templates.Contains(source.Path)
            ? review.Of(source, snapshot.TreePathOf(source.Path), found)
            : review.OfPlain(source, snapshot.TreePathOf(source.Path), found);
    }

    private IEnumerable<Finding> Lint(SourceText source, CancellationToken cancellationToken)
    {
        var path = snapshot.TreePathOf(source.Path);
        var lint = new TemplateLint(snapshot.Tree, path, ScaffoldActions.Described) { WithSkeletons = false };
        return lint.Of(SourceText.Of(path, source.Content), cancellationToken).Select(f => Weighed(f) with { File = source.Path });
    }

    private static IEnumerable<Finding> WithoutRepeated(IEnumerable<Finding> found, ValidatedFile file) =>
        found.Where(f => f.Rule != TemplateRules.Document || (file.Whole.Count == 0 && file.Documents.All(d => d.IsValid)));
}
