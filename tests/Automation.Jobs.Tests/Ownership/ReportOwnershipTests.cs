using Automation.Core.Trees;
using Automation.Jobs.Ownership;
using Automation.Owners;
using Automation.Owners.Matching;
using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Tests.Ownership;

/// <summary>Who owns what, and what a change means to owners.</summary>
public sealed class ReportOwnershipTests
{
    [Fact]
    public void Files_are_owned_unowned_on_purpose_or_unmatched()
    {
        var report = Report(Tree("/src/ @acme/a\n/src/generated/\n", "src/a", "src/b", "src/generated/c", "d"));

        report.Files.ShouldBe(new FileCounts(Owned: 2, Unowned: 1, Unmatched: 2));
        report.WithoutOwner.ShouldBe([new("CODEOWNERS", null), new("d", null), new("src/generated/c", 2)]);
    }

    [Fact]
    public void A_file_with_two_owners_counts_for_each()
    {
        var report = Report(Tree("* @acme/a\n/src/ @acme/b @ACME/a\n", "src/x", "src/y"));

        report.Owners.ShouldBe([new("@acme/a", 3), new("@acme/b", 2)]);
    }

    [Fact]
    public void A_folder_counts_everything_below_it_down_to_the_depth()
    {
        var report = Report(Tree("/a/ @one\n/a/b/c/ @two\n", "a/x", "a/b/x", "a/b/c/x", "a-b/x"), depth: 2);

        report.Folders.Select(f => (f.Path, f.Depth, f.Files.Owned, f.Files.Unmatched)).ShouldBe([("a-b", 1, 0, 1), ("a", 1, 3, 0), ("a/b", 2, 2, 0)]);
        report.Folders[1].Principal.ShouldBe([new("@one", 2), new("@two", 1)]);
        Report(Tree("", "a/x"), depth: 0).Folders.ShouldBeEmpty();
    }

    [Fact]
    public void At_most_three_owners_of_a_folder_are_named_and_all_are_counted()
    {
        var report = Report(Tree("/a/* @a @b @c @d\n", "a/x"), depth: 1);

        (report.Folders[0].Principal.Count, report.Folders[0].Owners).ShouldBe((3, 4));
    }

    [Fact]
    public void Without_codeowners_nothing_is_matched_and_the_places_are_named()
    {
        var report = Report(InMemoryTree.Of(("a", ""), ("src/CODEOWNERS", "* @a\n")));

        report.Files.ShouldBe(new FileCounts(0, 0, 2));
        report.Codeowners.State.ShouldBe(CodeownersState.Missing);
        report.Codeowners.Places.ShouldBe([".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"]);
    }

    [Theory]
    [InlineData(2_999_999, CodeownersState.InForce)]
    [InlineData(3_000_000, CodeownersState.TooLarge)]
    public void A_file_that_github_does_not_load_has_no_owners(int size, CodeownersState state)
    {
        var report = Report(Tree("* @a\n".PadRight(size, '\n')));

        (report.Codeowners.State, report.Codeowners.Size).ShouldBe((state, size));
        report.Files.Owned.ShouldBe(state == CodeownersState.InForce ? 1 : 0);
    }

    [Fact]
    public void With_gitlab_a_sections_default_owners_count()
    {
        var tree = Tree("[Orders] @acme/orders\n/src/\n", "src/x", "y");

        var report = new ReportOwnership(Dialect.GitLab, 0).Run(tree, null, null, Cancellation);

        report.Files.ShouldBe(new FileCounts(Owned: 1, Unowned: 0, Unmatched: 2));
        (report.Codeowners.Forge, report.Owners.Single().Owner).ShouldBe(("GitLab", "@acme/orders"));
    }

    [Fact]
    public void Skipped_lines_and_files_that_are_not_read_are_counted()
    {
        var report = Report(InMemoryTree.Of(("CODEOWNERS", "* @a\n!x @b, c\n[x] @b\n"), ("docs/CODEOWNERS", "")));

        report.Codeowners.SkippedLines.ShouldBe(2);
        report.Codeowners.Dead.ShouldBe(["docs/CODEOWNERS"]);
    }

    [Fact]
    public void Touched_files_are_those_of_the_base_branchs_owners()
    {
        var change = Compare(
            @base: Tree("* @all\n/src/ @src\n/free/\n", "src/old", "x"),
            head: Tree("* @new\n", "src/new", "x", "free/y"),
            "CODEOWNERS",
            "src/old",
            "src/new",
            "free/y");

        change.Touched.Files.ShouldBe(4);
        change.Touched.Groups.Select(g => (string.Join(' ', g.Owners), string.Join(' ', g.Paths.Select(p => $"{p.Path}:{p.Line}")))).ShouldBe(
            [("@src", "src/new:2 src/old:2"), ("@all", "CODEOWNERS:1"), ("", "free/y:3")]);
    }

