using Automation.GitOps.Expansion;

namespace Automation.GitOps.Tests.Expansion;

/// <summary>The patterns of git generators.</summary>
public sealed class ArgoGlobTests
{
    [Theory]
    [InlineData("Folder", "apps/*", "apps/a", true)]
    [InlineData("Folder", "apps/*", "apps/a/b", false)]
    [InlineData("Folder", "**", "a/b", false)]
    [InlineData("Folder", "apps/[a-c]?", "apps/bx", true)]
    [InlineData("Folder", "apps/[^a]", "apps/a", false)]
    [InlineData("Folder", "apps", "applications", false)]
    [InlineData("DoubleStar", "**/config.json", "config.json", true)]
    [InlineData("DoubleStar", "**/config.json", "a/b/config.json", true)]
    [InlineData("DoubleStar", "**/config.json", "a/xconfig.json", false)]
    [InlineData("DoubleStar", "a/**/b", "a/b", true)]
    [InlineData("DoubleStar", "a/**/b", "a/x/y/b", true)]
    [InlineData("DoubleStar", "a/**", "a/x/y", true)]
    [InlineData("DoubleStar", "a/*.yaml", "a/b/c.yaml", false)]
    [InlineData("DoubleStar", "{a,b}/*.{yaml,json}", "b/x.json", true)]
    [InlineData("DoubleStar", "a/b.yaml", "a/b.yaml", true)]
    [InlineData("Pathspec", "a/*.yaml", "a/b/c.yaml", true)]
    [InlineData("Pathspec", "a", "a/b/c.yaml", true)]
    [InlineData("Pathspec", "a", "ab/c.yaml", false)]
    public void A_pattern_matches_as_argo_cd_matches(string style, string pattern, string path, bool matches) =>
        new ArgoGlob(pattern, Enum.Parse<PatternStyle>(style)).Matches(path).ShouldBe(matches);

    [Fact]
    public void Many_stars_take_linear_time() =>
        new ArgoGlob(string.Concat(Enumerable.Repeat("*a", 100)), PatternStyle.Folder).Matches(new string('a', 4_000) + "b").ShouldBeFalse();
}
