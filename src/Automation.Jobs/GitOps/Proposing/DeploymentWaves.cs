using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Jobs.Waves;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>Puts later renderings of services into waves; everything else goes first.</summary>
internal static class DeploymentWaves
{
    /// <summary>The waves in their order: each service is in the first one whose selector includes it, and those of no selector are last.</summary>
    public static IReadOnlyList<IReadOnlyList<PlannedChange>> Of(
        IReadOnlyList<PlannedChange> changes, IReadOnlyList<WaveSelector> selectors, StoredCatalog catalog)
    {
        var entities = new ScaffoldCatalog(catalog);
        var waves = changes.Where(c => c.IsRerendering).ToLookup(IndexOf);
        return [[.. changes.Where(c => !c.IsRerendering)], .. Enumerable.Range(0, selectors.Count + 1).Select(i => waves[i].ToList())];

        int IndexOf(PlannedChange change)
        {
            var isRef = EntityRef.TryParse(change.Report.Entity, null, EntityRef.DefaultNamespace, out var reference, out _);
            var entity = isRef ? entities.Find(reference!) : null;
            var index = entity is null ? -1 : selectors.Index().Where(s => s.Item.Includes(entity)).Select(s => s.Index).DefaultIfEmpty(-1).First();
            return index < 0 ? selectors.Count : index;
        }
    }
}
