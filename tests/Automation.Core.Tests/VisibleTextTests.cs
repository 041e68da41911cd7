using System.Text;
using Automation.Core.Text;

namespace Automation.Core.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData(0x0085, "a control of C1")]
    [InlineData(0x00AD, "the soft hyphen")]
    [InlineData(0x034F, "the combining grapheme joiner")]
    [InlineData(0x061C, "the Arabic letter mark")]
    [InlineData(0x115F, "a Hangul filler")]
    [InlineData(0x180E, "the Mongolian vowel separator")]
    [InlineData(0x200B, "the zero width space")]
    [InlineData(0x200F, "the right-to-left mark")]
    [InlineData(0x2028, "the line separator")]
    [InlineData(0x202E, "the right-to-left override")]
    [InlineData(0x2060, "the word joiner")]
    [InlineData(0x2065, "unassigned and ignored")]
    [InlineData(0x2069, "the end of an isolate")]
    [InlineData(0x3164, "the Hangul filler")]
    [InlineData(0xE000, "private use")]
    [InlineData(0xFEFF, "the byte order mark")]
    [InlineData(0xFFA0, "the halfwidth Hangul filler")]
    [InlineData(0xFFFE, "a noncharacter")]
    [InlineData(0x1D173, "a format character of music")]
    [InlineData(0xE0041, "the tag A")]
    [InlineData(0xF0000, "private use of plane 15")]
    public void What_prints_nothing_is_named(int character, string what)
    {
        VisibleText.IsInvisible(new Rune(character)).ShouldBeTrue(what);

        VisibleText.Of($"a{new Rune(character)}b").ShouldBe($"a<U+{character:X4}>b", what);
    }

    [Theory]
    [InlineData("Zoë's café, naïve: 価格 £5 …")]
    [InlineData("❤️ 葛\U000E0100城")]
    [InlineData("\uFFFD")]
    public void Letters_symbols_and_the_forms_of_characters_stay(string text) => VisibleText.Of(text).ShouldBe(text);

    [Fact]
    public void Controls_of_a_terminal_have_pictures() => VisibleText.Of("\u001b[31m\n\u007f").ShouldBe("␛[31m␊␡");
}
