using Automation.Jobs.Rules;
using Automation.Reporting.Model;

namespace Automation.Jobs.Checks;

/// <summary>The checks of a pull request that concern owners: CODEOWNERS, and whether the catalog agrees with it.</summary>
public static class CheckOwners
{
    /// <summary>The part of a complete report that concerns owners.</summary>
    /// <param name="everything">The report of <see cref="CheckRepository"/>.</param>
    /// <param name="change">The effect of the change on owners; null if there is none.</param>
    public static Report Of(Report everything, OwnershipChange? change) =>
        new("CODEOWNERS and the catalog's owners", [.. everything.Findings.Where(f => f.Rule.Category == OwnershipRules.Room)])
        {
            Files = everything.Files,
            Sources = everything.Sources,
            Ownership = everything.Ownership,
            OwnershipChange = change,
            NotChecked = [.. everything.NotChecked.Where(n => n.Room is OwnershipRules.Room or "")],
            ComparedWithBase = everything.ComparedWithBase,
            FailOn = everything.FailOn,
        };
}
