using Automation.Reporting.CatalogChanges;

namespace Automation.Jobs.Catalogs;

/// <summary>Tells who has something to do because of a change: whose references lead nowhere, and whose entities depend on what is removed.</summary>
internal static class ActingOwners
{
    // Owners are refs, which are never empty; a dictionary takes no null.
    private const string Nobody = "";

    public static IReadOnlyList<ActingOwner> Of(IReadOnlyList<RelationEdit> relations, IReadOnlyList<RemovalEffect> effects)
    {
        var references = relations.Where(r => r.Breaks).CountBy(r => r.Holder.Owner ?? Nobody, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var affected = effects.SelectMany(e => e.Dependents).Select(d => d.Entity).DistinctBy(e => e.Ref, StringComparer.Ordinal).CountBy(e => e.Owner ?? Nobody, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. references.Keys.Union(affected.Keys, StringComparer.Ordinal)
            .Select(o => new ActingOwner(o == Nobody ? null : o, references.GetValueOrDefault(o), affected.GetValueOrDefault(o)))
            .OrderByDescending(a => a.References).ThenByDescending(a => a.Affected).ThenBy(a => a.Owner, StringComparer.Ordinal)];
    }
}
