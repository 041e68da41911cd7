using Automation.Catalog.Judging;
using Automation.Core.Findings;

namespace Automation.Jobs.Ownership;

/// <summary>Where a descriptor names no owner, says whom CODEOWNERS would give, and offers to write it (specs, codeowners §6, rule 2).</summary>
internal static class OwnerFillIn
{
    /// <summary>The files with that added to what was found about the missing owner; null where there is nothing to add.</summary>
    public static IReadOnlyList<FileJudgement>? Of(IReadOnlyList<FileJudgement> files, IEnumerable<OwnedEntity> entities, OwnersLookup lookup, OwnerMapping mapping)
    {
        var additions = new Dictionary<(string File, int Document), Func<Finding, Finding>>();
        foreach (var entity in entities.Where(e => e.Field.IsMissing))
        {
            additions.TryAdd((entity.File.Source.Path, entity.Descriptor.Document), finding => Added(finding, entity, lookup.Of(entity.TreePath), mapping));
        }

        return additions.Count == 0 ? null : [.. files.Select(file => file with
        {
            Documents = [.. file.Documents.Select(document => additions.TryGetValue((file.Source.Path, document.Document), out var add)
                ? document with { Findings = [.. document.Findings.Select(add)] }
                : document)],
        })];
    }

    private static Finding Added(Finding finding, OwnedEntity entity, DecidedOwners decided, OwnerMapping mapping)
    {
        if (finding.Pointer != entity.Field.Pointer || finding.Rule.Consequence != Consequence.RejectsEntity)
        {
            return finding;
        }

        var owner = decided.Owners.SelectMany(mapping.EntitiesOf).FirstOrDefault();
        var message = owner is not null ? $"CODEOWNERS would give '{entity.Field.Written(owner)}' (line {decided.Rule!.Line}, {decided.Names})."
            : decided.Owners.Count > 0 ? $"CODEOWNERS names {decided.Names} (line {decided.Rule!.Line}), who is nobody in the catalog."
            : "Nobody owns the file in CODEOWNERS, either.";
        return finding with
        {
            Message = $"{finding.Message} {message}",
            Identity = finding.Identity ?? finding.Message,
            Fix = finding.Fix ?? (owner is null ? null : entity.Field.Write(owner)),
        };
    }
}
