using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;
using Automation.Testing;

namespace Automation.Reporting.Tests;

/// <summary>Whatever a report holds, what a reader sees first says whether it fails the check, what to press, and whom merging breaks.</summary>
public sealed class OpeningLinesTests
{
    private static readonly SourceText File = SourceText.Of("catalog-info.yaml", "kind: Component\n");
    private static readonly Fix Repair = new("Write it", [new FixEdit(File.SpanBetween(0, 4), new TextEdit(0, 4, "kinds"))]);
    private static readonly CatalogChange Quiet = new(new CatalogCounts(75, 1, 0, 0), new CatalogCounts(75, 1, 0, 0)) { KnowsOthers = true };

    private static readonly Dictionary<string, (Report Report, bool HasButton)> Reports = new()
    {
        ["problems that the button fixes, and breakage"] = (With(Breaking, Error(fixable: true), Error(fixable: false)), true),
        ["problems that nothing fixes"] = (With(Quiet, Error(fixable: false)), false),
        ["problems of a fork, where there is no button"] = (With(Quiet, Error(fixable: true)), false),
        ["a problem of the platform team"] = (With(Quiet, Of(SampleReport.KindNotAllowed)), false),
        ["warnings alone, without a catalog"] = (With(Quiet with { KnowsOthers = false }, Of(SampleReport.OwnerUnknown)), false),
        ["breakage alone"] = (With(Breaking), false),
        ["breakage for several owners"] = (With(BreakingMany), false),
        ["a change that was not checked as a whole"] = (With(Quiet) with
        {
            NotChecked = [new NotChecked("5,700 files", "one check reads 100") { Fails = true }],
        }, false),
        ["no descriptor, which is required"] = (With(Quiet) with { LacksDescriptor = true, RequiresDescriptor = true }, false),
        ["no descriptor"] = (With(Quiet) with { LacksDescriptor = true }, false),
        ["nothing new, and something pre-existing"] = (With(Quiet, Error(fixable: true) with { PreExisting = true }), false),
        ["nothing at all"] = (With(Quiet), false),
        ["errors where nothing fails the check"] = (With(Quiet, Error(fixable: true)) with { FailOn = null }, true),
    };

    [Theory]
    [InlineData(
        "problems that the button fixes, and breakage",
        "❌ 2 problems fail this check",
        "1 of 2 problems can be fixed for you: press Fix it in the check, or run automation validate --fix.",
        "⚠️ Merging this also breaks 1 component of storefront that refers to orders-api.")]
    [InlineData(
        "problems that nothing fixes",
        "❌ 1 problem fails this check",
        "None of this can be fixed automatically: the table shows what to change.",
        "Merging this breaks nothing in other repositories.")]
    [InlineData(
        "problems of a fork, where there is no button",
        "❌ 1 problem fails this check",
        "It can be fixed for you: run automation validate --fix.",
        "Merging this breaks nothing in other repositories.")]
    [InlineData(
        "a problem of the platform team",
        "❌ 1 problem fails this check",
        "None of this can be fixed automatically: the table shows what to change. Ask the platform team about it.",
        "Merging this breaks nothing in other repositories.")]
    [InlineData(
        "warnings alone, without a catalog",
        "⚠️ This check passes, with 1 warning to read",
        "None of this can be fixed automatically: the table shows what to change.",
        "Whether merging this breaks other repositories is not known: no catalog is available.")]
    [InlineData(
        "breakage alone",
        "⚠️ This check passes, but merging breaks 1 component of storefront",
        "There is no automatic fix for this.",
        "⚠️ It refers to orders-api: agree with storefront before you merge, or keep it.")]
    [InlineData(
        "breakage for several owners",
        "⚠️ This check passes, but merging breaks 5 entities of team-0, team-1 and 3 more",
        "There is no automatic fix for this.",
        "⚠️ They refer to api-0, api-1, api-2 and 2 more: agree with team-0, team-1, team-2 and 2 more before you merge, or keep them.")]
    [InlineData(
        "a change that was not checked as a whole",
        "❌ This check fails; not checked: 5,700 files",
        "This cannot be fixed automatically: the reason is below.",
        "Merging this breaks nothing in other repositories.")]
    [InlineData(
        "no descriptor, which is required",
        "❌ This check fails: there is no descriptor, and one is required",
        "This cannot be fixed automatically: add a catalog-info.yaml.",
        "Merging this breaks nothing in other repositories.")]
    [InlineData(
        "no descriptor",
        "⚠️ This check passes, but nothing was checked: there is no descriptor",
        "There is nothing to do.",
        "Merging this breaks nothing in other repositories.")]
    [InlineData(
        "nothing new, and something pre-existing",
        "⚠️ This check passes: no new problems, and 1 pre-existing one",
        "There is nothing to do.",
        "Merging this breaks nothing in other repositories.")]
    [InlineData(
        "nothing at all",
        "✅ This check passes: no problems found in 1 file",
        "There is nothing to do.",
        "Merging this breaks nothing in other repositories.")]
    [InlineData(
        "errors where nothing fails the check",
        "⚠️ This check passes, with 1 error to read",
        "It can be fixed for you: press Fix it in the check, or run automation validate --fix.",
        "Merging this breaks nothing in other repositories.")]
    public void They_show_the_outcome_what_to_press_and_whom_it_breaks(string kind, string outcome, string press, string breaks)
    {
        var (report, hasButton) = Reports[kind];

        var lines = RenderedMarkdown.Of(new CommentWriter(Links.ToAcme with { HasButton = hasButton }).Written(report)).VisibleLines;

        lines.Take(3).ShouldBe([outcome, press, breaks]);
    }

