using Automation.Core.Text;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Tests;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_changed_line_stands_between_three_lines_on_each_side() =>
        Diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", new TextEdit(8, 9, "five")).ShouldBe("--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");

    [Fact]
    public void Changes_far_apart_are_hunks_of_their_own() =>
        Diff(string.Concat(Enumerable.Range(0, 20).Select(i => $"{(char)('a' + i)}\n")), new TextEdit(0, 2, ""), new TextEdit(38, 39, "T")).ShouldBe(
            "--- a/f\n+++ b/f\n@@ -1,4 +1,3 @@\n-a\n b\n c\n d\n@@ -17,4 +16,4 @@\n q\n r\n s\n-t\n+T\n");

    [Fact]
    public void Edits_of_neighbouring_lines_are_shown_together() =>
        Diff("a\nb\nc\n", new TextEdit(0, 1, "A"), new TextEdit(2, 3, "B")).ShouldBe("--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n-a\n-b\n+A\n+B\n c\n");

    [Fact]
    public void A_last_line_without_a_line_break_is_marked() =>
        Diff("a\nb", new TextEdit(2, 3, "B")).ShouldBe(
            "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+B\n\\ No newline at end of file\n");

    [Fact]
    public void A_file_that_becomes_empty_has_no_lines_left() => Diff("a\n", new TextEdit(0, 2, "")).ShouldBe("--- a/f\n+++ b/f\n@@ -1 +0,0 @@\n-a\n");

    [Fact]
    public void Without_an_edit_there_is_no_difference() => Diff("a\n").ShouldBeEmpty();

    private static string Diff(string text, params TextEdit[] edits) => UnifiedDiff.Of("f", text, edits);
}
