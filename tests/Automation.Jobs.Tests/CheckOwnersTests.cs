using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Checks;
using Automation.Reporting.Model;

namespace Automation.Jobs.Tests;

/// <summary>Of a whole report, what concerns owners.</summary>
public sealed class CheckOwnersTests
{
    private static readonly Rule Theirs = new("owners/disagree", Severity.Error, Responsible.ApplicationTeam, "Name the same owner.");
    private static readonly Rule Other = new("catalog/name-format", Severity.Error, Responsible.ApplicationTeam, "Mend the name.");

    [Fact]
    public void Findings_and_verdicts_about_owners_stay_and_nothing_else_fails()
    {
        var verdict = new OwnershipVerdict("a.yaml", "component:default/a", "group:default/a", ["@acme/a"], 1, OwnershipVerdict.Agree, PreExisting: false);
        var everything = new Report("The descriptors", [Of(Other), Of(Theirs)]) { Ownership = [verdict], Files = 3, Suppressed = 2 };

        var owners = CheckOwners.Of(everything, null);

        owners.Findings.ShouldBe([Of(Theirs)]);
        owners.Ownership.ShouldBe([verdict]);
        owners.Suppressed.ShouldBe(0);
        CheckOwners.Of(everything with { Findings = [Of(Other)] }, null).Conclusion.ShouldBe("success");
    }

    [Fact]
    public void What_was_not_checked_stays_where_it_is_about_codeowners_or_the_comparison()
    {
        var kept =
            new[]
            {
                new NotChecked("who owns a.yaml", ".github/CODEOWNERS cannot be read") { Room = "owners" },
                new NotChecked("the merge base", "the clone is shallow"),
            };
        var everything = new Report("The descriptors", []) { NotChecked = [.. kept, new NotChecked("3 refs", "no catalog was given") { Room = "reference" }] };

        CheckOwners.Of(everything, null).NotChecked.ShouldBe(kept);
    }

    private static Finding Of(Rule rule) => new(rule, "It is wrong.", "a.yaml", SourceSpan.FileStart);
}
