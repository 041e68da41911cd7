using Automation.Core.Text;
using CsCheck;

namespace Automation.Core.Tests;

public sealed class GlobTests
{
    [Theory]
    [InlineData("catalog-info.yaml", "catalog-info.yaml")]
    [InlineData("/catalog-info.yaml", "catalog-info.yaml")]
    [InlineData("*.yaml", "a.yaml")]
    [InlineData("?.yaml", "a.yaml")]
    [InlineData("**/catalog-info.yaml", "catalog-info.yaml")]
    [InlineData("**/catalog-info.yaml", "a/b/catalog-info.yaml")]
    [InlineData("services/**", "services/a/b")]
    [InlineData("services/**", "services")]
    [InlineData("a/**/b/**/c", "a/x/b/b/y/c")]
    [InlineData("{catalog-info,component}.{yml,yaml}", "component.yml")]
    [InlineData("**/*.y{a,}ml", "x/a.yml")]
    [InlineData("a*b*c", "axxbyyc")]
    [InlineData("{a", "{a")]
    public void A_pattern_matches(string pattern, string path) => new Glob(pattern).Matches(path).ShouldBeTrue();

    [Theory]
    [InlineData("*.yaml", "a/b.yaml")]
    [InlineData("*.yaml", "a.YAML")]
    [InlineData("?.yaml", ".yaml")]
    [InlineData("services/*", "services/a/b")]
    [InlineData("services/**", "services2/a")]
    [InlineData("a**b", "a/b")]
    [InlineData("catalog-info.yaml", "x/catalog-info.yaml")]
    [InlineData("a.c", "abc")]
    [InlineData("{a,b}", "c")]
    public void A_pattern_does_not_match(string pattern, string path) => new Glob(pattern).Matches(path).ShouldBeFalse();

    [Fact]
    public void A_hostile_pattern_is_answered()
    {
        var path = string.Concat(Enumerable.Repeat("a/", 2_000)) + new string('a', 2_000);

        new Glob(string.Concat(Enumerable.Repeat("**/*a*a*a/", 50)) + "b").Matches(path).ShouldBeFalse();
        new Glob(string.Concat(Enumerable.Repeat("*a", 500)) + "b").Matches(new string('a', 5_000)).ShouldBeFalse();
        new Glob(string.Concat(Enumerable.Repeat("{a,b,c}", 30))).Matches("x").ShouldBeFalse();
        new Glob(new string('{', 10_000) + new string('}', 10_000)).Matches("x").ShouldBeFalse();
        new Glob(string.Concat(Enumerable.Repeat("{a}", 200_000))).Matches("x").ShouldBeFalse();
    }

    [Fact]
    public void It_agrees_with_a_matcher_that_tries_everything()
    {
        var piece = Gen.Int[0, 7].Select(i => new[] { "a", "b", "*", "?", "**", "/", "/", "**/" }[i]);
        var letter = Gen.Int[0, 3].Select(i => new[] { "a", "b", "/", "a" }[i]);
        Gen.Select(piece.Array[1, 7].Select(string.Concat), letter.Array[1, 7].Select(string.Concat)).Sample(
            (pattern, path) => new Glob(pattern).Matches(path).ShouldBe(Segments(pattern.TrimStart('/').Split('/'), path.Split('/')), $"{pattern} {path}"),
            iter: 20_000,
            threads: 1);
    }

    private static bool Segments(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path) => pattern switch
    {
        [] => path.IsEmpty,
        ["**", .. var rest] => Segments(rest, path) || (path is [_, .. var shorter] && Segments(pattern, shorter)),
        [var first, .. var rest] => path is [var segment, .. var more] && Characters(first, segment) && Segments(rest, more),
    };

    private static bool Characters(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => pattern switch
    {
        [] => text.IsEmpty,
        ['*', .. var rest] => Characters(rest, text) || (text is [_, .. var shorter] && Characters(pattern, shorter)),
        [var c, .. var rest] => text is [var first, .. var more] && (c == '?' || c == first) && Characters(rest, more),
    };
}