    [Fact]
    public void Of_two_fixes_of_the_same_place_one_is_counted()
    {
        var report = With(
            null,
            Error(fixable: true),
            Error(fixable: true) with { Fix = new Fix("Remove it", [new FixEdit(File.SpanBetween(0, 5), new TextEdit(0, 5, ""))]) });

        RenderedMarkdown.Of(new CommentWriter(Links.ToAcme).Written(report)).VisibleLines[1].ShouldStartWith(
            "1 of 2 problems can be fixed for you: press Fix it");
    }

    [Fact]
    public void A_terminal_names_its_own_option() =>
        RenderedMarkdown.Of(new MarkdownSummaryWriter(ReportLinks.None).Written(With(null, Error(fixable: true)) with { HasFixOption = true })).VisibleLines
            .Take(2)
            .ShouldBe(["❌ 1 problem fails this check", "It can be fixed for you: run again with --fix."]);

    [Fact]
    public void Owners_whom_the_change_itself_removes_are_not_asked()
    {
        var change = Breaking with { Removed = [.. Breaking.Removed, Entity("group:default/storefront", null, isOwn: true)] };

        Headline.Of(With(change)).ShouldBe("This check passes, but merging breaks 1 component of the owner of 'acme/web'");
        Headline.Of(With(
            change with { Renamed = [new RenameEdit(Entity("group:default/storefront", null, isOwn: true), Entity("group:default/shop", null, isOwn: true))] }))
            .ShouldBe("This check passes, but merging breaks 1 component of 'shop'");
    }

    private static CatalogChange Breaking => Quiet with
    {
        Removed = [Entity("api:default/orders-api", "group:default/ordering", isOwn: true)],
        Relations =
        [
            new RelationEdit(
                Entity("component:default/web", "group:default/storefront", isOwn: false),
                "consumesApi",
                "api:default/orders-api",
                RelationEnd.Leads,
                RelationEnd.Dangles,
                7),
        ],
    };

    private static CatalogChange BreakingMany => Quiet with
    {
        Relations = [.. Enumerable.Range(0, 5).Select(i => new RelationEdit(
            Entity($"{(i == 0 ? "resource" : "component")}:default/user-{i}", $"group:default/team-{i}", isOwn: false),
            "consumesApi",
            $"api:default/api-{i}",
            RelationEnd.Leads,
            RelationEnd.Dangles,
            7))],
    };

    private static CatalogEntity Entity(string reference, string? owner, bool isOwn) =>
        new(reference, reference, owner, new CatalogPlace("acme/web", "catalog-info.yaml", 1) { IsOwn = isOwn });

    private static Report With(CatalogChange? change, params Finding[] findings) =>
        new("The descriptors", findings) { Files = 1, ComparedWithBase = true, CatalogChange = change };

    private static Finding Error(bool fixable) => Of(SampleReport.NameFormat) with { Fix = fixable ? Repair : null };

    private static Finding Of(Rule rule) => new(rule, "It is wrong.", File.Path, SourceSpan.FileStart);
}
