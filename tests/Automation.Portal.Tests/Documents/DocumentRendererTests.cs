using System.Diagnostics;
using Automation.Portal.Documents;

namespace Automation.Portal.Tests.Documents;

/// <summary>Documentation of a repository in a page.</summary>
public sealed class DocumentRendererTests
{
    private static readonly DocumentPlace Place = new("https://github.com/acme/payments", "0a1b2c", "docs/guide/index.md")
    {
        Pages = new Dictionary<string, string> { ["docs/run.md"] = "../run/" },
    };

    [Theory]
    [InlineData("[a](other.md)", "https://github.com/acme/payments/blob/0a1b2c/docs/guide/other.md")]
    [InlineData("[a](./other%20file.md)", "https://github.com/acme/payments/blob/0a1b2c/docs/guide/other%20file.md")]
    [InlineData("[a](../../README.md#How-To)", "https://github.com/acme/payments/blob/0a1b2c/README.md#How-To")]
    [InlineData("[a](/src/)", "https://github.com/acme/payments/tree/0a1b2c/src")]
    [InlineData("[a](../run.md#start)", "../run/#doc-start")]
    [InlineData("[a](#start)", "#doc-start")]
    [InlineData("[a](//example.org/x)", "https://example.org/x")]
    [InlineData("[a](https://example.org/x?y=1&z=2)", "https://example.org/x?y=1&amp;z=2")]
    [InlineData("https://example.org/x", "https://example.org/x")]
    [InlineData("<mailto:ana@example.org>", "mailto:ana@example.org")]
    public void A_link_leads_to_the_file_at_the_commit_to_a_page_or_out(string markdown, string address) => Render(markdown).ShouldContain($"href=\"{address}\"");

