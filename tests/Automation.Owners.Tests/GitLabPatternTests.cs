using Automation.Core.Text;
using Automation.Owners.Matching;
using Automation.Owners.Reading;

namespace Automation.Owners.Tests;

/// <summary>Patterns as Ruby's <c>File.fnmatch?</c> reads them (PATHNAME, DOTMATCH), where that is easily got wrong; each answer is Ruby's own.</summary>
public sealed class GitLabPatternTests
{
    [Theory]
    [InlineData("*", "a/b/.c")]
    [InlineData("/", "a/b")]
    [InlineData("**/", "a")]
    [InlineData("a/b", "x/y/a/b")]
    [InlineData("/*", "a")]
    [InlineData("docs/", "x/docs/a/b")]
    [InlineData("/a/**/b", "a/b")]
    [InlineData("/a/**/b", "a/x/y/b")]
    [InlineData("/**/**/a", "a")]
    [InlineData("a**", "ab")]
    [InlineData("***", "a/b")]
    [InlineData("/a/**", "a/b")]
    [InlineData("/[!]", "a")]
    [InlineData("/[^]", "]")]
    [InlineData("/[!]a]", "xa]")]
    [InlineData("/[b-a]", "a")]
    [InlineData("/[b-a]", "b")]
    [InlineData("/[a-]", "-")]
    [InlineData("/[-a]", "-")]
    [InlineData("/[a-\\b]", "b")]
    [InlineData("/[\\]a]", "]")]
    [InlineData("/[[a]", "[")]
    [InlineData("/[a^]", "^")]
    [InlineData("x/[a/b]", "x/b")]
    [InlineData("a\\[", "a[")]
    [InlineData("{a,b}", "{a,b}")]
    [InlineData("?", "ä")]
    [InlineData("/[à-ü]", "ä")]
    public void It_matches(string pattern, string path) => Matches(pattern, path).ShouldBeTrue();

    [Theory]
    [InlineData("docs", "docs/a")]
    [InlineData("docs/", "docs")]
    [InlineData("/a/**", "a/b/c")]
    [InlineData("/***/a", "a")]
    [InlineData("/a/b**/c", "a/b/x/c")]
    [InlineData("/[]", "]")]
    [InlineData("/[]a]", "]a]")]
    [InlineData("/[b-a]", "-")]
    [InlineData("/[!b-a]", "b")]
    [InlineData("/a[!x]b", "a/b")]
    [InlineData("/x[/]y", "x/y")]
    [InlineData("{a,b}", "a")]
    [InlineData("a//b", "a/b")]
    [InlineData("//a", "a")]
    [InlineData("//", "a")]
    [InlineData("a//", "a/b")]
    [InlineData("/[a", "a")]
    [InlineData("/[a", "[a")]
    public void It_does_not_match(string pattern, string path) => Matches(pattern, path).ShouldBeFalse();

    private static bool Matches(string pattern, string path) =>
        new OwnersMatcher(CodeownersReader.Read(SourceText.Of("CODEOWNERS", pattern + " @a"), Dialect.GitLab)).Walk().RuleOf(path) is not null;
}
