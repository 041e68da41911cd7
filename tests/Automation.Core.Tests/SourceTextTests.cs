using System.Text;
using Automation.Core.Text;
using CsCheck;

namespace Automation.Core.Tests;

public sealed class SourceTextTests
{
    private static readonly Gen<string> Text = Gen.Int[0, 7].Select(i => "ab\n\r\r\n😀\té\uFEFF"[i..(i + 1)]).Array[0, 60].Select(string.Concat);

    [Fact]
    public void A_byte_order_mark_is_dropped_and_written_back()
    {
        var source = SourceText.Decode("a.yaml", [0xEF, 0xBB, 0xBF, (byte)'a']);

        source.Content.ShouldBe("a");
        source.HasByteOrderMark.ShouldBeTrue();
        source.IsExact.ShouldBeTrue();
        source.Encode("b").ShouldBe([0xEF, 0xBB, 0xBF, (byte)'b']);
    }

    [Fact]
    public void Invalid_bytes_become_replacement_characters_and_the_file_is_not_exact()
    {
        var source = SourceText.Decode("a.yaml", [(byte)'a', 0xFF, (byte)'b']);

        source.Content.ShouldBe("a\uFFFDb");
        source.IsExact.ShouldBeFalse();
    }

    [Fact]
    public void A_replacement_character_that_is_written_out_is_exact() => SourceText.Decode("a.yaml", "\uFFFD"u8).IsExact.ShouldBeTrue();

    [Theory]
    [InlineData("", 1)]
    [InlineData("a", 1)]
    [InlineData("a\n", 2)]
    [InlineData("a\r\nb", 2)]
    [InlineData("a\rb", 1)]
    [InlineData("a\u2028b\u0085c", 1)]
    public void Lines_end_with_LF_or_CRLF_only(string text, int lines) => SourceText.Of("a.yaml", text).LineCount.ShouldBe(lines);

    [Fact]
    public void A_line_is_shown_without_its_break()
    {
        var source = SourceText.Of("a.yaml", "one\r\ntwo\nthree");

        Enumerable.Range(0, 6).Select(line => source.Line(line).ToString()).ShouldBe(["", "one", "two", "three", "", ""]);
    }

    [Theory]
    [InlineData(0, "1:1")]
    [InlineData(2, "1:3")]
    [InlineData(3, "2:1")]
    [InlineData(5, "2:3")]
    [InlineData(99, "2:4")]
    [InlineData(-1, "1:1")]
    public void Columns_are_counted_in_UTF_16_code_units(int offset, string position) =>
        SourceText.Of("a.yaml", "ab\n😀x").PositionAt(offset).ToString().ShouldBe(position);

    [Fact]
    public void Positions_beyond_the_text_are_clamped_to_it()
    {
        var source = SourceText.Of("a.yaml", "ab\ncd");

        source.OffsetOf(new SourcePosition(0, 5)).ShouldBe(0);
        source.OffsetOf(new SourcePosition(9, 1)).ShouldBe(5);
        source.OffsetOf(new SourcePosition(2, 99)).ShouldBe(5);
        source.OffsetOf(new SourcePosition(2, -3)).ShouldBe(3);
    }

    [Fact]
    public void A_span_never_ends_before_it_starts()
    {
        var span = SourceText.Of("a.yaml", "abc").SpanBetween(2, 1);

        span.End.ShouldBe(span.Start);
    }

    [Fact]
    public void Every_offset_comes_back_from_its_position() =>
        Text.Sample(
            text =>
            {
                var source = SourceText.Of("a.yaml", text);
                for (var offset = 0; offset <= text.Length; offset++)
                {
                    source.OffsetOf(source.PositionAt(offset)).ShouldBe(offset);
                }
            },
            iter: 1_000,
            threads: 1);

    [Fact]
    public void Lines_and_their_breaks_make_up_the_text() =>
        Text.Sample(
            text =>
                string.Join('\n', Enumerable.Range(1, SourceText.Of("a.yaml", text).LineCount).Select(l => SourceText.Of("a.yaml", text).Line(l).ToString()))
                .ShouldBe(text.Replace("\r\n", "\n", StringComparison.Ordinal)),
            iter: 500,
            threads: 1);

    [Fact]
    public void An_exact_file_encodes_to_its_bytes() =>
        Gen.OneOf(Gen.Byte.Array[0, 30], Text.Select(Encoding.UTF8.GetBytes)).Sample(
            bytes =>
            {
                var source = SourceText.Decode("a.yaml", bytes);
                if (source.IsExact)
                {
                    source.Encode(source.Content).ShouldBe(bytes);
                }
            },
            iter: 2_000,
            threads: 1);
}