    [Fact]
    public void Touched_files_go_by_the_tip_and_handovers_by_the_merge_base()
    {
        var (mergeBase, tip, head) = (Tree("* @first\n", "x"), Tree("* @second\n", "x"), Tree("* @first\n", "x", "y"));

        var change = new ReportOwnership(Dialect.GitHub, 0).Compare(head, new ChangedSides(tip, mergeBase, ["y"]), Cancellation);

        change.Touched.Groups.ShouldHaveSingleItem().Owners.ShouldBe(["@second"]);
        (change.Handovers.IsEdited, change.Handovers.Files).ShouldBe((false, 0));
    }

    [Fact]
    public void An_edit_reports_files_with_different_owners_and_the_lines_that_decide()
    {
        var change = Compare(
            @base: Tree("* @all\n/a/ @a\n", "a/1"),
            head: Tree("# Owners\n* @all\n/a/ @b\n/none/\n", "a/1", "a/2", "none/x", "x"));

        change.Handovers.Groups.Select(Line).ShouldBe(["@a > @b: 2 (a/1 2>3, a/2 2>3)", "@all > nobody: 1 (none/x 1>4)"]);
        (change.Handovers.IsEdited, change.Handovers.Files, change.Handovers.All).ShouldBe((true, 3, 5));
    }

    [Fact]
    public void What_had_no_owner_may_get_one()
    {
        var change = Compare(@base: Tree("/a/\n", "a/1", "b"), head: Tree("* @a\n", "a/1", "b"));

        change.Handovers.Groups.Select(Line).ShouldBe(["nobody > @a: 3 (CODEOWNERS >1, a/1 1>1, b >1)"]);
    }

    [Theory]
    [InlineData("* @a @b\n", "* @b @A\n")]
    [InlineData("/x\n", "/y\n")]
    [InlineData("* @a\n", "# Everybody\n/** @a\n")]
    public void The_same_owners_are_no_handover_regardless_of_the_line(string before, string after)
    {
        var change = Compare(Tree(before, "x", "y"), Tree(after, "x", "y"));

        (change.Handovers.IsEdited, change.Handovers.Files).ShouldBe((true, 0));
    }

    [Fact]
    public void A_file_in_a_place_that_comes_first_takes_over()
    {
        var change = Compare(
            @base: InMemoryTree.Of(("docs/CODEOWNERS", "* @old\n"), ("x", "")),
            head: InMemoryTree.Of(("docs/CODEOWNERS", "* @old\n"), (".github/CODEOWNERS", "* @new\n"), ("x", "")));

        change.Handovers.Groups.Select(Line).ShouldBe(["@old > @new: 3 (.github/CODEOWNERS 1>1, docs/CODEOWNERS 1>1, x 1>1)"]);
        (change.Handovers.Before.Path, change.Handovers.After.Path).ShouldBe(("docs/CODEOWNERS", ".github/CODEOWNERS"));
    }

    [Fact]
    public void A_moved_file_with_the_same_content_is_no_handover()
    {
        var change = Compare(InMemoryTree.Of(("docs/CODEOWNERS", "* @a\n"), ("x", "")), InMemoryTree.Of(("CODEOWNERS", "* @a\n"), ("x", "")));

        (change.Handovers.IsEdited, change.Handovers.Files).ShouldBe((true, 0));
    }

    [Fact]
    public void A_file_that_grows_too_large_or_is_deleted_leaves_no_owners()
    {
        var before = Tree("* @a\n", "x");

        Compare(before, Tree("* @a\n".PadRight(3_000_000, '\n'), "x")).Handovers.Groups.Select(Line).ShouldBe(["@a > nobody: 2 (CODEOWNERS 1>, x 1>)"]);
        Compare(before, InMemoryTree.Of(("x", ""))).Handovers.Groups.Select(Line).ShouldBe(["@a > nobody: 1 (x 1>)"]);
    }

    [Fact]
    public void A_renamed_file_is_touched_under_both_names_and_changes_no_line()
    {
        var change = Compare(Tree("/a/ @a\n/b/ @b\n", "a/x"), Tree("/a/ @a\n/b/ @b\n", "b/x"), "a/x", "b/x");

        change.Touched.Groups.Select(g => g.Owners.Single()).ShouldBe(["@a", "@b"]);
        change.Handovers.Files.ShouldBe(0);
    }

    [Fact]
    public void Of_a_large_group_five_examples_are_kept()
    {
        var files = Enumerable.Range(0, 100).Select(i => $"f{i:000}").ToArray();

        var handover = Compare(Tree("* @a\n", files), Tree("* @b\n", files)).Handovers.Groups.ShouldHaveSingleItem();

        (handover.Files, handover.Examples.Count).ShouldBe((101, 5));
    }

