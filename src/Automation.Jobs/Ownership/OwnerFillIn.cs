using Automation.Catalog.Judging;
using Automation.Core.Findings;

namespace Automation.Jobs.Ownership;

/// <summary>Where a descriptor names no owner, says whom CODEOWNERS would give, and offers to write it (specs, codeowners §6, rule 2).</summary>
/// <param name="mapping">Which groups and users the owners in CODEOWNERS are; not asked for where no owner is missing.</param>
internal sealed class OwnerFillIn(Lazy<OwnerMapping> mapping)
{
    /// <summary>The file, with that added to what was found about missing owners.</summary>
    /// <param name="file">The file.</param>
    /// <param name="treePath">Its path from the root of the repository.</param>
    /// <param name="lookUp">Finds the owners, or null where there is no CODEOWNERS; not asked where no owner is missing.</param>
    public FileJudgement Of(FileJudgement file, string treePath, Func<string, OwnersOfPath?> lookUp)
    {
        // A document without an owner is not valid: most files need no second look.
        if (file.Documents.All(d => d.IsValid))
        {
            return file;
        }

        var missing = OwnedEntity.In([file], _ => treePath).Where(e => e.Field.IsMissing).ToDictionary(e => e.Descriptor.Document);
        return missing.Count == 0 ? file : file with
        {
            Documents = [.. file.Documents.Select(document => missing.TryGetValue(document.Document, out var entity)
                ? document with { Findings = [.. document.Findings.Select(finding => Added(finding, entity, lookUp))] }
                : document)],
        };
    }

    private Finding Added(Finding finding, OwnedEntity entity, Func<string, OwnersOfPath?> lookUp)
    {
        if (finding.Pointer != entity.Field.Pointer || finding.Rule.Consequence != Consequence.RejectsEntity)
        {
            return finding;
        }

        if (lookUp(entity.TreePath) is not { } decided)
        {
            return finding;
        }

        var owner = decided.Owners.All.SelectMany(mapping.Value.EntitiesOf).FirstOrDefault();
        var message = owner is not null ? $"CODEOWNERS would give '{entity.Field.Written(owner)}' (line {decided.Rule!.Line}, {decided.Owners})."
            : decided.IsOwned ? $"CODEOWNERS names {decided.Owners} (line {decided.Rule!.Line}), who is nobody in the catalog."
            : "Nobody owns the file in CODEOWNERS, either.";
        return finding with
        {
            Message = $"{finding.Message} {message}",
            Identity = finding.Identity ?? finding.Message,
            Fix = finding.Fix ?? (owner is null ? null : entity.Field.Write(owner)),
        };
    }
}
