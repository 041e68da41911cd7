using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Jobs.Merging;

/// <summary>
/// In which order sources were declared, as far as it matters: an artifact does not record it, but of every ref that is defined twice it
/// keeps the definitions in that order. The repository under check comes last unless the index shows otherwise, because existing definitions count.
/// </summary>
internal static class DeclaredOrder
{
    public static IReadOnlyList<string> Of(StoredCatalog catalog, IEnumerable<EntityRef> refs, string own)
    {
        var definitions = refs.Distinct().Select(catalog.Find).OfType<IndexEntry>().Select(Ordered).ToList();
        var pairs = definitions.SelectMany(d => d.Zip(d.Skip(1))).Where(p => p.First != p.Second).ToHashSet();
        var open = definitions.SelectMany(d => d).Where(s => s != own).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Append(own).ToList();
        var order = new List<string>(open.Count);
        while (open.Count > 0)
        {
            var next = open.Find(s => !pairs.Any(p => p.Second == s && open.Contains(p.First))) ?? open[0];
            open.Remove(next);
            order.Add(next);
        }

        return order;
    }

    // Otherwise, a definition that waits for a confirmation would be first.
    private static List<string> Ordered(IndexEntry entry) => [.. entry.Definitions.OrderByDescending(d => d.TakeoverWaits).Select(d => d.Source)];
}
