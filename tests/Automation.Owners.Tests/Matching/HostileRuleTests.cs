using System.Text;
using Automation.Core.Text;
using Automation.Owners.Matching;
using Automation.Owners.Reading;

namespace Automation.Owners.Tests.Matching;

/// <summary>
/// Files as large as GitHub loads them, made to be hard. No time is asserted: what took the square of anything would not end within the
/// time a test run has.
/// </summary>
public sealed class HostileRuleTests
{
    [Fact]
    public void A_hundred_thousand_lines()
    {
        var walk = Walk(Lines(100_000, i => $"/src/m{i % 700}/p{i}/ @t{i}"));

        for (var i = 0; i < 100_000; i++)
        {
            walk.RuleOf($"src/m{i % 700}/p{i}/deep/file.cs")!.Line.ShouldBe(i + 1);
        }

        walk.RuleOf("src/m1/p0/x").ShouldBeNull();
    }

    [Fact]
    public void A_million_and_a_half_segments()
    {
        var walk = Walk(Lines(730, i => $"/{(char)('A' + (i % 26))}/{(char)('a' + (i / 26))}{string.Concat(Enumerable.Repeat("/a", 2_040))} @t"));

        walk.RuleOf("B/a" + string.Concat(Enumerable.Repeat("/a", 5_000)))!.Line.ShouldBe(2);
        walk.RuleOf("B/a" + string.Concat(Enumerable.Repeat("/a", 2_039))).ShouldBeNull();
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(50_000)]
    public void A_path_of_very_many_folders(int folders)
    {
        var walk = Walk("*.cs @a\n**/x/**/y @b\n/a/**/z @c\n");
        var path = string.Concat(Enumerable.Repeat("a/x/", folders));

        walk.RuleOf(path + "f.cs")!.Line.ShouldBe(1);
        walk.RuleOf(path + "y")!.Line.ShouldBe(2);
        walk.RuleOf(path + "z")!.Line.ShouldBe(3);
        walk.RuleOf("a/f").ShouldBeNull();
    }

    [Fact]
    public void A_name_of_very_many_letters()
    {
        var walk = Walk("*a*a*a*b @a\n*a @b\n?*?*? @c\n");

        walk.RuleOf(new string('a', 100_000))!.Line.ShouldBe(3);
        walk.RuleOf("ba")!.Line.ShouldBe(2);
    }

    [Fact]
    public void Thousands_of_globs_with_wildcards_at_both_ends()
    {
        var walk = Walk(Lines(20_000, i => $"*{i}*x @t") + "*a*b @u\n");

        for (var i = 0; i < 2_000; i++)
        {
            walk.RuleOf($"src/n{i}y").ShouldBeNull();
        }

        walk.RuleOf("src/cab")!.Line.ShouldBe(20_001);
        walk.RuleOf("src/19999x")!.Line.ShouldBe(20_000);
    }

    [Fact]
    public void Thousands_of_file_extensions()
    {
        var walk = Walk(Lines(20_000, i => $"*.e{i} @t") + Lines(20_000, i => $"h{i}.* @t"));

        for (var i = 0; i < 20_000; i++)
        {
            walk.RuleOf($"src/file.e{i}")!.Line.ShouldBe(i + 1);
            walk.RuleOf($"src/h{i}.x")!.Line.ShouldBe(20_001 + i);
        }
    }

    [Fact]
    public void Depths_within_depths_give_up_the_way_back_and_still_answer()
    {
        // Every folder leaves thousands of places open in 64 patterns that have nothing in common, so that the way back does not fit.
        var walk = Walk(Lines(
            64,
            i =>
                $"/{string.Concat(Enumerable.Range(0, 6).Select(bit => (i >> bit) % 2 == 0 ? "a/" : "?/"))}{string.Concat(Enumerable.Repeat("**/a/a/", 100))}z{i} @t"));
        var path = string.Concat(Enumerable.Repeat("a/", 400));

        walk.RuleOf(path + "z7")!.Line.ShouldBe(8);
        walk.RuleOf(path + "z8")!.Line.ShouldBe(9);
        walk.RuleOf("a/z8").ShouldBeNull();
        walk.RuleOf(path + "b/z8").ShouldBeNull();
    }

    [Fact]
    public void Tens_of_thousands_of_sections()
    {
        var walk = Walk(Lines(20_000, i => $"[s{i}]\n*.e{i % 7}{i} @t") + Lines(20_000, i => $"[s{i}]\n/d{i} @t"), Dialect.GitLab);

        walk.RulesOf("a.e00").Select(r => r.Line).ShouldBe([2]);
        walk.RulesOf("d19999").Select(r => r.Line).ShouldBe([80_000]);
    }

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(line(i)).Append('\n');
        }

        return text.ToString();
    }

    private static OwnersWalk Walk(string text, Dialect dialect = Dialect.GitHub)
    {
        var file = CodeownersReader.Read(SourceText.Of("CODEOWNERS", text), dialect);
        file.Problems.ShouldBeEmpty();
        return new OwnersMatcher(file).Walk();
    }
}
