using Automation.Core.Text;

namespace Automation.Core.Tests;

public sealed class QuotedTests
{
    [Theory]
    [InlineData("orders", "'orders'")]
    [InlineData("two\nlines\u001b", "'two\\u000alines\\u001b'")]
    public void Words_are_quoted_on_one_line(string text, string quoted) => Quoted.Of(text).ShouldBe(quoted);

    [Fact]
    public void A_long_text_is_cut_and_no_character_is_halved()
    {
        Quoted.Of(new string('a', 80)).ShouldBe($"'{new string('a', 80)}'");
        Quoted.Of(new string('a', 70_000)).ShouldBe($"'{new string('a', 80)}…'");
        Quoted.Cut(new string('a', 79) + "😀b").ShouldBe(new string('a', 79) + "…");
    }
}
