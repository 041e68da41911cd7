using Automation.Core.Findings;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Validation;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Reporting.Model;

namespace Automation.Jobs.Ownership;

/// <summary>Compares the owners of one side's entities with its CODEOWNERS (specs, codeowners §6).</summary>
/// <param name="settings">How they are compared.</param>
/// <param name="mapping">Maps owners in CODEOWNERS to groups and users.</param>
/// <param name="enforced">CODEOWNERS at the head of the base branch, which GitHub uses now; null if it is not available.</param>
internal sealed class OwnershipCheck(OwnershipSettings settings, OwnerMapping mapping, CodeownersSide? enforced)
{
    public OwnershipOutcome Run(RepositorySnapshot snapshot, IReadOnlyList<ValidatedFile> files, CodeownersSide side, CancellationToken cancellationToken)
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
        foreach (var entity in named)
        {
            var (verdict, finding) = FaultRules.Guard(() => Compare(entity), fault => (null, FaultRules.Of(entity.File.Source.Path, fault)));
            verdicts.AddRange(verdict is null ? [] : [verdict]);
            findings.AddRange(finding is null ? [] : [finding]);
        }

        var fillIn = new OwnerFillIn(comparison, mapping);
        return new OwnershipOutcome([.. files.Select(FilledIn)], findings, verdicts, []);

        ValidatedFile FilledIn(ValidatedFile file) => FaultRules.Guard(
            () => OwnerFillIn.Of(file, snapshot.TreePathOf(file.Source.Path), () => fillIn),
            fault => file with { Whole = [.. file.Whole, FaultRules.Of(file.Source.Path, fault)] });

        (OwnershipVerdict? Verdict, Finding? Finding) Compare(OwnedEntity entity)
        {
            var compared = comparison.Of(entity) with { Enforced = now?.Of(entity.TreePath) };
            var finding = words.Of(compared);
            return (VerdictOf(compared), finding is { Severity: > Severity.Info } ? finding with { Suggestions = repairs.Value.For(compared) } : finding);
        }

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
