using Automation.Core.Findings;
using Automation.Descriptors.Validation;

namespace Automation.Jobs.Ownership;

/// <summary>Where a descriptor names no owner, says whom CODEOWNERS would give, and offers to write it (specs, codeowners §6, rule 2).</summary>
/// <param name="comparison">How 'check' compares owners: what it decides by is what is filled in, so that the two agree.</param>
/// <param name="mapping">Which groups and users the owners in CODEOWNERS are.</param>
internal sealed class OwnerFillIn(OwnershipComparison comparison, OwnerMapping mapping)
{
    /// <summary>The file, with that added to what was found about missing owners.</summary>
    /// <param name="file">The file.</param>
    /// <param name="treePath">Its path from the root of the repository.</param>
    /// <param name="fillIn">Gives the fill-in, or null where there is no CODEOWNERS; not asked for where no owner is missing.</param>
    public static ValidatedFile Of(ValidatedFile file, string treePath, Func<OwnerFillIn?> fillIn)
    {
        // A document without an owner is not valid: most files need no second look.
        if (file.Documents.All(d => d.IsValid))
        {
            return file;
        }

        var missing = OwnedEntity.In([file], _ => treePath).Where(e => e.Field.IsMissing).ToDictionary(e => e.Descriptor.Document);
        return missing.Count == 0 || fillIn() is not { } owners ? file : file with
        {
            Documents = [.. file.Documents.Select(document => missing.TryGetValue(document.Document, out var entity)
                ? document with { Findings = [.. document.Findings.Select(finding => owners.Added(finding, entity))] }
                : document)],
        };
    }

    private Finding Added(Finding finding, OwnedEntity entity)
    {
        if (finding.Pointer != entity.Field.Pointer || finding.Rule.Consequence != Consequence.RejectsEntity)
        {
            return finding;
        }

        var decided = comparison.DecidedFor(entity);
        var owner = decided.Owners.All.SelectMany(mapping.EntitiesOf)
            .FirstOrDefault(o => comparison.Of(entity, o).Verdict is Verdict.Agree or Verdict.SkippedLine);
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
