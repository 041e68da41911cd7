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

        var reconciliation = new Reconciliation(settings, mapping);
        var lookup = side.Lookup();
        var majorities = ComponentOwners.Of(snapshot.Tree, new ComponentFolders(entities.Select(e => e.TreePath), side.Found.Path!), lookup, cancellationToken);
        var words = new OwnershipFindings(settings, mapping, file, side.Found.Path!);
        var now = enforced?.File is { } other && other.Source.Content != file.Source.Content ? enforced.Lookup() : null;

        var (findings, verdicts) = (new List<Finding>(), new List<OwnershipVerdict>());
        foreach (var entity in entities.Where(e => e.NamesOwner))
        {
            var compared = Compare(entity, reconciliation, lookup, majorities) with { Enforced = now?.Of(entity.TreePath) };
            verdicts.Add(VerdictOf(compared));
            if (words.Of(compared) is { } finding)
            {
                findings.Add(finding);
            }
        }

        var fillIn = new OwnerFillIn(new Lazy<OwnerMapping>(mapping));
        return new OwnershipOutcome([.. files.Select(f => fillIn.Of(f, snapshot.TreePathOf(f.Source.Path), lookup.Of))], findings, verdicts, []);
    }

    private static ComparedOwners Compare(OwnedEntity entity, Reconciliation reconciliation, OwnersLookup lookup, ComponentOwners majorities)
    {
        var own = lookup.Of(entity.TreePath);
        var most = majorities.MajorityOf(ComponentFolders.Of(entity.TreePath));
        var isCaptured = most is not null && most.Owners != own.Owners;

        // A line for this very file is no accident: its owners count as much as those of most files.
        if (isCaptured && own.IsAbout(entity.TreePath) && reconciliation.Compare(entity.Field.Owner!, own) is Verdict.Agree agree)
        {
            return new ComparedOwners(entity, own, agree);
        }

        var decided = isCaptured ? most! : own;
        var verdict = reconciliation.Compare(entity.Field.Owner!, decided);
        if (verdict is not Verdict.Agree && lookup.SkippedFor(entity.TreePath, decided.Rule) is { } line)
        {
            return new ComparedOwners(entity, decided, new Verdict.SkippedLine(line)) { Own = own };
        }

        // Owners who agree have captured nothing.
        var captor = isCaptured && own.IsOwned && !(verdict is Verdict.Agree && reconciliation.Compare(entity.Field.Owner!, own) is Verdict.Agree) ? own : null;
        return new ComparedOwners(entity, decided, verdict) { Own = own, Captor = captor };
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
