using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Rules;
using Automation.Reporting.Model;

namespace Automation.Jobs.Tests.Review;

/// <summary>A comment that accepts findings counts when it is on the base branch: authors cannot accept their own mistakes.</summary>
public sealed class AcceptanceTests
{
    private const string Path = "catalog-info.yaml";

    private static readonly string Sound = World.Component("orders");
    private static readonly string Rejected = Sound.Replace(
        "  name: orders\n", "  name: 'a b' # automation: accept catalog/name-format (later)\n", StringComparison.Ordinal);
    private static readonly string Advice = World.Component("orders", "  consumesApi: [] # automation: accept catalog/misspelt-key (later)\n");

    [Fact]
    public void What_Backstage_rejects_stays_an_error_in_the_change_that_accepts_it()
    {
        var report = Check(Sound, Rejected);

        report.Conclusion.ShouldBe("failure");
        report.Places().ShouldBe(["catalog-info.yaml:4 catalog/name-format", "catalog-info.yaml:4 suppression/not-in-force"]);
        report.Findings[1].Message.ShouldBe(
            "This comment has no effect yet: it accepts 'catalog/name-format' once the comment and the value are on the base branch. Fix the finding: "
            + "Backstage rejects documents that break this rule.");
        report.Suppressed.ShouldBe(0);
    }

    [Fact]
    public void Once_the_comment_is_on_the_base_branch_it_counts()
    {
        var report = Check(Rejected, "# Moved down\n" + Rejected);

        (report.Conclusion, report.Findings.Count, report.Suppressed).ShouldBe(("success", 0, 1));
    }

    [Fact]
    public void What_the_comment_of_the_base_accepted_is_all_that_it_accepts()
    {
        var report = Check(Rejected, Rejected.Replace("'a b'", "'c d'", StringComparison.Ordinal));

        report.Findings.Where(report.Fails).ShouldHaveSingleItem().Rule.Id.ShouldBe("catalog/name-format");
    }

    [Fact]
    public void What_was_accepted_once_is_not_accepted_twice()
    {
        const string Link = "    - url: https://acme.example\n      title: ' ' # automation: accept catalog/link-text-blank (later)\n";
        var one = Sound.Replace("spec:", $"  links:\n{Link}spec:", StringComparison.Ordinal);

        Check(one, one.Replace("  links:\n", "  links:\n    - url: https://first.example\n", StringComparison.Ordinal)).Conclusion.ShouldBe("success");
        Check(one, one.Replace(Link, Link + Link, StringComparison.Ordinal)).Conclusion.ShouldBe("failure");
    }

    [Fact]
    public void A_comment_for_a_finding_that_is_there_already_fails_nothing_and_counts_later()
    {
        var report = Check(Rejected.Replace("# automation: accept", "# once:", StringComparison.Ordinal), Rejected);

        report.Conclusion.ShouldNotBe("failure");
        report.Findings.Single(f => f.Rule.Id == "catalog/name-format").PreExisting.ShouldBeTrue();
    }

    [Fact]
    public void Without_a_base_every_comment_counts() => World.Check(World.Of((Path, Rejected))).Conclusion.ShouldBe("success");

