using Automation.Core.Text;
using CsCheck;

namespace Automation.Core.Tests;

public sealed class TextEditTests
{
    private static readonly Gen<TextEdit> Edit = Gen.Select(Gen.Int[-2, 24], Gen.Int[-2, 24], Gen.String[Gen.Char['A', 'Z'], 0, 3])
        .Select((start, end, text) => new TextEdit(start, end, text));

    [Fact]
    public void Edits_are_applied_wherever_they_stand_in_the_list()
    {
        var (text, applied) = TextEdit.Apply("one two three", [new(8, 13, "3"), new(0, 3, "1"), new(4, 4, "and ")]);

        text.ShouldBe("1 and two 3");
        applied.Count.ShouldBe(3);
    }

    [Fact]
    public void Of_two_that_overlap_the_first_is_kept()
    {
        var (text, applied) = TextEdit.Apply("abcdef", [new(2, 5, "Y"), new(0, 3, "X")]);

        text.ShouldBe("Xdef");
        applied.ShouldBe([new TextEdit(0, 3, "X")]);
    }

    [Fact]
    public void Neighbours_do_not_overlap() => TextEdit.Apply("abcd", [new(0, 2, "X"), new(2, 4, "Y")]).Text.ShouldBe("XY");

    [Fact]
    public void The_same_edit_twice_is_applied_once() => TextEdit.Apply("abcd", [new(1, 1, "X"), new(1, 1, "X")]).Text.ShouldBe("aXbcd");

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(3, 2)]
    [InlineData(2, 9)]
    public void An_edit_that_does_not_fit_the_text_is_dropped(int start, int end)
    {
        var (text, applied) = TextEdit.Apply("abcd", [new(start, end, "X")]);

        text.ShouldBe("abcd");
        applied.ShouldBeEmpty();
    }

    [Fact]
    public void What_lies_outside_the_applied_edits_is_kept() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 20], Edit.Array[0, 6]).Sample(
            (before, edits) =>
            {
                var (after, applied) = TextEdit.Apply(before, edits);
                var (at, place) = (0, 0);
                foreach (var edit in applied)
                {
                    var kept = edit.Start - at;
                    kept.ShouldBeGreaterThanOrEqualTo(0);
                    after.Substring(place, kept).ShouldBe(before.Substring(at, kept));
                    after.Substring(place + kept, edit.NewText.Length).ShouldBe(edit.NewText);
                    (at, place) = (edit.End, place + kept + edit.NewText.Length);
                }

                after[place..].ShouldBe(before[at..]);
            },
            iter: 3_000,
            threads: 1);
}
