using Automation.Core.Trees;
using Automation.Owners;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>Who owns files, by the CODEOWNERS of their repository, each read when it is first asked for.</summary>
internal sealed class TreeOwners(Dialect dialect, CancellationToken cancellationToken)
{
    private readonly Dictionary<FileTree, OwnersLookup?> _lookups = [];

    /// <summary>Who owns a file; null where its repository has no CODEOWNERS.</summary>
    public OwnersOfPath? Of(FileTree tree, string path)
    {
        if (!_lookups.TryGetValue(tree, out var lookup))
        {
            var found = CodeownersLookup.Find(tree, dialect, shown => shown, cancellationToken);
            _lookups.Add(tree, lookup = found.File is null ? null : new CodeownersSide(found).Lookup());
        }

        return lookup?.Of(path);
    }
}
