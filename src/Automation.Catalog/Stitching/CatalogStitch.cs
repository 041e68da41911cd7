using Automation.Descriptors.Relations;
using Automation.Descriptors.Rules;

namespace Automation.Catalog.Stitching;

/// <summary>
/// Stitches a catalog: reads the changes of the sources, decides which definition of each ref wins, connects both ends of each relation, reports
/// the problems, and returns the files of the artifact that differ. The cost depends on the change, not on the catalog; a first build is a change of
/// everything, and works the same way.
/// </summary>
public static class CatalogStitch
{
    /// <exception cref="Artifact.ArtifactException">The previous catalog is damaged.</exception>
    public static StitchOutcome Run(StitchInput input)
    {
        try
        {
            return Stitch(input);
        }
        catch (Exception e) when (FaultRules.IsFault(e))
        {
            return new FaultyFiles(input, Stitch).Run();
        }
    }

    private static StitchOutcome Stitch(StitchInput input)
    {
        var draft = new CatalogDraft(input.Previous);
        var definitions = new DefinitionChanges();
        var sources = new SourceStep(draft, input.Settings, definitions);
        var undeclared = Undeclared(input).ToList();
        var readings = new FollowStep(input, undeclared.Where(sources.MayGo).Select(s => s.Name).ToHashSet(StringComparer.Ordinal)).Run();
        undeclared.ForEach(sources.Remove);
        foreach (var reading in readings)
        {
            sources.Apply(reading);
        }

        new LinkStep(draft).Run();
        var decided = new DefinitionStep(draft, input, definitions);
        decided.Run(input.Previous.Summary.Settings != input.Settings.Digest);
        new RelationStep(draft, new RelationTypes(input.Previous.Summary.ExtraRelations), new RelationTypes(input.Settings.ExtraRelations)).Run(
            decided.Related);
        new FindingStep(draft).Run(decided.Decided, decided.CameOrWent);
        return new ArtifactStep(draft, input.Settings).Run();
    }

    // A declared source without a reading was not read; a source that is no longer declared is removed.
    private static IEnumerable<Artifact.SourceRecord> Undeclared(StitchInput input)
    {
        var isAsBefore = input.Previous.Summary.Settings == input.Settings.Digest;
        if (isAsBefore && input.Settings.ConfirmedRemovals.Count == 0)
        {
            return [];
        }

        var declared = input.Settings.Sources.ToHashSet(StringComparer.Ordinal);
        return input.Previous.AllSources().Where(s => !declared.Contains(s.Name) && (!isAsBefore || s.IsUndeclared));
    }
}
