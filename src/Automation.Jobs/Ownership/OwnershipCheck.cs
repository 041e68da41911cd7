using Automation.Catalog.Judging;
using Automation.Core.Findings;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Reporting;

namespace Automation.Jobs.Ownership;

/// <summary>Compares the owners of one side's entities with its CODEOWNERS (specs, codeowners §6).</summary>
/// <param name="settings">How they are compared.</param>
/// <param name="mapping">Which groups and users the owners in CODEOWNERS are.</param>
/// <param name="enforced">CODEOWNERS at the tip of the base branch, which is what GitHub asks by now; null where it is not at hand.</param>
internal sealed class OwnershipCheck(OwnershipSettings settings, OwnerMapping mapping, CodeownersSide? enforced)
{
    /// <summary>Compares every entity.</summary>
    public OwnershipOutcome Run(RepositorySnapshot snapshot, IReadOnlyList<FileJudgement> files, CodeownersSide side, CancellationToken cancellationToken)
    {
        var entities = OwnedEntity.In(files, snapshot.TreePathOf).ToList();
        if (entities.Count == 0 || side.File is not { } file)
        {
            return entities.Count == 0 ? OwnershipOutcome.Nothing : OwnershipOutcome.NotCompared(entities.Count, side.Found, settings.Dialect);
        }

        var tracked = snapshot.Tree.Tracked(cancellationToken);
        var reconciliation = new Reconciliation(settings, mapping);
        var comparison = With(side);
        var words = new OwnershipFindings(settings, file, side.Found.Path!);
        var named = entities.FindAll(e => e.NamesOwner);
        var repairs = new Lazy<OwnershipRepairs>(() => new OwnershipRepairs(side, settings.Dialect, tracked, named, mapping, With, words, cancellationToken));
        var now = enforced?.File is { } other && other.Source.Content != file.Source.Content ? enforced.Lookup() : null;

        var (findings, verdicts) = (new List<Finding>(), new List<OwnershipVerdict>());
        foreach (var compared in named.Select(e => comparison.Of(e) with { Enforced = now?.Of(e.TreePath) }))
        {
            verdicts.Add(VerdictOf(compared));
            if (words.Of(compared) is { } finding)
            {
                findings.Add(finding.Severity > Severity.Info ? finding with { Suggestions = repairs.Value.For(compared) } : finding);
            }
        }

        var fillIn = new OwnerFillIn(new Lazy<OwnerMapping>(mapping));
        return new OwnershipOutcome([.. files.Select(f => fillIn.Of(f, snapshot.TreePathOf(f.Source.Path), comparison.OwnersOf))], findings, verdicts, []);

        OwnershipComparison With(CodeownersSide some) => new(reconciliation, some, tracked, entities, cancellationToken);
    }

    private static OwnershipVerdict VerdictOf(ComparedOwners compared) => new(
        compared.Entity.File.Source.Path,
        compared.Entity.Descriptor.Ref.ToString(),
        compared.Entity.Field.Owner!.ToString(),
        compared.Decided.Owners.Names,
        compared.Decided.Rule?.Line,
        compared.Verdict.Word,
        PreExisting: false);
}
