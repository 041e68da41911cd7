using Automation.Core;
using Automation.Jobs.Configuration;

namespace Automation.Jobs.Ownership;

/// <summary>Decides whether the owner in the catalog and the owners in CODEOWNERS are the same (specs, codeowners §6, rules 4 to 7).</summary>
internal sealed class Reconciliation(OwnershipSettings settings, OwnerMapping mapping)
{
    /// <summary>Compares the catalog's owner with those of CODEOWNERS.</summary>
    public Verdict Compare(EntityRef owner, OwnersOfPath decided)
    {
        if (!decided.IsOwned)
        {
            return new Verdict.Unowned();
        }

        var mapped = decided.Owners.All.Select(o => (Owner: o, Entities: mapping.EntitiesOf(o))).ToList();
        var position = mapped.FindIndex(m => m.Entities.Contains(owner));
        if (position < 0 && settings.Inherit)
        {
            position = mapped.FindIndex(m => m.Entities.Any(e => mapping.Directory.IsBelow(e, owner)));
        }

        if (position >= 0)
        {
            return new Verdict.Agree(position == 0);
        }

        var entities = mapped.SelectMany(m => m.Entities).ToList();
        var unknown = mapped.FindAll(m => m.Entities.Count == 0).ConvertAll(m => m.Owner);
        return unknown.Count > 0 ? (AreMembers(owner, entities) ? new Verdict.Agree(IsFirst: false) : new Verdict.Unmappable(unknown))
            : entities.TrueForAll(e => e.Kind != owner.Kind) ? (AreMembers(owner, entities) ? new Verdict.Agree(IsFirst: false) : new Verdict.KindsDiffer())
            : new Verdict.Disagree(entities, mapping.IsResolved(owner) && decided.Owners.All.All(mapping.IsResolved));
    }

    // A group and its members, or a person and one of their groups.
    private bool AreMembers(EntityRef owner, IReadOnlyList<EntityRef> entities) => owner.Kind == "group"
        ? entities.All(e => e.Kind == "user") && entities.Any(e => mapping.Directory.IsMember(e, owner, settings.Inherit))
        : entities.All(e => e.Kind == "group") && entities.Any(e => mapping.Directory.IsMember(owner, e, settings.Inherit));
}
