using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Descriptors.References;
using Automation.Descriptors.Relations;

namespace Automation.Catalog.Stitching;

/// <summary>Problems of an entity in relation to others: a dangling reference, a second definition, a stale version.</summary>
internal sealed class FindingStep(CatalogDraft draft)
{
    /// <summary>Updates them for changed entities, and for those that refer to added or removed ones.</summary>
    public void Run(IEnumerable<EntityRef> changed, IEnumerable<EntityRef> cameOrWent)
    {
        var concerned = changed.Concat(cameOrWent.SelectMany(r => draft.Entry(r).Incoming.Select(i => i.Target))).Distinct().ToArray();
        var findings = new List<RecordedFinding>[concerned.Length];
        SideBySide.For(concerned.Length, CatalogDraft.Few, i =>
        {
            findings[i] = Of(draft.Entry(concerned[i]));
            findings[i].Sort();
        });
        for (var i = 0; i < concerned.Length; i++)
        {
            draft.PutFindings(concerned[i].ToString(), findings[i]);
        }
    }

    private List<RecordedFinding> Of(IndexEntry entry)
    {
        var findings = new List<RecordedFinding>();
        if (!entry.Exists)
        {
            return findings;
        }

        var winner = entry.Definitions[0];
        foreach (var relation in entry.Relations)
        {
            // Relations from the configuration can have any target.
            if (ReferenceField.Of(entry.Ref, relation.Named.Type, relation.Named.Target) is { } field && !draft.Entry(relation.Named.Target).Exists)
            {
                var rule = UnknownRules.For(field.Name);
                findings.Add(new RecordedFinding(
                    rule.Id,
                    rule.Severity,
                    $"{entry.Ref} refers to {relation.Named.Target}, which is not in the catalog.",
                    winner.Source,
                    winner.File,
                    relation.Line));
            }
        }

        for (var i = 1; i < entry.Definitions.Count; i++)
        {
            var loser = entry.Definitions[i];
            if (winner.Stale?.Cause != StaleCause.Takeover)
            {
                findings.Add(RecordedFinding.Of(
                    StitchRules.Duplicate,
                    $"{entry.Ref} is also defined in {PlaceOf(winner)}, and that definition is used. Remove one, or rename it.",
                    loser.Source,
                    loser.File,
                    loser.Line));
                findings.Add(RecordedFinding.Of(
                    StitchRules.Duplicate,
                    $"{entry.Ref} is also defined in {PlaceOf(loser)}; this definition is used. Remove one, or rename it.",
                    winner.Source,
                    winner.File,
                    winner.Line));
            }

            if (loser.TakeoverWaits)
            {
                findings.Add(Takeovers.Waits(entry.Ref, winner, loser));
            }
        }

        // The content of a waiting definition is not stored.
        if (winner.Stale is { } stale)
        {
            findings.Add(RecordedFinding.Of(
                StitchRules.Stale,
                $"{entry.Ref} is kept in its last valid "
                + $"version{(stale.Since.Length == 0 ? "" : $", since {stale.Since[..Math.Min(10, stale.Since.Length)]}")}: {stale.Reason}",
                winner.Source,
                winner.File,
                winner.Line));
        }

        return findings;
    }

    private static string PlaceOf(Definition definition) => $"{definition.Source}/{definition.File}:{definition.Line}";
}
