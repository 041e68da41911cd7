using Automation.Reporting.Markdown;

namespace Automation.Reporting.Tests;

public class MarkdownTextTests
{
    [Theory]
    [InlineData("@octocat", "@&#8203;octocat")]
    [InlineData("@acme/team-orders", "@&#8203;acme/team-orders")]
    [InlineData("me@example.com", "me@&#8203;example.com")]
    [InlineData("@\u200boctocat", "@&lt;U+200B&gt;octocat")]
    public void Nobody_is_mentioned(string text, string markdown) => MarkdownText.Plain(text).ShouldBe(markdown);

    [Theory]
    [InlineData("#12", "#&#8203;12")]
    [InlineData("acme/shop#12", "acme/shop#&#8203;12")]
    [InlineData("GH-12", "GH&#8203;-12")]
    [InlineData("a1b2c3d", "a1b2c3&#8203;d")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "012345&#8203;6789ab&#8203;cdef01&#8203;234567&#8203;89abcd&#8203;ef0123&#8203;4567")]
    [InlineData("acme/shop@a1b2c3d", "acme/shop@&#8203;a1b2c3&#8203;d")]
    public void No_issue_and_no_commit_is_linked(string text, string markdown) => MarkdownText.Plain(text).ShouldBe(markdown);

    [Theory]
    [InlineData("https://evil.example", "https&#8203;://evil.example")]
    [InlineData("www.evil.example", "www&#8203;.evil.example")]
    [InlineData("<https://evil.example>", "&lt;https&#8203;://evil.example&gt;")]
    [InlineData("[x](javascript:y)", "\\[x\\](javascript:y)")]
    [InlineData("![x](y)", "\\!\\[x\\](y)")]
    public void No_address_is_linked(string text, string markdown) => MarkdownText.Plain(text).ShouldBe(markdown);

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
    public void Ordinary_words_stay_as_they_are(string text) => MarkdownText.Plain(text).ShouldBe(text);

    [Theory]
    [InlineData("a.yaml:3", "`a.yaml:3`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("``", "``` `` ```")]
    [InlineData("`a", "`` `a ``")]
    [InlineData("", "` `")]
    [InlineData("a\nb", "`a␊b`")]
    public void A_code_span_cannot_be_left(string text, string markdown) => MarkdownText.Code(text).ShouldBe(markdown);

    [Fact]
    public void Text_is_cut_where_it_is_said_to_be()
    {
        MarkdownText.Plain(new string('x', 300)).ShouldBe(new string('x', 300));
        MarkdownText.Plain(new string('x', 301)).ShouldBe(new string('x', 299) + "…");
        MarkdownText.Plain(string.Concat(Enumerable.Repeat("😀", 200)), 11).ShouldBe("😀😀😀😀😀…");
    }

    [Fact]
    public void Half_a_character_is_replaced() => MarkdownText.Plain("a\ud800").ShouldBe("a\uFFFD");

    [Theory]
    [InlineData("https://acme.example/a b(c)", "[x](https://acme.example/a%20b%28c%29)")]
    [InlineData("https://acme.example/)[y](http://evil.example", "[x](https://acme.example/%29[y]%28http://evil.example)")]
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
