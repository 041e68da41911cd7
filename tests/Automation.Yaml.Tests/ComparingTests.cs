using Automation.Core.Text;
using Automation.Yaml.Comparing;

namespace Automation.Yaml.Tests;

/// <summary>What edits change, as a reader sees it that did not make them.</summary>
public sealed class ComparingTests
{
    [Theory]
    [InlineData("a: b # c\n", "a: b\n", "")]
    [InlineData("a: b\n", "a: \"b\"\n", "/a Quotes")]
    [InlineData("a: b\n", "a: c\n", "/a Text")]
    [InlineData("a: b\n", "a: !!str b\n", "/a Text")]
    [InlineData("a: b\n", "c: b\n", "/a>/c Name")]
    [InlineData("a: [b, c]\n", "a: [b]\n", "/a Shape")]
    [InlineData("a: {b: c}\n", "a: b\n", "/a Shape")]
    [InlineData("a: 1\nb: 2\nc: 3\n", "a: 1\nc: 3\n", "/b Entry")]
    [InlineData("a: 1\nc: 3\n", "a: 1\nb: 2\nc: 3\n", "/b Entry")]
    [InlineData("a: &x {b: c}\nd: *x\n", "a: &y {b: c}\nd: *x\n", "/a Shape")]
    [InlineData("a/b: 1\n", "a/b: 2\n", "/a~1b Text")]
    public void Differences_are_named_by_their_places(string before, string after, string changes) => Changes(before, after).ShouldBe(changes);

    [Fact]
    public void Only_documents_that_differ_are_read() => Changes("a: [\n---\nb: 1\n", "a: [\n---\nb: 2\n").ShouldBe("/b Text");

    [Fact]
    public void A_document_that_cannot_be_read_afterwards_cannot_be_compared() => new TextComparison("a: 1\n").With([new TextEdit(3, 4, "[")]).ShouldBeNull();

    [Fact]
    public void An_edit_that_makes_another_document_cannot_be_compared() => new TextComparison("a: 1\n").With([new TextEdit(4, 4, "\n---\nb: 2")]).ShouldBeNull();

    [Fact]
    public void A_tab_before_a_comment_is_passed_over() => Changes("a: 1\n\t# c\nb: 1\n", "a: 1\n\t# c\nb: 2\n").ShouldBe("/b Text");

    [Theory]
    [InlineData("a:\n\tb: 1\n", true)]
    [InlineData("a:\n\tb: 1\n\tc: 2\n", true)]
    [InlineData("a:\n  b:\n\tc: 1\n", false)]
    [InlineData("a:\n  b: 1\n\tc: 2\n", true)]
    public void Tabs_are_clear_where_their_width_does_not_matter(string text, bool isClear)
    {
        var edits = text.Index().Where(c => c.Item == '\t').Select(c => new TextEdit(c.Index, c.Index + 1, "  ")).ToList();

        (new TextComparison(text).With(edits) is not null).ShouldBe(isClear);
    }

    [Fact]
    public void Deep_and_large_documents_are_not_read() =>
        new TextComparison($"a: 1\nb: {new string('[', 10_000)}{new string(']', 10_000)}\n").With([new TextEdit(3, 4, "2")]).ShouldBeNull();

    private static string Changes(string before, string after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        var edited = new TextComparison(before).With([new TextEdit(start, before.Length, after[start..])]).ShouldNotBeNull();
        return string.Join("; ", edited.SelectMany(d => d.Changes).Select(c => $"{(c.Before == c.After ? c.Before : $"{c.Before}>{c.After}")} {c.Kind}"));
    }
}
