using Automation.Core.Findings;
using Automation.Reporting;
using Automation.Reporting.Ownership;

namespace Automation.Jobs;

/// <summary>Of everything a pull request gets, what concerns owners: CODEOWNERS, and whether the catalog agrees with it.</summary>
public static class CheckOwners
{
    private const string Room = "owners";

    /// <summary>The part of a whole report that concerns owners.</summary>
    /// <param name="everything">The report of <see cref="CheckRepository"/>.</param>
    /// <param name="change">What the change means to owners; null where there is none.</param>
    public static Report Of(Report everything, OwnershipChange? change) => new("CODEOWNERS and the catalog's owners", [.. everything.Findings.Where(f => f.Rule.Room == Room)])
    {
        Files = everything.Files,
        Sources = everything.Sources,
        Ownership = everything.Ownership,
        OwnershipChange = change,
        NotChecked = [.. everything.NotChecked.Where(Concerns)],
        ComparedWithBase = everything.ComparedWithBase,
        FailOn = everything.FailOn,
    };

    // The reasons are sentences for people; the two that matter here name what they are about.
    private static bool Concerns(NotChecked notChecked) =>
        $"{notChecked.What} {notChecked.Why}" is var words
        && (words.Contains("CODEOWNERS", StringComparison.Ordinal) || words.Contains("merge base", StringComparison.Ordinal));
}
