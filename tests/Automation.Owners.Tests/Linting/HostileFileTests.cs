using System.Text;

namespace Automation.Owners.Tests.Linting;

/// <summary>Files that somebody wrote to see what happens: an answer comes soon, and a person can read it.</summary>
public sealed class HostileFileTests
{
    private const int MostFindings = 1_001;

    public static TheoryData<string> Shapes => [.. Files.Keys];

    private static readonly Dictionary<string, Func<string>> Files = new()
    {
        ["one line of 3 MB"] = () => new string('a', 2_999_000),
        ["one line of 3 MB of stars"] = () => new string('*', 2_999_000),
        ["one pattern of 4,096 letters and as many owners as fit"] = () => $"{new string('a', 4_096)} {Repeat("x ", 1_400_000)}",
        ["1,490,000 owners that are none"] = () => "* " + Repeat("a ", 1_490_000),
        ["990,000 owners"] = () => "* " + Repeat("@a ", 990_000),
        ["1,490,000 commas"] = () => "* " + Repeat(", ", 1_490_000),
        ["a comma list of 3 MB"] = () => "* " + Repeat("a,", 1_490_000),
        ["3 MB of line breaks"] = () => Repeat("\n", 2_999_000),
        ["3 MB of brackets"] = () => Repeat("[a]\n", 740_000),
        ["sections without end"] = () => Repeat("[a] @x\n", 420_000),
        ["roles without end"] = () => Repeat("a @@owner\n", 290_000),
        ["exclusions without end"] = () => Repeat("!a\n", 300_000),
        ["the same line 200,000 times"] = () => Repeat("* @a\n", 200_000),
        ["100,000 lines, the widest last"] = () => Lines(i => $"/a{i}/b @x", 100_000) + "* @all\n",
        ["100,000 globs that cover each other"] = () => Lines(i => $"*{i} @x", 100_000),
        ["50,000 globs and 50,000 names"] = () => Lines(i => $"f{i}", 50_000) + Lines(i => $"*.e{i}", 50_000),
        ["sections of GitLab's, and lines in each"] = () => Lines(i => $"[s{i % 1_000}] @x\n/a{i}/b", 100_000),
        ["GitLab's owners without end"] = () => "* " + Repeat("@a ", 990_000),
        ["gaps within gaps"] = () => Lines(i => $"{Repeat("**/a/", 10)}b{i} @x", 40_000),
        ["deep patterns"] = () => Lines(i => $"/{Repeat("*/", 500)}{i} @x", 2_800),
        ["runs within runs"] = () => Lines(i => $"{Repeat("*a", 700)}{i} @x", 2_000),
        ["lines without owners"] = () => Lines(i => $"/a/b/{i}", 100_000),
        ["doubtful lines"] = () => Lines(i => $"a//{i} a@b@c app/x", 100_000),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_file_of_any_shape_is_validated_quickly(string shape)
    {
        var lines = Encoding.UTF8.GetBytes(Files[shape]());
        lines.Length.ShouldBeLessThan(3_000_000);

        var findings = Linted.Lint(lines, dialect: shape.Contains("GitLab", StringComparison.Ordinal) ? Dialect.GitLab : Dialect.GitHub);

        findings.GroupBy(f => f.Rule.Id).ShouldAllBe(g => g.Count() <= MostFindings);
        findings.ShouldAllBe(f => f.Message.Length < 1_000);
        findings.ShouldAllBe(f => f.Fix == null || f.Fix.Edits.Sum(e => e.Edit.NewText.Length) < 10_000);
    }

    [Fact]
    public void Binary_garbage_is_one_finding()
    {
        var bytes = new byte[2_400_000];
        new Random(1).NextBytes(bytes);

        Linted.Lint(bytes).Places().Select(p => p.Split(' ')[1]).ShouldBe(["not-utf-8"]);
        Linted.Lint([.. bytes.Where(b => b != 0)]).Places().Select(p => p.Split(' ')[1]).ShouldBe(["not-utf-8"]);
    }

    [Fact]
    public void Beyond_a_thousand_findings_the_rest_is_counted()
    {
        var findings = Linted.Lint(Lines(_ => "[x", 1_500));

        findings.Count.ShouldBe(MostFindings);
        findings[^1].Message.ShouldBe("500 more findings of this rule, from this line on, are not listed.");
        findings[^1].Span.Start.Line.ShouldBe(1_001);
    }

    [Fact]
    public void Many_lines_and_many_files_are_matched_soon()
    {
        string[] files = [.. Enumerable.Range(0, 1_000).Select(i => $"d{i % 40}/f{i}.cs").Order(StringComparer.Ordinal)];
        var lines = Lines(i => $"/d{i % 80}/F{i}.cs @x", 1_000);

        var findings = Linted.Lint(lines, files);

        findings.Of("matches-nothing").Count.ShouldBe(1_000);
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();

    private static string Lines(Func<int, string> line, int count) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));
}
