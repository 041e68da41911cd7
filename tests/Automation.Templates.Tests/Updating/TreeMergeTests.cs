using System.Text;
using Automation.Core.Text;
using Automation.Templates.Updating;
using Automation.Templates.Workspaces;
using CsCheck;

namespace Automation.Templates.Tests.Updating;

/// <summary>What changed in a template reaches the service, and no edit of the service is lost without being listed.</summary>
public sealed class TreeMergeTests
{
    private static readonly Gen<WorkspaceEntry?> Entry = Gen.Int[0, 6].Select(
        i => (WorkspaceEntry?)(i switch
        {
            0 => null,
            1 => File("a\nb\nc\n"),
            2 => File("A\nb\nc\n"),
            3 => File("a\nb\nC\n"),
            4 => File("a\nb\nc\n", WorkspaceMode.Executable),
            5 => new WorkspaceEntry.File(new byte[] { 0, 1, 2 }),
            _ => new WorkspaceEntry.Link("x"),
        }));

    [Theory]
    [InlineData("a", "a", "b", FileDecisionKind.Updated, "b")]
    [InlineData("a", "b", "a", null, null)]
    [InlineData("a", "b", "b", null, null)]
    [InlineData(null, null, "a", FileDecisionKind.Added, "a")]
    [InlineData(null, "a", "b", FileDecisionKind.Conflict, null)]
    [InlineData(null, "a", "a", null, null)]
    [InlineData("a", null, "b", FileDecisionKind.StaysDeleted, null)]
    [InlineData("a", null, "a", null, null)]
    [InlineData("a", null, null, null, null)]
    [InlineData("a", "a", null, FileDecisionKind.Deleted, null)]
    [InlineData("a", "b", null, FileDecisionKind.Dropped, null)]
    [InlineData("a", "b", "c", FileDecisionKind.Conflict, null)]
    [InlineData("a\n1\n2\nb\n", "A\n1\n2\nb\n", "a\n1\n2\nB\n", FileDecisionKind.Merged, "A\n1\n2\nB\n")]
    [InlineData("a\nb\n", "a\r\nb\r\n", "a\nc\n", FileDecisionKind.Updated, "a\r\nc\r\n")]
    [InlineData("a\nb\n", "\ufeffa\nb\n", "a\nc\n", FileDecisionKind.Updated, "\ufeffa\nc\n")]
    [InlineData("a\nb\n", "a  \nb\n", "a\nc\n", FileDecisionKind.Updated, "a\nc\n")]
    [InlineData("a\n1\n2\nb\n", "A\r\n1\r\n2\r\nb\r\n", "a\n1\n2\nB\n", FileDecisionKind.Merged, "A\r\n1\r\n2\r\nB\r\n")]
    public void A_file_is_merged_by_what_each_side_did(string? rendered, string? service, string? next, FileDecisionKind? kind, string? result)
    {
        var decision = Decide(rendered, service, next);

        (decision?.Kind).ShouldBe(kind);
        (decision?.Result as WorkspaceEntry.File is { } file ? Encoding.UTF8.GetString(file.Bytes.Span) : null).ShouldBe(result);
    }

