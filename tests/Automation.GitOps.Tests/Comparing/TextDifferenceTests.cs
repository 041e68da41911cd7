using Automation.GitOps.Comparing;
using CsCheck;

namespace Automation.GitOps.Tests.Comparing;

/// <summary>The comparison by lines.</summary>
public sealed class TextDifferenceTests
{
    [Fact]
    public void A_script_turns_one_side_into_the_other_with_the_fewest_changes() =>
        Gen.Select(Lines, Lines).Sample((before, after) =>
        {
            var script = TextDifference.Script(before, after);
            script.Where(l => l.Mark != '+').Select(l => l.Text).ShouldBe(before);
            script.Where(l => l.Mark != '-').Select(l => l.Text).ShouldBe(after);
            script.Count(l => l.Mark == ' ').ShouldBe(CommonLines(before, after));
        }, iter: 5_000);

    [Fact]
    public void Equal_lines_far_from_a_change_are_left_out()
    {
        string[] before = [.. Enumerable.Range(0, 30).Select(i => $"{i}")];
        string[] after = [.. before.Select(l => l is "5" or "25" ? $"{l}!" : l)];
        string.Join(' ', TextDifference.Shortened(TextDifference.Script(before, after)).Select(l => $"{l.Mark}{l.Text}"))
            .Replace("  ", " ", StringComparison.Ordinal)
            .ShouldBe("@ 2 3 4 -5 +5! 6 7 8 @ 22 23 24 -25 +25! 26 27 28");
    }

    [Fact]
    public void Texts_that_have_nothing_in_common_are_compared_in_bounds()
    {
        string[] before = [.. Enumerable.Range(0, 20_000).Select(i => $"a{i}")];
        string[] after = [.. Enumerable.Range(0, 20_000).Select(i => $"b{i}")];
        TextDifference.Script(before, after).Count.ShouldBe(40_000);
    }

    private static Gen<string[]> Lines => Gen.Int[0, 3].Select(i => "abcd"[i].ToString()).Array[0, 14];

    private static int CommonLines(string[] one, string[] other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                table[i, j] = one[i - 1] == other[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[one.Length, other.Length];
    }
}
