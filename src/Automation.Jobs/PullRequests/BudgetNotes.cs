using Automation.Core.Findings;
using Automation.GitHub.Budgets;

namespace Automation.Jobs.PullRequests;

/// <summary>
/// The notes of a report about exceeded budgets. If added or changed files were not read, the check fails: otherwise a change that is large enough would pass.
/// </summary>
internal static class BudgetNotes
{
    /// <summary>Reports what was left unread.</summary>
    public static IEnumerable<NotChecked> Of(BudgetMeter meter) =>
        meter.Unread.Select(u => new NotChecked(What(u), Why(u, meter.Budget)) { Fails = u.IsOfChange });

    /// <summary>Reports a timeout before there was a result.</summary>
    public static NotChecked OutOfTime(CheckBudget budget) =>
        new("this change", $"reading and validating it took longer than the {budget.Seconds:N0} seconds that one check may take (`budget.seconds`). {Advice}")
        {
            Fails = true,
        };

    private const string Advice = "Split the change, or ask the organisation to raise this budget in the configuration of its `.github` repository.";
    private const string OtherAdvice = "The organisation can raise this budget in the configuration of its `.github` repository.";

    private static string What(Unread unread) => unread.What switch
    {
        UnreadKind.Files => $"{Count(unread.Count, "file")} that this change {(unread.IsOfChange ? "adds or changes" : "leaves alone, or replaces")}",
        UnreadKind.Folders => $"{Count(unread.Count, "folder")} that this change {(unread.IsOfChange ? "adds or changes" : "leaves alone")}",
        UnreadKind.Owners =>
            $"whether {Count(unread.Count, "owner")} in CODEOWNERS {(unread.Count == 1 ? "exists" : "exist")} on GitHub with write "
            + $"access{(unread.IsOfChange ? ", which this change names" : "")}",
        _ => "this change",
    };

    private static string Why(Unread unread, CheckBudget budget)
    {
        var limit = unread.Kind switch
        {
            BudgetKind.ChangedFiles => $"one check reads {budget.ChangedFiles:N0} files that a change adds or changes (`budget.changed-files`)",
            BudgetKind.BaseFiles => $"one check reads {budget.BaseFiles:N0} files that a change leaves alone (`budget.base-files`)",
            BudgetKind.Bytes => $"one check reads {budget.Bytes / (double)(1 << 20):0.#} MiB (`budget.bytes`)",
            BudgetKind.Documents => $"one check validates {budget.Documents:N0} YAML documents (`budget.documents`)",
            BudgetKind.Entries => $"one check lists {budget.Entries:N0} files and folders (`budget.entries`)",
            BudgetKind.Calls => $"one check makes {budget.Calls:N0} calls to GitHub (`budget.calls`)",
            _ => $"one check takes {budget.Seconds:N0} seconds (`budget.seconds`)",
        };
        return $"{limit}. {(unread.IsOfChange ? Advice : OtherAdvice)}";
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count:N0} {noun}s";
}
