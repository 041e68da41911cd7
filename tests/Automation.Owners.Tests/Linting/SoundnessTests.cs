using Automation.Core.Text;
using Automation.Owners.Matching;
using Automation.Owners.Reading;
using CsCheck;

namespace Automation.Owners.Tests.Linting;

/// <summary>Findings about lines are true of every path: looked up one by one, over all short paths of a small alphabet.</summary>
public sealed class SoundnessTests
{
    private const int Rounds = 3_000;

    private static readonly string[] Names = ["a", "b", "ab", "abb", "😀"];
    private static readonly string[] Segments = ["a", "b", "ab", "*", "**", "a*", "*b", "?", "a?b", "a*b", "??", "**b", "\\a", "😀", "?*"];
    private static readonly string[] Paths =
    [
        .. Names,
        .. from x in Names from y in Names select $"{x}/{y}",
        .. from x in Names from y in Names from z in Names select $"{x}/{y}/{z}",
        "a/b/a/b",
        "b/a/b/a",
        "a/a/a/a",
    ];

    private static readonly Gen<string> Pattern = Gen.Select(Gen.Bool, OneOf(Segments).Array[1, 4], Gen.Bool)
        .Select((isAnchored, segments, isFolder) => $"{(isAnchored ? "/" : "")}{string.Join('/', segments)}{(isFolder ? "/" : "")}");

    private static readonly Gen<string> GitLabPattern = Gen.Select(Pattern, Gen.Int[0, 9])
        .Select((pattern, i) => i == 0 ? $"!{pattern}" : i == 1 ? pattern.Replace("a", "[ab]", StringComparison.Ordinal) : pattern);

    private static readonly Gen<string> GitLabLine = Gen.Select(GitLabPattern, Gen.Int[0, 4])
        .Select((pattern, i) => i == 0 ? "[One]" : i == 1 ? "[Two]" : $"{pattern} @x");

    [Fact]
    public void A_line_that_is_called_shadowed_or_replaced_never_decides() =>
        Pattern.Array[2, 6].Sample(patterns => NeverDecides(string.Join('\n', patterns.Select(p => p + " @x")), Dialect.GitHub), iter: Rounds, threads: 1);

    [Fact]
    public void Nor_does_it_in_a_section_of_GitLab() =>
        GitLabLine.Array[2, 8].Sample(lines => NeverDecides(string.Join('\n', lines), Dialect.GitLab), iter: Rounds, threads: 1);

    [Fact]
    public void Findings_from_the_files_are_true_of_them() =>
        Gen.Select(Pattern.Array[1, 6], OneOf(Paths).Array[0, 6]).Sample(
            (patterns, some) =>
            {
                var lines = string.Join('\n', patterns.Select(p => p + " @x"));
                string[] files = [.. some.Distinct().Order(StringComparer.Ordinal)];
                var findings = Linted.Lint(lines, files);
                var deciding = files.SelectMany(f => Deciding(Read(lines, Dialect.GitHub), f)).ToHashSet();
                var matching = Read(lines, Dialect.GitHub).Rules.Where(r => files.Any(f => Deciding(Alone(Read(lines, Dialect.GitHub), r), f).Any()))
                    .Select(r => r.Line)
                    .ToHashSet();
                var idle = findings.Of("shadowed-rule")
                    .Select(f => f.Span.Start.Line)
                    .Concat(findings.Of("duplicate-pattern").Select(f => f.Related!.Span.Start.Line))
                    .ToHashSet();
                var nothing = findings.Of("matches-nothing").Select(f => f.Span.Start.Line).ToHashSet();

                idle.Overlaps(deciding).ShouldBeFalse(lines);
                nothing.Overlaps(matching).ShouldBeFalse(lines);

                // And nothing is left out: each documented line decides, or has a finding.
                var settled = Read(lines, Dialect.GitHub).Rules.Where(r => r.Pattern.Doubt is null).Select(r => r.Line).ToHashSet();
                settled.Except(deciding).Except(idle).Except(nothing).ShouldBeEmpty(lines);
            },
            iter: Rounds,
            threads: 1);

    [Fact]
    public void Two_patterns_that_are_called_the_same_match_the_same() => Pattern.Array[2, 5].Sample(
        patterns =>
        {
            var lines = string.Join('\n', patterns.Select(p => p + " @x"));
            var file = Read(lines, Dialect.GitHub);
            foreach (var finding in Linted.Lint(lines).Of("duplicate-pattern"))
            {
                var (one, other) = (RuleOn(file, finding.Span.Start.Line), RuleOn(file, finding.Related!.Span.Start.Line));
                Matched(file, one).ShouldBe(Matched(file, other), lines);
            }
        },
        iter: Rounds,
        threads: 1);

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static void NeverDecides(string lines, Dialect dialect)
    {
        var findings = Linted.Lint(lines, dialect: dialect);
        var idle = findings.Of("shadowed-rule")
            .Select(f => f.Span.Start.Line)
            .Concat(findings.Of("duplicate-pattern").Select(f => f.Related!.Span.Start.Line))
            .ToHashSet();
        var file = Read(lines, dialect);
        foreach (var path in Paths)
        {
            idle.Overlaps(Deciding(file, path)).ShouldBeFalse($"{path}\n{lines}");
        }

        foreach (var finding in findings.Of("shadowed-rule"))
        {
            var by = RuleOn(file, finding.Related!.Span.Start.Line);
            Matched(file, RuleOn(file, finding.Span.Start.Line)).Except(Matched(file, by)).ShouldBeEmpty(lines);
        }
    }

    // Section by section, each as a file of its own: which lines of it decide does not depend on the others.
    private static IEnumerable<int> Deciding(CodeownersFile file, string path) => file.Rules.GroupBy(r => r.Section)
        .Select(section => new OwnersMatcher(file with { Rules = [.. section.Where(r => !r.Pattern.IsExclusion)] }).Walk().RuleOf(path)?.Line)
        .OfType<int>();

    private static IEnumerable<string> Matched(CodeownersFile file, OwnershipRule rule) => Paths.Where(p => Deciding(Alone(file, rule), p).Any());

    private static CodeownersFile Alone(CodeownersFile file, OwnershipRule rule) => file with { Rules = [rule] };

    private static OwnershipRule RuleOn(CodeownersFile file, int line) => file.Rules.Single(r => r.Line == line);

    private static CodeownersFile Read(string lines, Dialect dialect) => CodeownersReader.Read(SourceText.Of("CODEOWNERS", lines), dialect);
}