    [Fact]
    public void A_deleted_file_comes_back_only_when_it_is_restored() =>
        Trees("a", null, "b", m => new TreeMerge(m.B, m.O, m.T) { Restored = new HashSet<string> { "f" } }).ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.Added);

    [Fact]
    public void A_mode_is_merged_on_its_own()
    {
        var decision = Decide(File("a\n"), File("b\n"), File("a\n", WorkspaceMode.Executable));

        decision!.Result.ShouldBeOfType<WorkspaceEntry.File>().Mode.ShouldBe(WorkspaceMode.Executable);
        Encoding.UTF8.GetString(((WorkspaceEntry.File)decision.Result!).Bytes.Span).ShouldBe("b\n");
    }

    [Fact]
    public void A_binary_file_that_both_changed_stays() =>
        Decide(new WorkspaceEntry.File(new byte[] { 0, 1 }), new WorkspaceEntry.File(new byte[] { 0, 2 }), new WorkspaceEntry.File(new byte[] { 0, 3 }))!
            .Kind.ShouldBe(FileDecisionKind.Conflict);

    [Fact]
    public void A_link_and_a_file_are_not_merged() => Decide(File("a"), new WorkspaceEntry.Link("x"), File("b"))!.Kind.ShouldBe(FileDecisionKind.Conflict);

    [Fact]
    public void A_lock_file_that_both_changed_is_not_merged_by_line()
    {
        var lines = "a\n1\n2\n3\nb\n";

        Single("app/package-lock.json", lines, $"A{lines[1..]}", $"{lines[..^2]}B\n").Kind.ShouldBe(FileDecisionKind.Conflict);
    }

    [Fact]
    public void A_file_whose_origin_is_not_proved_is_never_overwritten()
    {
        var decision = Trees("a", "a", "b", m => new TreeMerge(m.B, m.O, m.T) { Unproved = new HashSet<string> { "f" } }).ShouldHaveSingleItem();

        decision.Kind.ShouldBe(FileDecisionKind.Conflict);
        decision.Result.ShouldBeNull();
    }

    [Fact]
    public void An_unproved_file_that_is_dropped_stays() =>
        Trees("a", "a", null, m => new TreeMerge(m.B, m.O, m.T) { Unproved = new HashSet<string> { "f" } }).ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.Dropped);

    [Fact]
    public void Declined_ignored_and_once_written_files_stay()
    {
        Trees("a", "a", "b", m => new TreeMerge(m.B, m.O, m.T) { Declined = [new Glob("f")] }).ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.Declined);
        Trees("a", "a", "b", m => new TreeMerge(m.B, m.O, m.T) { Once = [new Glob("*")] }).ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.Declined);
        Trees("a", null, "b", m => new TreeMerge(m.B, m.O, m.T) { IsIgnored = p => p == "f" }).ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.Declined);
        Trees(null, null, "b", m => new TreeMerge(m.B, m.O, m.T) { Once = [new Glob("*")] }).ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.Declined);
    }

    [Fact]
    public void The_same_rename_on_both_sides_is_one_rename()
    {
        var moved = new Dictionary<string, string> { ["old"] = "new" };
        const string text = "1\n2\n3\n4\n5\n";

        new TreeMerge(Tree(("old", text)), Tree(("new", text)), Tree(("new", text))) { Moved = moved }.Decide().ShouldBeEmpty();
        var edited = new TreeMerge(
            Tree(("old", text)), Tree(("new", text.Replace('1', 'a'))), Tree(("new", text.Replace('5', 'z'))))
        { Moved = moved }.Decide().ShouldHaveSingleItem();

        (edited.Path, edited.Kind).ShouldBe(("new", FileDecisionKind.Merged));
        Encoding.UTF8.GetString(((WorkspaceEntry.File)edited.Result!).Bytes.Span).ShouldBe("a\n2\n3\n4\nz\n");
    }

    [Fact]
    public void A_deleted_file_that_the_template_renamed_stays_deleted() =>
        new TreeMerge(Tree(("old", "a\n")), Tree(), Tree(("new", "a\n"))).Decide().ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.StaysDeleted);

    [Fact]
    public void A_file_is_not_renamed_into_a_path_that_the_service_declined()
    {
        var decision = new TreeMerge(Tree(("old", "a\n")), Tree(("old", "a\n")), Tree(("lib/new", "a\n"))) { Declined = [new Glob("lib/**")] }
            .Decide().ShouldHaveSingleItem();

        (decision.Path, decision.Kind).ShouldBe(("old", FileDecisionKind.Declined));
    }

    [Fact]
    public void Two_files_of_the_template_at_one_place_are_a_conflict() =>
        new TreeMerge(Tree(("a", "1\n"), ("b", "2\n")), Tree(("b", "2\n")), Tree(("a", "3\n"), ("b", "4\n"))) { Moved = new Dictionary<string, string> { ["a"] = "b" } }
            .Decide().ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.Conflict);

    [Fact]
    public void What_the_service_has_elsewhere_is_never_deleted() =>
        new TreeMerge(Tree(("a", "1\n")), Tree(("own", "1\n")), Tree()) { Moved = new Dictionary<string, string> { ["a"] = "own" } }
            .Decide().ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.Dropped);

    [Fact]
    public void What_cannot_be_written_is_a_conflict_unless_the_update_makes_way()
    {
        new TreeMerge(Tree(), Tree(), Tree(("docs", "a\n"))) { Blocked = _ => "There is a folder." }
            .Decide().ShouldHaveSingleItem().Kind.ShouldBe(FileDecisionKind.Conflict);
        new TreeMerge(Tree(("a", "1\n2\n")), Tree(("a", "1\n2\n")), Tree(("a/b", "other\n"))) { Blocked = _ => "There is a file." }
            .Decide().Select(d => d.Kind).ShouldBe([FileDecisionKind.Deleted, FileDecisionKind.Added]);
    }

    [Theory]
    [InlineData("r.md", "a\nb\nc\nd\n", "a  \nb\nc\nd\n", "a\nb\nc\nD\n", "a  \nb\nc\nD\n")]
    [InlineData("r.md", "a\nb\n", "a\nb\nc\n", "a\r\nb\r\n", "a\r\nb\r\nc\r\n")]
    [InlineData("x.json", "{\n  \"a\": 1,\n  \"b\": 2\n}\n", "{\n  \"b\": 2,\n  \"a\": 1\n}\n", "{\n  \"a\": 1,\n  \"b\": 3\n}\n", "{\n  \"b\": 3,\n  \"a\": 1\n}\n")]
    [InlineData("x.json", "{\n  \"a\": 1\n}\n", "{\"a\":1}\n", "{\n  \"a\": 2\n}\n", "{\"a\":2}\n")]
    public void The_form_that_the_service_gave_a_file_stays(string path, string rendered, string service, string next, string merged)
    {
        var decision = new TreeMerge(Tree((path, rendered)), Tree((path, service)), Tree((path, next))).Decide().ShouldHaveSingleItem();

        Encoding.UTF8.GetString(((WorkspaceEntry.File)decision.Result!).Bytes.Span).ShouldBe(merged);
    }

    [Fact]
    public void A_file_that_the_service_moved_is_updated_where_it_is()
    {
        var merge = new TreeMerge(Tree(("old", "a\n")), Tree(("new", "a\n")), Tree(("old", "b\n"))) { Moved = new Dictionary<string, string> { ["old"] = "new" } };

        var decision = merge.Decide().ShouldHaveSingleItem();

        (decision.Path, decision.Kind).ShouldBe(("new", FileDecisionKind.Updated));
    }

    [Fact]
    public void The_services_edits_go_along_with_a_file_that_the_template_renamed()
    {
        const string Text = "a\n1\n2\n3\n4\nb\n";
        var merge = new TreeMerge(Tree(("old", Text)), Tree(("old", $"A{Text[1..]}")), Tree(("new", $"{Text[..^2]}B\n")));

        var decisions = merge.Decide();

        decisions.Select(d => (d.Path, d.Kind)).ShouldBe([("new", FileDecisionKind.Merged), ("old", FileDecisionKind.Deleted)]);
        Encoding.UTF8.GetString(((WorkspaceEntry.File)decisions[0].Result!).Bytes.Span).ShouldBe("A\n1\n2\n3\n4\nB\n");
    }

    [Fact]
    public void Edits_that_cannot_go_along_keep_the_file_where_it_is()
    {
        const string Text = "a\n1\n2\n3\n4\nb\n";
        var merge = new TreeMerge(Tree(("old", Text)), Tree(("old", $"x{Text[1..]}")), Tree(("new", $"y{Text[1..]}")));

        merge.Decide().Select(d => (d.Path, d.Kind)).ShouldBe([("old", FileDecisionKind.Conflict)]);
    }

    [Fact]
    public void An_untouched_service_becomes_the_new_rendering() => Gen.Select(Entry, Entry).Sample(
        (rendered, next) =>
        {
            var result = Applied(rendered, rendered, next);
            return result == next || (result is WorkspaceEntry.File a && next is WorkspaceEntry.File b && a.Mode == b.Mode && a.Bytes.Span.SequenceEqual(b.Bytes.Span));
        });

    [Fact]
    public void A_service_is_not_changed_where_the_template_did_not_change() => Gen.Select(Entry, Entry).Sample(
        (rendered, service) => Decide(rendered, service, rendered) is null);

    [Fact]
    public void What_the_service_has_is_kept_merged_or_listed() => Gen.Select(Entry, Entry, Entry).Sample(
        (rendered, service, next) =>
        {
            var decision = Decide(rendered, service, next);
            var isEdited = service is not null && !Same(service, rendered) && !Same(service, next);

            // Something of the service's own is only replaced by a merge that has it.
            return !isEdited || decision is null or { Changes: false } or { Kind: FileDecisionKind.Merged };
        });

    private static bool Same(WorkspaceEntry? a, WorkspaceEntry? b) => (a, b) switch
    {
        (WorkspaceEntry.File x, WorkspaceEntry.File y) => x.Mode == y.Mode && x.Bytes.Span.SequenceEqual(y.Bytes.Span),
        _ => Equals(a, b),
    };

    private static WorkspaceEntry? Applied(WorkspaceEntry? rendered, WorkspaceEntry? service, WorkspaceEntry? next) =>
        Decide(rendered, service, next) is { Changes: true } decision ? decision.Result : service;

    private static WorkspaceEntry.File File(string text, UnixFileMode mode = WorkspaceMode.Ordinary) => new(Encoding.UTF8.GetBytes(text), mode);

    private static Dictionary<string, WorkspaceEntry> Tree(params (string Path, string Text)[] files) =>
        files.ToDictionary(f => f.Path, f => (WorkspaceEntry)File(f.Text), StringComparer.Ordinal);

    private static FileDecision? Decide(string? rendered, string? service, string? next) => Decide(Maybe(rendered), Maybe(service), Maybe(next));

    private static WorkspaceEntry? Maybe(string? text) => text is null ? null : File(text);

    private static FileDecision? Decide(WorkspaceEntry? rendered, WorkspaceEntry? service, WorkspaceEntry? next) =>
        new TreeMerge(One("f", rendered), One("f", service), One("f", next)).Decide().SingleOrDefault();

    private static FileDecision Single(string path, string rendered, string service, string next) =>
        new TreeMerge(Tree((path, rendered)), Tree((path, service)), Tree((path, next))).Decide().ShouldHaveSingleItem();

    private static Dictionary<string, WorkspaceEntry> One(string path, WorkspaceEntry? entry) => entry is null ? [] : new() { [path] = entry };

    private static IReadOnlyList<FileDecision> Trees(
        string? rendered,
        string? service,
        string? next,
        Func<(Dictionary<string, WorkspaceEntry> B, Dictionary<string, WorkspaceEntry> O, Dictionary<string, WorkspaceEntry> T), TreeMerge> merge) =>
        merge((One("f", Maybe(rendered)), One("f", Maybe(service)), One("f", Maybe(next)))).Decide();
}
