namespace Automation.Jobs.Ownership;

/// <summary>The owners of most files of each component, except nested components and the descriptors themselves (specs, codeowners §6, rule 8).</summary>
internal sealed class ComponentOwners
{
    private readonly Dictionary<string, OwnersOfPath> _majorities = new(StringComparer.Ordinal);

    private ComponentOwners()
    {
    }

    /// <summary>Counts files by their owners, and the files of the same owners by the lines that match them.</summary>
    public static ComponentOwners Of(IReadOnlyList<string> tracked, ComponentFolders folders, OwnersLookup lookup, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, Dictionary<OwnerSet, Shares>>(StringComparer.Ordinal);
        foreach (var path in tracked)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (folders.ComponentOf(path) is not { } folder)
            {
                continue;
            }

            if (!counts.TryGetValue(folder, out var component))
            {
                counts.Add(folder, component = []);
            }

            var owners = lookup.Of(path);
            if (!component.TryGetValue(owners.Owners, out var shares))
            {
                component.Add(owners.Owners, shares = new Shares());
            }

            shares.Add(owners);
        }

        var result = new ComponentOwners();
        foreach (var (folder, component) in counts)
        {
            var files = component.Values.Sum(c => c.Files);
            if (component.Values.FirstOrDefault(c => c.Files * 2 > files) is { } most)
            {
                result._majorities.Add(folder, most.Principal);
            }
        }

        return result;
    }

    /// <summary>The owners of more than half of a component's files, by the line that matches most of them; null if there are none.</summary>
    public OwnersOfPath? MajorityOf(string folder) => _majorities.GetValueOrDefault(folder);

    private sealed class Shares
    {
        private readonly Dictionary<int, (int Files, OwnersOfPath Owners)> _byLine = [];

        public int Files { get; private set; }

        public OwnersOfPath Principal => _byLine.OrderByDescending(l => l.Value.Files).ThenByDescending(l => l.Key).First().Value.Owners;

        public void Add(OwnersOfPath owners)
        {
            Files++;
            _byLine[owners.Line ?? 0] = (_byLine.GetValueOrDefault(owners.Line ?? 0).Files + 1, owners);
        }
    }
}
