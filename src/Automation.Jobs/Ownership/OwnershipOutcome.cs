using Automation.Core.Findings;
using Automation.Descriptors.Validation;
using Automation.Jobs.Rules;
using Automation.Owners;
using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Ownership;

/// <summary>The result of the comparison of owners.</summary>
/// <param name="Files">The given files, with the owner from CODEOWNERS in findings about missing owners; null if nothing was compared.</param>
/// <param name="Findings">Where the catalog and CODEOWNERS differ.</param>
/// <param name="Verdicts">The verdict for each entity.</param>
/// <param name="NotChecked">What could not be compared.</param>
internal sealed record OwnershipOutcome(
    IReadOnlyList<ValidatedFile>? Files,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<OwnershipVerdict> Verdicts,
    IReadOnlyList<NotChecked> NotChecked)
{
    /// <summary>There is nothing that could have an owner.</summary>
    public static OwnershipOutcome Nothing { get; } = new(null, [], [], []);

    public static OwnershipOutcome NotCompared(int entities, FoundCodeowners found, Dialect dialect)
    {
        var why = found switch
        {
            { Path: null } => $"there is no {string.Join(", ", CodeownersLookup.Places(dialect).SkipLast(1))} or {CodeownersLookup.Places(dialect)[^1]}",
            { Unreadable: { } reason } => $"{found.Path} could not be read: {reason}",
            _ => $"{found.Path} has {found.Size:N0} bytes, and GitHub does not load files of {CodeownersLookup.TooLarge:N0} bytes or more",
        };
        return Nothing with
        {
            NotChecked =
            [
                new NotChecked($"whether CODEOWNERS agrees with the {(entities == 1 ? "owner of 1 entity" : $"owners of {entities:N0} entities")}", why)
                {
                    Room = OwnershipRules.Room,
                },
            ],
        };
    }
}
