using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>
/// Fills in the owners of individually named files, as 'check' would in their repository: the owner of a component depends on all its files, and on where
/// other components begin. A repository is searched only if an owner is missing in it and it has a CODEOWNERS file.
/// </summary>
/// <param name="settings">The effective configuration.</param>
/// <param name="catalog">The entities of all repositories; null if they are not known.</param>
/// <param name="listed">The files of a tree as its repository sees them.</param>
internal sealed class TreeOwners(AutomationSettings settings, KnownEntities? catalog, Func<FileTree, FileTree> listed, CancellationToken cancellationToken)
{
    private readonly Dictionary<FileTree, OwnerFillIn?> _fillIns = [];

    /// <summary>The fill-in for a file; null if its repository has no CODEOWNERS.</summary>
    public OwnerFillIn? Of(DescriptorInput input)
    {
        if (!_fillIns.TryGetValue(input.Tree, out var fillIn))
        {
            _fillIns.Add(input.Tree, fillIn = Create(input));
        }

        return fillIn;
    }

    private OwnerFillIn? Create(DescriptorInput input)
    {
        var found = CodeownersLookup.Find(input.Tree, settings.Owners.Dialect, shown => shown, cancellationToken);
        if (found.File is null)
        {
            return null;
        }

        var repository = new RepositorySnapshot(listed(input.Tree), "", input.Repository);
        var files = new DescriptorSearch(repository, settings, cancellationToken).Run().Files;
        var references = new ReferenceInput(files, path => path) { Catalog = catalog, Tree = repository.Followed, Repository = input.Repository };
        var mapping = OwnerMapping.Of(settings.Owners, references);
        var (side, entities) = (new CodeownersSide(found), OwnedEntity.In(files, path => path));
        var tracked = repository.Tree.Tracked(cancellationToken);
        return new OwnerFillIn(new OwnershipComparison(new Reconciliation(settings.Owners, mapping), side, tracked, entities, cancellationToken), mapping);
    }
}