    [Theory]
    [InlineData("[a](../../../etc/passwd)")]
    [InlineData("[a](%2e%2e/%2e%2e/%2e%2e/x)")]
    [InlineData("[a](x%2f..%2f..%2fy)")]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt&colon;alert(1))")]
    [InlineData("<a href=\"java\tscript:alert(1)\">a</a>")]
    [InlineData("[a](data:text/html,x)")]
    [InlineData("[a](vbscript:x)")]
    [InlineData("[a](file:///etc/passwd)")]
    [InlineData("[a](https://github.com@example.org/)")]
    [InlineData("[a](http://)")]
    public void A_link_that_leads_nowhere_good_is_text(string markdown) => Render(markdown).ShouldBe("<p>a</p>");

    [Fact]
    public void Images_are_links_and_text_within_links()
    {
        Render("![Diagram](img/a.png)").ShouldBe("<p><a href=\"https://github.com/acme/payments/blob/0a1b2c/docs/guide/img/a.png\" rel=\"nofollow noopener noreferrer\">Image: Diagram</a></p>");
        Render("[![build](https://ci.example/b.svg)](https://ci.example/)").ShouldBe("<p><a href=\"https://ci.example/\" rel=\"nofollow noopener noreferrer\">build</a></p>");
        Render("<img src=x onerror=alert(1)>").ShouldNotContain("onerror");
    }

    [Fact]
    public void Headings_stand_below_those_of_the_page_without_a_gap_and_have_anchors_of_their_own()
    {
        var document = DocumentRenderer.Render("# A\n\n### B & C\n\n#### D\n\n# A\n\n## main\n", Place);

        document.Headings.ShouldBe(
            [new(1, "A", "doc-a"), new(2, "B & C", "doc-b--c"), new(3, "D", "doc-d"), new(1, "A", "doc-a-1"), new(2, "main", "doc-main")]);
        document.Html.ShouldContain("<h3 id=\"doc-a\">A</h3>");
        document.Html.ShouldContain("<h4 id=\"doc-b--c\">B &amp; C</h4>");
    }

    [Fact]
    public void Tables_and_code_scroll_in_boxes_that_the_keyboard_reaches()
    {
        Render("| a | b |\n|---|:-:|\n| 1 | 2 |").ShouldStartWith("<div class=\"doc-table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>");
        Render("```js {onclick=x}\n<b>\n```").ShouldBe("<pre class=\"doc-code\" tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>");
    }

    [Fact]
    public void Tasks_are_characters_and_front_matter_is_left_out() =>
        Render("---\ntitle: x\n---\n- [x] done\n- [ ] open\n").ShouldBe("<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>");

    [Fact]
    public void Nothing_of_the_author_names_an_element() =>
        Render("<p id=\"main\" class=\"x\" name=\"y\" style=\"color:red\" data-z=\"1\">a</p>\n\n# H {#main .x onclick=y}\n")
            .ShouldBe("<p>a</p>\n<h3 id=\"doc-h-main-x-onclicky\">H {#main .x onclick=y}</h3>");

    [Fact]
    public void An_element_that_is_never_closed_takes_nothing_with_it()
    {
        Render("before\n\n<style>\n\nafter").ShouldContain("after");
        Render("<script>alert(1)</script>\n\nafter").ShouldNotContain("alert");
        Render("<details><summary>More</summary>\n\nText\n").ShouldContain("<details><summary>More</summary>");
    }

    [Fact]
    public void A_long_document_is_cut_and_says_so()
    {
        var lines = DocumentRenderer.Render(string.Join('\n', Enumerable.Repeat("word word word word", 15_000)), Place);
        lines.LeftOut.ShouldBe("This document has 299,999 characters; the first 100,000 are shown.");

        var items = DocumentRenderer.Render(string.Join('\n', Enumerable.Repeat("- item", 5_000)), Place);
        items.LeftOut.ShouldBe("The end of this document is left out: it is longer than a page of this site.");
        items.Html.Split("<li>").Length.ShouldBe(Place.MostElements);
    }

    public static TheoryData<string, string> Costly => new()
    {
        { "quotes", new string('>', 9_900) },
        { "lists", string.Concat(Enumerable.Range(0, 400).Select(i => new string(' ', i * 2) + "- a\n"))[..99_000] },
        { "brackets", Lines("[") },
        { "images", Lines("![") },
        { "links", Lines("[a](") },
        { "nested links", Lines("[a](<") },
        { "stars", Lines("*a ") },
        { "mixed stars", Lines("*a **a ") },
        { "underscores", Lines("_a__ ") },
        { "ticks", string.Join('\n', Enumerable.Range(1, 600).Select(i => new string('`', i))) },
        { "angles", Lines("<") },
        { "open tags", Lines("<b x=") },
        { "formatting", Many(i => $"<b a{i}><p>") },
        { "anchors", Many(_ => "<a href=x><p>") },
        { "tables in tables", Many(_ => "<table><tr><td>") },
        { "text in tables", Many(_ => "<table>a<b>") },
        { "comments", Lines("<!--") },
        { "processing", Lines("<?") },
        { "styles", Lines("<style>") },
        { "svg", Lines("<svg><style>") },
        { "divs", Many(_ => "<div>") },
        { "closed divs", Many(_ => "</div>") },
        { "wide table", string.Join('|', Enumerable.Repeat("a", 4_900)) + "\n" + string.Join('|', Enumerable.Repeat("-", 4_900)) + "\n" + Many(_ => "|\n") },
        { "pipes", Lines("|") },
        { "headings", Many(_ => "# a\n") },
        { "references", Many(i => $"[a{i % 9}]: x\n[a{i}]\n") },
        { "entities", Lines("&amp") },
        { "addresses", Lines("http://a") },
        { "breaks", Many(_ => "a  \n") },
        { "tildes", Lines("~~a ") },
    };

    [Theory]
    [MemberData(nameof(Costly))]
    public void No_document_is_costly(string name, string markdown)
    {
        var clock = Stopwatch.StartNew();
        var before = Process.GetCurrentProcess().TotalProcessorTime;

        var document = DocumentRenderer.Render(markdown, Place);

        document.Html.Length.ShouldBeLessThan(3 * DocumentRenderer.LongestHtml);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{name}: {clock.ElapsedMilliseconds} ms, {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds:F0} ms of CPU, {document.Html.Length} characters; {document.LeftOut}");
    }

    private static string Lines(string part) => string.Join('\n', Enumerable.Repeat(string.Concat(Enumerable.Repeat(part, 9_900 / part.Length)), 10));

    private static string Many(Func<int, string> part) => string.Concat(Enumerable.Range(0, 99_000 / part(10_000).Length).Select(i => i % 1_000 == 999 ? part(i) + "\n" : part(i)));

    private static string Render(string markdown) => DocumentRenderer.Render(markdown, Place).Html.Trim();
}
