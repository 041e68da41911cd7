using Automation.Core.Text;
using CsCheck;

namespace Automation.Core.Tests;

public sealed class DidYouMeanTests
{
    private static readonly string[] Fields = ["type", "lifecycle", "owner", "system", "subcomponentOf", "providesApis", "consumesApis", "dependsOn"];

    [Theory]
    [InlineData("onwer", "owner")]
    [InlineData("Owner", "owner")]
    [InlineData("lifcycle", "lifecycle")]
    [InlineData("lifecycles", "lifecycle")]
    [InlineData("providesAPI", "providesApis")]
    [InlineData("dependson", "dependsOn")]
    [InlineData("tpye", "type")]
    public void A_misspelt_word_finds_the_one_meant(string word, string expected) => DidYouMean.Closest(word, Fields).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("banana")]
    [InlineData("x")]
    public void A_word_that_is_far_from_all_finds_nothing(string word) => DidYouMean.Closest(word, Fields).ShouldBeNull();

    [Fact]
    public void Two_words_that_are_equally_close_find_nothing() => DidYouMean.Closest("team-c", ["team-a", "team-b"]).ShouldBeNull();

    [Fact]
    public void The_same_candidate_twice_is_no_tie() => DidYouMean.Closest("onwer", ["owner", "owner"]).ShouldBe("owner");

    [Fact]
    public void Very_long_words_are_not_compared() => DidYouMean.Closest(new string('a', 81), [new string('a', 81)]).ShouldBeNull();

    [Fact]
    public void What_it_finds_is_within_a_third_of_the_word()
    {
        var word = Gen.String[Gen.Char['a', 'd'], 1, 12];
        Gen.Select(word, word.Array[0, 6]).Sample(
            (text, candidates) =>
            {
                var limit = Math.Max(1, text.Length / 3);
                var near = candidates.Distinct().Select(c => (Word: c, Distance: Distance(text, c))).Where(c => c.Distance <= limit).ToList();
                var nearest = near.Where(c => c.Distance == near.Min(n => n.Distance)).ToList();
                DidYouMean.Closest(text, candidates).ShouldBe(nearest is [var only] ? only.Word : null);
            },
            iter: 3_000,
            threads: 1);
    }

    // Optimal string alignment, as its definition has it.
    private static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}
