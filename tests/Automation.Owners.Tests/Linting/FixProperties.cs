using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Matching;
using Automation.Owners.Reading;
using CsCheck;

namespace Automation.Owners.Tests.Linting;

/// <summary>
/// A fix makes a line do what it plainly says, and nothing else: no owner is lost, and no file changes hands but to the owners of the line that was fixed.
/// </summary>
public sealed class FixProperties
{
    private const int Rounds = 3_000;

    private static readonly string[] Names = ["a", "b", "ab.md", "[id]", "@acme", "x y"];
    private static readonly string[] Patterns =
    [
        "*",
        "/a",
        "a/",
        "/a/b",
        "b",
        "/b/*",
        "*.md",
        "ab.md",
        "/A",
        "/a/[id]",
        "/a/\\[id\\]",
        "**/b",
        "/a/***",
        "/gone",
        "b/ab",
        "/@acme/",
        "x\\ y",
        "/a/@acme",
    ];
    private static readonly string[] Owners = ["@x", "@acme/y", "z@acme.example", "@x,", "@acme/y,@x", "@x@z", "@acme/y@x", "user", "app/bot", ""];
    private static readonly string[] Glue = [" ", "  ", "\t", "", " ", " "];

    private static readonly Gen<string> Line = Gen.Select(OneOf(Patterns), OneOf(Glue), OneOf(Owners).Array[0, 3], Gen.Int[0, 9])
        .Select((pattern, glue, owners, form) => $"{pattern}{glue}{string.Join(' ', owners)}{(form == 0 ? " # why" : "")}");

    private static readonly Gen<string> Path = OneOf(Names).Array[1, 3].Select(names => string.Join('/', names));

    [Fact]
    public void A_fix_keeps_every_owner_and_changes_only_what_its_line_matches() => Gen.Select(Line.Array[1, 6], Path.Array[0, 8]).Sample(
        (lines, paths) =>
        {
            var text = string.Join('\n', lines) + "\n";
            string[] files = [.. paths.Distinct().Order(StringComparer.Ordinal)];
            foreach (var finding in Linted.Lint(text, files).Where(f => f.Fix is not null))
            {
                Keeps(text, finding.Mend(text)!, finding, files);
            }
        },
        iter: Rounds,
        threads: 1);

    [Fact]
    public void A_fix_makes_its_finding_go_away() => Gen.Select(Line.Array[1, 6], Path.Array[0, 8]).Sample(
        (lines, paths) =>
        {
            var text = string.Join('\n', lines) + "\n";
            string[] files = [.. paths.Distinct().Order(StringComparer.Ordinal)];
            foreach (var finding in Linted.Lint(text, files).Where(f => f.Fix is not null))
            {
                Like(finding, finding.Mend(text)!, files).ShouldBeLessThan(Like(finding, text, files), $"{finding.Message}\n{text}");
            }
        },
        iter: Rounds / 3,
        threads: 1);

    // By rule, not by message: it names lines, and what stands below a removed line moves up.
    private static int Like(Finding finding, string text, string[] files) => Linted.Lint(text, files).Count(f => f.Rule == finding.Rule);

    private static void Keeps(string text, string fixedText, Finding finding, string[] files)
    {
        var said = $"{finding.Message}\n{text}---\n{fixedText}";
        NamesIn(fixedText).ShouldBe(NamesIn(text), said);
        var (before, after) = (Read(text), Read(fixedText));
        foreach (var file in files)
        {
            var (had, has) = (Deciding(before, file), Deciding(after, file));
            if (!Same(had, has))
            {
                // A line that was skipped, or was about another path, is in force now: it decides.
                has.ShouldNotBeNull(said).Line.ShouldBe(finding.Span.Start.Line, said);
            }
        }
    }

    // Every name that stands behind an '@' or before one, however it is glued to others.
    private static IEnumerable<string> NamesIn(string text) =>
        text.Split([' ', '\t', '\n', ',', '@', '*'], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w is "x" or "z" or "acme/y" or "acme.example")
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static bool Same(OwnershipRule? one, OwnershipRule? other) =>
        (one is null) == (other is null)
            && (one?.Owners.Select(o => o.Text) ?? []).Order(StringComparer.Ordinal)
                .SequenceEqual((other?.Owners.Select(o => o.Text) ?? []).Order(StringComparer.Ordinal));

    private static OwnershipRule? Deciding(CodeownersFile file, string path) => new OwnersMatcher(file).Walk().RuleOf(path);

    private static CodeownersFile Read(string text) => CodeownersReader.Read(SourceText.Of("CODEOWNERS", text));

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
