using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Ownership;

/// <summary>Groups the paths that a change touches by their owners.</summary>
internal static class TouchedCount
{
    public static TouchedFiles Of(FoundCodeowners found, CodeownersSource source, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        var lookup = new CodeownersSide(found).Lookup();
        var groups = new Dictionary<OwnerSet, List<TouchedPath>>();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var decided = lookup.Of(path);
            var owners = decided.Owners;
            if (!groups.TryGetValue(owners, out var group))
            {
                groups.Add(owners, group = []);
            }

            group.Add(new TouchedPath(path, decided.Line));
        }

        return new TouchedFiles(source, paths.Count, [.. groups
            .OrderBy(g => g.Key.Names.Count == 0).ThenByDescending(g => g.Value.Count).ThenBy(g => g.Key.Key, StringComparer.Ordinal)
            .Select(g => new TouchedGroup(g.Key.Names, g.Value))]);
    }
}
