using Automation.Core.Markdown;
using Automation.Testing;
using CsCheck;

namespace Automation.Core.Tests.Markdown;

public class MarkdownTextTests
{
    // What GitHub gives a meaning, and what helps it to get out of where it stands.
    private static readonly string[] Pieces =
    [
        "@octocat", "@acme/team", "#12", "GH-12", "gh-7", "https://evil.example", "www.evil.example", "a@b.example", "0123abc", "deadbeef0", ":tada:",
            "<!-- automation:check -->",
        "<script>", "</details>", "<img src=x>", "[x](https://evil.example)", "![x](https://evil.example/p.png)", "`", "``", "```", "|", "\\", "\\|", "'",
            "''", "\"", "(", ")", "*", "_", "~~",
        "$x$", "&lt;", "&#64;octocat", "\n", "\n\n", "# x", "- x", "\u202e", "\u200b", "\ud800", " ", ".", ". ", ",", "x", "name",
    ];

    private static readonly Gen<string> Hostile = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 9].Select(string.Concat);

    [Theory]
    [InlineData("@octocat", "`@octocat`")]
    [InlineData("asked @acme/team-orders, twice", "asked `@acme/team-orders`, twice")]
    [InlineData("(me@example.com)", "(`me@example.com`)")]
    [InlineData("@\u200boctocat", "@&lt;U+200B&gt;octocat")]
    public void No_person_is_mentioned(string text, string markdown) => MarkdownText.Plain(text).ShouldBe(markdown);

    [Theory]
    [InlineData("#12", "`#12`")]
    [InlineData("acme/shop#12", "`acme/shop#12`")]
    [InlineData("GH-12", "`GH-12`")]
    [InlineData("at a1b2c3d.", "at `a1b2c3d`.")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "`0123456789abcdef0123456789abcdef01234567`")]
    [InlineData("acme/shop@a1b2c3d", "`acme/shop@a1b2c3d`")]
    public void No_issue_and_no_commit_is_linked(string text, string markdown) => MarkdownText.Plain(text).ShouldBe(markdown);

    [Theory]
    [InlineData("https://evil.example", "`https://evil.example`")]
    [InlineData("www.evil.example", "`www.evil.example`")]
    [InlineData("<https://evil.example>", "`<https://evil.example>`")]
    [InlineData("[x](javascript:y)", "\\[x\\](javascript:y)")]
    [InlineData("![x](y)", "\\!\\[x\\](y)")]
    [InlineData(":tada:", "`:tada:`")]
    public void No_address_is_linked_and_no_picture_is_shown(string text, string markdown) => MarkdownText.Plain(text).ShouldBe(markdown);

    [Theory]
    [InlineData("<script>&amp;", "&lt;script&gt;&amp;amp;")]
    [InlineData("<!-- automation:check -->", "&lt;\\!-- automation:check --&gt;")]
    [InlineData("*a* _b_ `c` ~d~ e|f \\", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ e\\|f \\\\")]
    [InlineData("$x$", "<span>$</span>x<span>$</span>")]
    [InlineData("a\r\n# b\n- c", "a␍␊# b␊- c")]
    [InlineData("\u202eevil\u2066 \u0007", "&lt;U+202E&gt;evil&lt;U+2066&gt; ␇")]
    public void No_markup_works(string text, string markdown) => MarkdownText.Plain(text).ShouldBe(markdown);

    [Theory]
    [InlineData("component:default/orders is defined twice; it's 10-20 times.")]
    [InlineData("decade, facade, added, 123456")]
    [InlineData("Backstage's default, and the teams' names")]
    public void Ordinary_words_stay_as_they_are(string text) => MarkdownText.Plain(text).ShouldBe(text);

    [Theory]
    [InlineData("'spec' has no 'lifecycle'.", "`spec` has no `lifecycle`.")]
    [InlineData("letters, '-', '_' and '.', with", "letters, `-`, `_` and `.`, with")]
    [InlineData("'it's' is ('so')", "`it's` is (`so`)")]
    [InlineData("'not closed", "'not closed")]
    public void What_a_message_quotes_is_code(string text, string markdown) => MarkdownText.Plain(text).ShouldBe(markdown);

    [Theory]
    [InlineData("a.yaml:3", "`a.yaml:3`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("``", "``` `` ```")]
    [InlineData("`a", "`` `a ``")]
    [InlineData("", "` `")]
    [InlineData("a\nb", "`a␊b`")]
    public void A_code_span_cannot_be_left(string text, string markdown) => MarkdownText.Code(text).ShouldBe(markdown);

    [Theory]
    [InlineData("a|b", "`a\\|b`")]
    [InlineData("a\\|b", "`a\\\\\\|b`")]
    public void A_code_span_in_a_table_stays_in_its_cell(string text, string markdown) => MarkdownText.Code(text, inTable: true).ShouldBe(markdown);

    [Fact]
    public void Whatever_a_text_is_made_of_it_stays_text() => Hostile.Sample(text =>
    {
        var page = RenderedMarkdown.Of($"Before {MarkdownText.Plain(text)} after {MarkdownText.Code(text)} end.");

        page.Elements.ShouldBeSubsetOf(["p", "code", "span"], text);
        page.Autolinks.ShouldBeEmpty(text);
        page.Text.ShouldEndWith("end. \n", Case.Sensitive, text);
    });

    [Fact]
    public void Whatever_a_cell_holds_its_row_keeps_its_cells() => Hostile.Sample(text =>
    {
        var page = RenderedMarkdown.Of(
            $"| a | b | c |\n|--|--|--|\n| {MarkdownText.Plain(text, inTable: true)} | {MarkdownText.Code(text, inTable: true)} | last cell |\n");

        page.Elements.ShouldBeSubsetOf(["table", "thead", "tbody", "tr", "th", "td", "code", "span"], text);
        page.Elements.Count(e => e == "td").ShouldBe(3, text);
        page.Html.ShouldContain("<td>last cell</td>", Case.Sensitive, text);
        page.Autolinks.ShouldBeEmpty(text);
    });

    [Fact]
    public void Text_is_cut_at_its_limit()
    {
        MarkdownText.Plain(new string('x', 300)).ShouldBe(new string('x', 300));
        MarkdownText.Plain(new string('x', 301)).ShouldBe(new string('x', 299) + "…");
        MarkdownText.Plain(string.Concat(Enumerable.Repeat("😀", 200)), 11).ShouldBe("😀😀😀😀😀…");
    }

    [Fact]
    public void Half_a_character_is_replaced() => MarkdownText.Plain("a\ud800").ShouldBe("a\uFFFD");

    [Theory]
    [InlineData("https://acme.example/a b(c)", "[x](https://acme.example/a%20b%28c%29)")]
    [InlineData("https://acme.example/)[y](http://evil.example", "[x](https://acme.example/%29%5By%5D%28http://evil.example)")]
    [InlineData("https://acme.example/a|b", "[x](https://acme.example/a%7Cb)")]
    [InlineData("javascript:alert(1)", "x")]
    [InlineData("not an address", "x")]
    [InlineData(null, "x")]
    public void A_link_stays_in_its_place(string? address, string markdown) => MarkdownText.Link("x", address).ShouldBe(markdown);

    [Fact]
    public void A_fence_is_longer_than_what_it_holds()
    {
        MarkdownText.FenceFor(["+ a"]).ShouldBe("```");
        MarkdownText.FenceFor(["+ a", "- `````"]).ShouldBe("``````");
    }
}
