using Automation.Core.Text;
using Automation.Owners.Matching;
using Automation.Owners.Reading;
using CsCheck;

namespace Automation.Owners.Tests.Matching;

/// <summary>All rules at once decide as each rule by itself would. A failure prints the seed that reproduces it.</summary>
public sealed class MatchingProperties
{
    private const int Rounds = 1_500;

    [Fact]
    public void The_last_line_that_matches_decides_in_whatever_order_paths_come() =>
        Gen.Select(Patterns.GitHub.Array[1, 40], Patterns.Path.Array[1, 25]).Sample(
            (patterns, paths) =>
            {
                var walk = Walk(string.Concat(patterns.Select(p => p + " @a\n")), Dialect.GitHub);
                var said = string.Join('\n', patterns);
                foreach (var path in (string[])[.. paths, .. paths.Order(StringComparer.Ordinal)])
                {
                    var expected = Array.FindLastIndex(patterns, p => PlainReading.OwnsOnGitHub(p, path)) + 1;
                    (walk.RuleOf(path)?.Line ?? 0).ShouldBe(expected, path + said);
                }
            },
            iter: Rounds,
            threads: 1);

    [Fact]
    public void A_single_line_matches_its_pattern() =>
        Gen.Select(Patterns.GitHub, Patterns.Path).Sample(
            (pattern, path) => (Walk(pattern, Dialect.GitHub).RuleOf(path) is not null).ShouldBe(PlainReading.OwnsOnGitHub(pattern, path), $"{pattern} {path}"),
            iter: Rounds * 4,
            threads: 1);

    [Fact]
    public void Each_section_of_GitLab_is_checked_separately() =>
        Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Patterns.GitLab).Array[1, 30], Patterns.Path.Array[1, 20]).Sample(
            (lines, paths) =>
            {
                // A heading and a line each, so that line 2 n + 2 is rule n.
                var rules = lines.Select((l, i) => (Section: l.Item1, IsExclusion: l.Item2 == 0, Pattern: l.Item3, Line: (2 * i) + 2)).ToList();
                var walk = Walk(string.Concat(rules.Select(r => $"[s{r.Section}]\n{(r.IsExclusion ? "!" : "")}{r.Pattern} @a\n")), Dialect.GitLab);
                var said = string.Join('\n', rules);
                foreach (var path in (string[])[.. paths, .. paths.Order(StringComparer.Ordinal)])
                {
                    var expected = rules.Where(r => PlainReading.OwnsOnGitLab(r.Pattern, path)).GroupBy(r => r.Section)
                        .Where(section => !section.Any(r => r.IsExclusion)).Select(section => section.Last().Line).Order().ToList();
                    walk.RulesOf(path).Select(r => r.Line).ShouldBe(expected, path + said);
                    walk.RuleOf(path)?.Line.ShouldBe(expected[^1], path + said);
                }
            },
            iter: Rounds / 3,
            threads: 1);

    [Fact]
    public void Of_thousands_of_globs_the_last_that_matches_decides()
    {
        var letter = Gen.Int[0, 2].Select(i => "abc"[i].ToString());
        var word = letter.Array[0, 4].Select(string.Concat);
        var glob = Gen.Select(word, word, word, Gen.Int[0, 3]).Select((head, middle, tail, form) =>
            form switch { 0 => $"*{tail}", 1 => $"{head}*", 2 => $"{head}*{tail}", _ => $"{head}*{middle}?*{tail}" });
        Gen.Select(glob.Array[3_000], letter.Array[1, 9].Select(string.Concat).Array[100]).Sample(
            (globs, names) =>
            {
                var walk = Walk(string.Concat(globs.Select(g => g + " @a\n")), Dialect.GitHub);
                foreach (var name in names)
                {
                    (walk.RuleOf($"x/{name}/y")?.Line ?? 0).ShouldBe(Array.FindLastIndex(globs, g => PlainReading.OwnsOnGitHub(g, $"x/{name}/y")) + 1, name);
                }
            },
            iter: 10,
            threads: 1);
    }

    private static OwnersWalk Walk(string text, Dialect dialect)
    {
        var file = CodeownersReader.Read(SourceText.Of("CODEOWNERS", text), dialect);
        file.Problems.ShouldBeEmpty(text);
        return new OwnersMatcher(file).Walk();
    }
}
