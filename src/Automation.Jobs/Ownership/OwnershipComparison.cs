namespace Automation.Jobs.Ownership;

/// <summary>Compares entities' owners with one text of CODEOWNERS.</summary>
internal sealed class OwnershipComparison
{
    private readonly Reconciliation _reconciliation;
    private readonly DecidedOwners _decided;

    /// <param name="reconciliation">How two owners compare.</param>
    /// <param name="side">The side, which has a CODEOWNERS file.</param>
    /// <param name="tracked">The paths that git tracks.</param>
    /// <param name="entities">All entities that can have an owner.</param>
    public OwnershipComparison(
        Reconciliation reconciliation,
        CodeownersSide side,
        IReadOnlyList<string> tracked,
        IEnumerable<OwnedEntity> entities,
        CancellationToken cancellationToken)
    {
        _reconciliation = reconciliation;
        _decided = new DecidedOwners(side, tracked, entities.Select(e => e.TreePath), cancellationToken);
    }

    public OwnersOfPath OwnersOf(string path) => _decided.OwnersOf(path);

    /// <summary>The owners that must agree with the owner of an entity.</summary>
    public OwnersOfPath DecidedFor(OwnedEntity entity) => _decided.Of(entity.TreePath);

    public ComparedOwners Of(OwnedEntity entity) => Of(entity, entity.Field.Owner!);

    /// <summary>Compares an entity as if it had another owner in the catalog.</summary>
    public ComparedOwners Of(OwnedEntity entity, Core.EntityRef owner)
    {
        var own = _decided.OwnersOf(entity.TreePath);
        var most = _decided.MostOf(entity.TreePath);
        var isCaptured = most is not null && most.Owners != own.Owners;

        // A line for exactly this file is intended: its owners are compared as those of most files are.
        if (isCaptured && own.IsAbout(entity.TreePath) && _reconciliation.Compare(owner, own) is Verdict.Agree agree)
        {
            return new ComparedOwners(entity, own, agree);
        }

        var decided = isCaptured ? most! : own;
        var verdict = _reconciliation.Compare(owner, decided);
        if (verdict is not Verdict.Agree && _decided.SkippedFor(entity.TreePath, decided.Rule) is { } line)
        {
            return new ComparedOwners(entity, decided, new Verdict.SkippedLine(line)) { Own = own };
        }

        // If the owners agree, the line captures nothing.
        var captor = isCaptured && own.IsOwned && !(verdict is Verdict.Agree && _reconciliation.Compare(owner, own) is Verdict.Agree) ? own : null;
        return new ComparedOwners(entity, decided, verdict) { Own = own, Captor = captor };
    }
}