    [Fact]
    public void A_given_file_replaces_the_one_that_applies()
    {
        var tree = Tree("* @a\n", "x");
        var named = CodeownersLookup.Find(Tree("/x @b\n"), Dialect.GitHub, path => path, Cancellation);

        new ReportOwnership(Dialect.GitHub, 0).Run(tree, null, named, Cancellation).Files.ShouldBe(new FileCounts(1, 0, 1));
    }

    /// <summary>Whatever the files and lines are: the counts add up, and what changes hands is what a comparison file by file says.</summary>
    [Fact]
    public void The_counts_add_up_and_handovers_equal_a_comparison_file_by_file()
    {
        var random = new Random(20_260);
        for (var round = 0; round < 200; round++)
        {
            var files = Enumerable.Range(0, random.Next(1, 40)).Select(_ => RandomPath(random)).Distinct(StringComparer.Ordinal).ToArray();
            var (before, after) = (Tree(RandomLines(random), files), Tree(RandomLines(random), files));

            var report = new ReportOwnership(Dialect.GitHub, 2).Run(after, new ChangedSides(before, before, files), null, Cancellation);

            AddUp(report);
            Single(report.Change!.Handovers).ShouldBe(FileByFile(before, after), ignoreOrder: true);
            report.Change.Handovers.Groups.Sum(g => g.Files).ShouldBe(report.Change.Handovers.Files);
            report.Change.Touched.Groups.Sum(g => g.Paths.Count).ShouldBe(files.Length);
        }
    }

    private static void AddUp(OwnershipReport report)
    {
        report.Files.WithoutOwner.ShouldBe(report.WithoutOwner.Count);
        report.Files.Unmatched.ShouldBe(report.WithoutOwner.Count(f => f.Line is null));
        report.Owners.Sum(o => o.Files).ShouldBeGreaterThanOrEqualTo(report.Files.Owned);
        report.Owners.ShouldAllBe(o => o.Files <= report.Files.Owned);
        foreach (var folder in report.Folders.Where(f => f.Depth == 1))
        {
            var below = report.Folders.Where(f => f.Path.StartsWith(folder.Path + "/", StringComparison.Ordinal)).ToList();
            below.Sum(f => f.Files.All).ShouldBeLessThanOrEqualTo(folder.Files.All);
            below.Sum(f => f.Files.Owned).ShouldBeLessThanOrEqualTo(folder.Files.Owned);
        }
    }

    private static IEnumerable<string> Single(HandoverSummary handovers) =>
        handovers.Groups.Select(g => $"{Sorted(g.From)} > {Sorted(g.To)}: {g.Files}");

    private static List<string> FileByFile(InMemoryTree before, InMemoryTree after)
    {
        var (had, gets) = (Matcher(before), Matcher(after));
        return [.. Paths(after)
            .Select(path => (From: Sorted(Owners(had, path)), To: Sorted(Owners(gets, path))))
            .Where(p => p.From != p.To)
            .GroupBy(p => p)
            .Select(g => $"{g.Key.From} > {g.Key.To}: {g.Count()}")];
    }

    private static OwnersMatcher Matcher(InMemoryTree tree) => new(CodeownersLookup.Find(tree, Dialect.GitHub, path => path, Cancellation).File!);

    // A walk of its own for every path: nothing is shared.
    private static IEnumerable<string> Owners(OwnersMatcher matcher, string path) =>
        matcher.Walk().RuleOf(path)?.Owners.Select(o => o.Text).Distinct(StringComparer.Ordinal) ?? [];

    private static string Sorted(IEnumerable<string> owners) => string.Join(' ', owners.Order(StringComparer.Ordinal));

    private static string RandomPath(Random random) => string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(i => $"{"abc"[random.Next(3)]}{i}"));

    private static string RandomLines(Random random) => string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ =>
        $"{(random.Next(3) == 0 ? "*" : "/" + RandomPath(random))}{string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => $" @{"xyz"[random.Next(3)]}"))}\n"));

    private static string Line(Handover handover) =>
        $"{Name(handover.From)} > {Name(handover.To)}: {handover.Files} "
        + $"({string.Join(", ", handover.Examples.Select(e => $"{e.Path} {e.FromLine}>{e.ToLine}"))})";

    private static string Name(IReadOnlyList<string> owners) => owners.Count == 0 ? "nobody" : string.Join(' ', owners);

    private static OwnershipReport Report(InMemoryTree tree, int depth = 2) => new ReportOwnership(Dialect.GitHub, depth).Run(tree, null, null, Cancellation);

    private static OwnershipChange Compare(InMemoryTree @base, InMemoryTree head, params string[] changed) =>
        new ReportOwnership(Dialect.GitHub, 0).Compare(head, new ChangedSides(@base, @base, changed), Cancellation);

    private static InMemoryTree Tree(string codeowners, params string[] files) => InMemoryTree.Of([("CODEOWNERS", codeowners), .. files.Select(f => (f, ""))]);

    private static IReadOnlyList<string> Paths(InMemoryTree tree) => [.. tree.List().Select(e => e.Path)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
