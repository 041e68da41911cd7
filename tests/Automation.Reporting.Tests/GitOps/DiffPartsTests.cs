using System.Globalization;
using Automation.Reporting.Markdown;

namespace Automation.Reporting.Tests.GitOps;

/// <summary>The parts of a long text: whole sections first, then items, then lines; everything that is open is closed in each part.</summary>
public sealed class DiffPartsTests
{
    private const int Limit = 12_000;

    [Fact]
    public void A_short_text_is_one_part_without_a_number()
    {
        var parts = DiffParts.Split("Opening\n", [Block("a", 1, 3)], Limit);
        parts.Count.ShouldBe(1);
        parts[0].ShouldStartWith("Opening\n\n<details>");
        parts[0].ShouldNotContain("Part 1");
    }

    [Fact]
    public void Sections_that_fit_into_a_part_are_not_split()
    {
        var parts = DiffParts.Split("", [Block("a", 1, 80), Block("b", 1, 80), Block("c", 1, 80)], Limit);
        parts.Count.ShouldBe(2);
        string.Concat(parts).ShouldNotContain("(continued)");
        parts[1].ShouldStartWith("**Part 2 of 2**");
    }

    [Fact]
    public void A_section_that_is_too_long_is_split_between_items_and_then_within_lines()
    {
        var parts = DiffParts.Split("", [Block("a", 3, 90), Block("b", 1, 500)], Limit);
        parts.Count.ShouldBeGreaterThan(3);
        string.Concat(parts).ShouldContain("(continued)");
        parts.ShouldAllBe(p => IsClosed(p) && p.Length <= Limit);
        Lines(parts).Count().ShouldBe((3 * 90) + 500);
    }

    [Fact]
    public void After_twenty_parts_the_rest_is_named()
    {
        var parts = DiffParts.Split("", Enumerable.Range(0, 60).Select(i => Block($"app{i}", 1, 150)), Limit);
        parts.Count.ShouldBe(DiffParts.Most);
        parts.ShouldAllBe(p => IsClosed(p) && p.Length <= Limit);
        parts[^1].ShouldContain("Left out because of the size:");
        parts[^1].ShouldContain("- app59\n");
    }

    [Fact]
    public void One_endless_item_is_cut_with_the_number_of_its_lines()
    {
        var parts = DiffParts.Split("", [Block("a", 1, 100_000)], Limit);
        parts.Count.ShouldBe(DiffParts.Most);
        parts.ShouldAllBe(p => IsClosed(p) && p.Length <= Limit);
        (Lines(parts).Count() + Left(parts[^1])).ShouldBe(100_000);
    }

    [Fact]
    public void Any_shape_is_closed_below_the_limit_and_loses_no_line_without_a_word()
    {
        for (var seed = 1; seed < 300; seed++)
        {
            var random = seed;
            int Next(int below) => (random = (int)(((random * 1_103_515_245L) + 12_345) & 0x7FFFFFFF)) % below;
            var blocks = Enumerable.Range(0, 1 + Next(6)).Select(b => Block($"b{b}", Next(5), 1 + Next(200))).ToList();
            var parts = DiffParts.Split("Opening\n", blocks, Limit);
            parts.ShouldAllBe(p => IsClosed(p) && p.Length <= Limit);
            if (parts.Count < DiffParts.Most)
            {
                Lines(parts).Count().ShouldBe(blocks.Sum(b => b.Items.Sum(i => i.Lines.Count)));
            }
        }
    }

    private static DiffBlock Block(string name, int items, int lines) => new(
        name, name, "Text\n", [.. Enumerable.Range(0, items).Select(i => new DiffItem($"item{i}", $"**item{i}**", LinesOf(lines)))]);

    private static string[] LinesOf(int count) => [.. Enumerable.Range(0, count).Select(l => $"+line {l} {new string('x', 40)}")];

    private static IEnumerable<string> Lines(IEnumerable<string> parts) => parts.SelectMany(p => p.Split('\n')).Where(l => l.StartsWith("+line", StringComparison.Ordinal));

    private static bool IsClosed(string part) =>
        part.Split("<details>").Length == part.Split("</details>").Length && part.Split('\n').Count(l => l.StartsWith("```", StringComparison.Ordinal)) % 2 == 0;

    private static int Left(string part)
    {
        var line = part.Split('\n').First(l => l.Contains(" lines of item0", StringComparison.Ordinal));
        return int.Parse(line[2..line.IndexOf(" lines", StringComparison.Ordinal)], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
