using Automation.Core.Trees;

namespace Automation.Jobs.Ownership;

/// <summary>Who owns most files of each component, nested components and the descriptors themselves left out (specs, codeowners §6, rule 8).</summary>
internal sealed class ComponentOwners
{
    private readonly Dictionary<string, OwnersOfPath> _majorities = new(StringComparer.Ordinal);

    private ComponentOwners()
    {
    }

    /// <summary>Counts the files of a tree.</summary>
    public static ComponentOwners Of(FileTree tree, ComponentFolders folders, OwnersLookup lookup, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, Dictionary<string, (int Count, OwnersOfPath Owners)>>(StringComparer.Ordinal);
        foreach (var entry in tree.List(cancellationToken))
        {
            if (folders.ComponentOf(entry.Path) is not { } folder)
            {
                continue;
            }

            if (!counts.TryGetValue(folder, out var component))
            {
                counts.Add(folder, component = new(StringComparer.Ordinal));
            }

            var owners = lookup.Of(entry.Path);
            var key = owners.Owners.Key;
            component[key] = component.TryGetValue(key, out var known) ? (known.Count + 1, Later(known.Owners, owners)) : (1, owners);
        }

        var result = new ComponentOwners();
        foreach (var (folder, component) in counts)
        {
            var files = component.Values.Sum(c => c.Count);
            if (component.Values.FirstOrDefault(c => c.Count * 2 > files) is { Owners: { } most })
            {
                result._majorities.Add(folder, most);
            }
        }

        return result;
    }

    /// <summary>The owners of more than half of a component's files; null where there are none such.</summary>
    public OwnersOfPath? MajorityOf(string folder) => _majorities.GetValueOrDefault(folder);

    private static OwnersOfPath Later(OwnersOfPath one, OwnersOfPath other) => (other.Rule?.Line ?? 0) > (one.Rule?.Line ?? 0) ? other : one;
}
