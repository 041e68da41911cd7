using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Catalog.Stitching;

/// <summary>The rows of the page. They are kept in the summary, so that a small change does not have to read the whole catalog to write them.</summary>
internal sealed class OverviewStep(CatalogDraft draft)
{
    private const int MostRows = 100;
    private const int MostFindings = 50;

    private readonly Overview _before = draft.PreviousCatalog.Summary.Overview;

    public Overview Run()
    {
        var problems = new ProblemStep(draft);
        var isAnew = draft.PreviousCatalog.IsEmpty || problems.AreUnknown || draft.Index.Set.Keys.Any(CameOrWent);
        var overview = (isAnew ? Anew() : Renewed(draft.Index.Set.Values.OfType<IndexEntry>())) with
        {
            Broken = draft.Findings.Set.Count == 0 ? _before.Broken : Broken(),
        };
        var (rows, owners) = isAnew || problems.Differ() ? problems.Run() : (_before.Problems, _before.ProblemOwnerCount);
        return overview with { Problems = rows, ProblemOwnerCount = owners };
    }

    private bool CameOrWent(EntityRef reference)
    {
        var (before, now) = (draft.Index.Previous(reference), draft.Index.Find(reference));
        return IsSystem(before) != IsSystem(now) || IsOwner(before) != IsOwner(now) || IsMissingOwner(before) != IsMissingOwner(now);
    }

    private Overview Anew()
    {
        var all = draft.PreviousCatalog.AllEntries()
            .Where(e => !draft.Index.Set.ContainsKey(e.Ref))
            .Concat(draft.Index.Set.Values.OfType<IndexEntry>())
            .ToList();
        var (owners, missing) = (all.Where(IsOwner).ToList(), all.Where(IsMissingOwner).ToList());
        return new Overview
        {
            Systems = [.. First(all.Where(IsSystem)).Select(SystemOf)],
            Owners = [.. First(owners).Select(OwnerOf)],
            OwnerCount = owners.Count,
            MissingOwners = [.. First(missing).Select(MissingOwnerOf)],
            MissingOwnerCount = missing.Count,
        };
    }

    // If no system or owner was added or removed, the rows stay the same, but their content may differ.
    private Overview Renewed(IEnumerable<IndexEntry> changed)
    {
        var byRef = changed.Where(e => IsSystem(e) || IsOwner(e) || IsMissingOwner(e)).ToDictionary(e => e.Ref.ToString(), StringComparer.Ordinal);
        return byRef.Count == 0 ? _before : _before with
        {
            Systems = [.. _before.Systems.Select(row => byRef.TryGetValue(row.Ref, out var entry) ? SystemOf(entry) : row)],
            Owners = [.. _before.Owners.Select(row => byRef.TryGetValue(row.Ref, out var entry) ? OwnerOf(entry) : row)],
            MissingOwners = [.. _before.MissingOwners.Select(row => byRef.TryGetValue(row.Ref, out var entry) ? MissingOwnerOf(entry) : row)],
        };
    }

    private List<RecordedFinding> Broken()
    {
        var all = draft.PreviousCatalog.AllFindings().Where(f => !draft.Findings.Set.ContainsKey(f.Key)).SelectMany(f => f.Findings)
            .Concat(draft.Findings.Set.Values.SelectMany(f => f?.Findings ?? []))
            .Where(f => f.Severity > Core.Findings.Severity.Info)
            .ToList();
        all.Sort();
        return all.Count > MostFindings ? all[..MostFindings] : all;
    }

    private static IEnumerable<IndexEntry> First(IEnumerable<IndexEntry> entries) =>
        entries.OrderBy(e => e.Ref.ToString(), StringComparer.Ordinal).Take(MostRows);

    private static bool IsSystem(IndexEntry? entry) => entry is { Exists: true, Ref.Kind: "system" };

    private static bool IsOwner(IndexEntry? entry) => entry is { Exists: true, Ref.Kind: "group" or "user" } && entry.Incoming.Any(r => r.Type == "ownerOf");

    private static bool IsMissingOwner(IndexEntry? entry) => entry is { Exists: false } && entry.Incoming.Any(r => r.Type == "ownerOf");

    private static MissingOwner MissingOwnerOf(IndexEntry entry) => new(entry.Ref.ToString(), entry.Incoming.Count(r => r.Type == "ownerOf"));

    private static SystemRow SystemOf(IndexEntry entry)
    {
        var parts = Kinds(entry, "hasPart");
        var owner = entry.Relations.FirstOrDefault(r => r.Named.Type == "ownedBy")?.Named.Target;
        return new SystemRow(
            entry.Ref.ToString(),
            TitleOf(entry),
            owner?.ToString(),
            parts.GetValueOrDefault("component"),
            parts.GetValueOrDefault("api"),
            parts.GetValueOrDefault("resource"));
    }

    private static OwnerRow OwnerOf(IndexEntry entry)
    {
        var owned = Kinds(entry, "ownerOf");
        return new OwnerRow(entry.Ref.ToString(), TitleOf(entry), owned);
    }

    private static Dictionary<string, int> Kinds(IndexEntry entry, string type)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var relation in entry.AllRelations())
        {
            if (relation.Type == type)
            {
                counts[relation.Target.Kind] = counts.GetValueOrDefault(relation.Target.Kind) + 1;
            }
        }

        return counts;
    }

    private static string TitleOf(IndexEntry entry) => entry.Fields?.Title ?? entry.Fields?.Name ?? entry.Ref.Name;
}
