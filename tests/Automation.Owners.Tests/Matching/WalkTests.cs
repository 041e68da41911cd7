using Automation.Core.Text;
using Automation.Owners.Matching;
using Automation.Owners.Reading;

namespace Automation.Owners.Tests.Matching;

/// <summary>How paths may be written, and what a walk answers.</summary>
public sealed class WalkTests
{
    private const string Rules = """
        *       @all
        /a/     @a
        /a/b    @ab
        /a/*/c  @c
        *.md    @md
        """;

    [Theory]
    [InlineData("a/b", "/a/b")]
    [InlineData("a/b", "///a/b")]
    [InlineData("a/b", "a//b")]
    [InlineData("a/x/c", "/a///x//c")]
    [InlineData("x/y.md", "x//y.md")]
    public void Slashes_in_front_and_in_a_row_count_for_nothing(string path, string written)
    {
        var walk = Walk(Rules);

        walk.RuleOf(written).ShouldBe(walk.RuleOf(path));
        walk.RuleOf(path).ShouldBe(walk.RuleOf(written));
    }

    [Theory]
    [InlineData("a/", 2)]
    [InlineData("a//", 2)]
    [InlineData("a/b/", 3)]
    [InlineData("x.md/", 5)]
    [InlineData("c/", 1)]
    public void A_slash_at_the_end_asks_about_the_folder(string path, int line) => Walk(Rules).RuleOf(path)!.Line.ShouldBe(line);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    public void The_root_is_no_file(string path) => Walk(Rules).RuleOf(path).ShouldBeNull();

    [Fact]
    public void Without_rules_no_file_has_an_owner()
    {
        Walk("").RuleOf("a/b").ShouldBeNull();
        Walk("# nothing\n").RulesOf("a").ShouldBeEmpty();
    }

    [Fact]
    public void What_came_before_does_not_matter()
    {
        var walk = Walk(Rules);
        string[] paths = ["a/b/c", "a/b/c/d", "a/b", "a/bb", "a/x/c", "ab/c", "a/b/c", "", "a/b/c/d/e/f", "a", "/a/b", "b", "a/b/x.md", "a/b/x"];

        paths.Select(p => walk.RuleOf(p)?.Line).ShouldBe(paths.Select(p => Walk(Rules).RuleOf(p)?.Line));
    }

    [Fact]
    public void A_line_matches_by_letter_case_whatever_the_system() => Walk("/Docs/ @a\n*.MD @b").RuleOf("docs/a.md").ShouldBeNull();

    [Fact]
    public void Rules_of_a_file_of_GitHub_are_one_at_most()
    {
        var walk = Walk(Rules);

        walk.RulesOf("a/b").Select(r => r.Line).ShouldBe([3]);
        walk.IndexesOf("a/b").ToArray().ShouldBe([2]);
    }

    [Fact]
    public void A_repeated_section_is_combined_with_the_first_and_the_latest_line_is_named()
    {
        var walk = Walk("[A]\n* @a\n[B]\n* @b\n[a]\n*.md @c\n", Dialect.GitLab);

        walk.RulesOf("x.md").Select(r => r.Line).ShouldBe([4, 6]);
        walk.RuleOf("x.md")!.Line.ShouldBe(6);
        walk.RulesOf("x").Select(r => r.Line).ShouldBe([2, 4]);
    }

    [Fact]
    public void An_exclusion_holds_in_its_section_alone_whatever_comes_later()
    {
        var walk = Walk("[A]\n!*.md\n* @a\n*.md @a\n[B]\n*.md @b\n", Dialect.GitLab);

        walk.RulesOf("x.md").Select(r => r.Line).ShouldBe([6]);
        walk.RulesOf("x").Select(r => r.Line).ShouldBe([3]);
    }

    private static OwnersWalk Walk(string text, Dialect dialect = Dialect.GitHub) =>
        new OwnersMatcher(CodeownersReader.Read(SourceText.Of("CODEOWNERS", text), dialect)).Walk();
}
