using Automation.Core.Findings;
using Automation.Descriptors.Validation;

namespace Automation.Jobs.Ownership;

/// <summary>If a descriptor has no owner, reports the owner in CODEOWNERS, and offers to add it (specs, codeowners §6, rule 2).</summary>
/// <param name="comparison">How 'check' compares owners: the same logic fills in owners, so that the two agree.</param>
/// <param name="mapping">Maps owners in CODEOWNERS to groups and users.</param>
internal sealed class OwnerFillIn(OwnershipComparison comparison, OwnerMapping mapping)
{
    /// <summary>The file, with this added to its findings about missing owners.</summary>
    /// <param name="treePath">The path from the root of the repository.</param>
    /// <param name="fillIn">Returns the fill-in, or null if there is no CODEOWNERS; not called if no owner is missing.</param>
    public static ValidatedFile Of(ValidatedFile file, string treePath, Func<OwnerFillIn?> fillIn)
    {
        // A document without an owner is not valid, so most files are not checked again.
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
        var message = owner is not null ? $"According to CODEOWNERS, it is '{entity.Field.Written(owner)}' (line {decided.Rule!.Line}, {decided.Owners})."
            : decided.IsOwned ? $"CODEOWNERS names {decided.Owners} (line {decided.Rule!.Line}), which is not in the catalog."
            : "The file has no owner in CODEOWNERS, either.";
        return finding with
        {
            Message = $"{finding.Message} {message}",
            Identity = finding.Identity ?? finding.Message,
            Fix = finding.Fix ?? (owner is null ? null : entity.Field.Write(owner)),
        };
    }
}
