using Automation.Core.Text;
using Automation.Templates.Updating;
using CsCheck;

namespace Automation.Templates.Tests.Updating;

/// <summary>Texts are merged line by line, and nothing is lost.</summary>
public sealed class LineMergeTests
{
    private static readonly Gen<string> Text = Gen.Int[0, 4].Select(i => ((string[])["a\n", "b\n", "c\n", "\n", "d\n"])[i]).Array[0, 12].Select(l => string.Concat(l));

    [Theory]
    [InlineData("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n")]
    [InlineData("a\nb\nc\n", "a\nb\nc\nd\n", "z\na\nb\nc\n", "z\na\nb\nc\nd\n")]
    [InlineData("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n")]
    [InlineData("a\n", "x\n", "x\n", "x\n")]
    [InlineData("a\nb\n", "a\nx\n", "a\ny\n", null)]
    [InlineData("a\nb\n", "a\n", "a\nB\n", null)]
    [InlineData("a", "a\n", "a", "a\n")]
    public void Lines_that_one_side_changed_are_taken(string before, string ours, string theirs, string? merged) =>
        LineMerge.Of(before, ours, theirs).Text.ShouldBe(merged);

    [Fact]
    public void A_side_that_changed_nothing_gives_the_other() => Gen.Select(Text, Text).Sample(
        (before, after) => Merged(before, after, before) == after && Merged(before, before, after) == after && Merged(before, after, after) == after);

    [Fact]
    public void Both_orders_give_the_same() =>
        Gen.Select(Text, Text, Text).Sample((before, ours, theirs) => Merged(before, ours, theirs) == Merged(before, theirs, ours));

    [Fact]
    public void Common_lines_are_in_order_and_equal() => Gen.Select(Text, Text).Sample(
        (before, after) =>
        {
            var (b, a) = (before.Split('\n'), after.Split('\n'));
            var matches = LineDifference.Of(b, a)!;
            var found = matches.Select((m, i) => (i, m)).Where(x => x.m >= 0).ToList();
            return found.TrueForAll(x => b[x.i] == a[x.m]) && found.Zip(found.Skip(1)).All(p => p.First.m < p.Second.m);
        });

    [Fact]
    public void Texts_that_differ_in_everything_are_given_up() =>
        Merged(Lines("a"), Lines("b"), Lines("c")).ShouldBeNull();

    private static string Lines(string start) => string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{start}{i}\n"));

    private static string? Merged(string before, string ours, string theirs) => LineMerge.Of(before, ours, theirs).Text;
}