    [Fact]
    public void The_organisation_lets_authors_accept_a_rule_and_reviewers_see_it()
    {
        var report = Check(Sound, Advice, "pull-requests: { accept: [catalog/misspelt-key] }\n");

        (report.Conclusion, report.Suppressed).ShouldBe(("success", 1));
        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Rule.Id, finding.Severity).ShouldBe(("suppression/new-acceptance", Severity.Info));
        finding.Message.ShouldBe("This change accepts 'catalog/misspelt-key' here. Remove the comment if this is not intended.");
    }

    [Fact]
    public void A_repository_does_not_let_its_own_authors_accept()
    {
        var own = InMemoryTree.Of((Path, Sound), (".github/automation.yml", "pull-requests: { accept: [catalog/misspelt-key] }\n"));
        var head = World.Of((Path, Advice), (".github/automation.yml", "pull-requests: { accept: [catalog/misspelt-key] }\n"));

        var (_, report) = new CheckChange(head) { Policy = own, Base = own }.Run(TestContext.Current.CancellationToken);

        report!.Places().ShouldBe(["catalog-info.yaml:9 catalog/misspelt-key", "catalog-info.yaml:9 suppression/not-in-force"]);
    }

    [Fact]
    public void What_Backstage_rejects_is_nothing_that_an_organisation_lets_authors_accept()
    {
        var settings = new SettingsReader(RuleReference.All).Read(SourceText.Of(
            "automation.yml", "pull-requests: { accept: [catalog/name-format, catalog/mispelt-key] }\n"));

        settings.Findings.Select(f => f.Message).ShouldBe([
            "Authors cannot accept catalog/name-format themselves: Backstage rejects documents that break it. Remove the line.",
            "There is no rule 'catalog/mispelt-key'. Did you mean 'catalog/misspelt-key'?",
        ]);
    }

    [Fact]
    public void A_descriptor_that_turns_into_a_skeleton_does_not_accept_that_itself()
    {
        var report = Check(
            Sound,
            "# automation: accept catalog/turned-skeleton (hide it)\n" + Sound.Replace("name: orders", "name: ${{ values.name }}", StringComparison.Ordinal));

        report.Conclusion.ShouldBe("failure");
    }

    [Fact]
    public void What_was_accepted_stays_accepted_where_its_file_is_moved()
    {
        World.Check(World.Of(("orders/catalog-info.yaml", Rejected)), World.Of((Path, Rejected))).Places().ShouldBeEmpty();
    }

    [Fact]
    public void What_was_accepted_once_is_accepted_once_where_its_file_is_moved()
    {
        var report = World.Check(World.Of(("a/catalog-info.yaml", Rejected), ("b/catalog-info.yaml", Rejected)), World.Of((Path, Rejected)));

        report.Places()
            .ShouldBe([
                "b/catalog-info.yaml:4 catalog/name-format",
                "b/catalog-info.yaml:4 reference/duplicate",
                "b/catalog-info.yaml:4 suppression/not-in-force",
            ]);
    }

    [Fact]
    public void A_comment_that_is_copied_to_another_file_does_not_accept_anything()
    {
        var report = World.Check(World.Of((Path, Rejected), ("a/catalog-info.yaml", Rejected)), World.Of((Path, Rejected)));

        report.Places()
            .ShouldBe([
                "a/catalog-info.yaml:4 catalog/name-format",
                "a/catalog-info.yaml:4 suppression/not-in-force",
                "catalog-info.yaml:4 reference/duplicate",
            ]);
    }

    [Fact]
    public void What_was_accepted_once_is_accepted_once_where_another_file_takes_the_place_of_the_moved_one()
    {
        var filler = string.Concat(Enumerable.Range(0, 20).Select(i => $"# line {i} of a text that says nothing\n"));

        var report = World.Check(World.Of(("a/catalog-info.yaml", Rejected), (Path, filler + Rejected)), World.Of((Path, Rejected)));

        report.Findings.Where(f => f.Rule.Id == "catalog/name-format").ShouldHaveSingleItem().File.ShouldBe(Path);
    }

    [Fact]
    public void Additional_acceptances_in_a_moved_file_have_no_effect()
    {
        var more = Rejected.Replace("  owner: team-a\n", "  owner: 5 # automation: accept catalog/field-type (later)\n", StringComparison.Ordinal);

        var report = World.Check(World.Of(("a/catalog-info.yaml", more)), World.Of((Path, Rejected)));

        report.Places().ShouldBe(["a/catalog-info.yaml:8 catalog/field-type", "a/catalog-info.yaml:8 suppression/not-in-force"]);
    }

    [Fact]
    public void CODEOWNERS_keeps_the_same_rule()
    {
        var report = World.Check(
            World.Of((Path, Sound), ("CODEOWNERS", "* @acme/team-a\n/gone/ @acme/team-a # automation: accept owners/matches-nothing (soon)\n")),
            World.Of((Path, Sound), ("CODEOWNERS", "* @acme/team-a\n")));

        report.Places().ShouldBe(["CODEOWNERS:2 owners/matches-nothing", "CODEOWNERS:2 suppression/not-in-force"]);
    }

    private static Report Check(string @base, string head, string? organisation = null)
    {
        var tree = InMemoryTree.Of((Path, @base));
        return new CheckChange(World.Of((Path, head)))
        {
            Policy = tree,
            Base = tree,
            Inherited = organisation is null ? null : SourceText.Of("acme/.github/automation.yml", organisation),
        }.Run(TestContext.Current.CancellationToken).Report!;
    }
}
