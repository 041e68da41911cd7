using Automation.Yaml.Nodes;

namespace Automation.Yaml.Tests;

/// <summary>What a block of text stands for, wherever its file ends.</summary>
public sealed class BlockTextTests
{
    [Theory]
    [InlineData("v: |\n  a", "a\n")]
    [InlineData("v: >\n  a", "a\n")]
    [InlineData("v: |+\n  a", "a\n")]
    [InlineData("v: >+\n  a", "a\n")]
    [InlineData("v: |-\n  a", "a")]
    [InlineData("v: >-\n  a", "a")]
    [InlineData("v: |\n  a\r", "a\n")]
    [InlineData("v: |\n  a\n  b", "a\nb\n")]
    [InlineData("v: >\n  a\n  b", "a b\n")]
    [InlineData("v: |+\n  a\n\n", "a\n\n")]
    [InlineData("v: |\n  a\n\n", "a\n")]
    [InlineData("v: |\n  a\n   ", "a\n \n")]
    [InlineData("v: |", "")]
    [InlineData("v: |+", "")]
    [InlineData("v: |+\n\n", "\n")]
    public void It_ends_as_its_chomping_indicator_requires_even_without_a_final_line_break(string text, string expected) =>
        ((YamlScalar)Yaml.Value(text)).Text.ShouldBe(expected);

    [Theory]
    [InlineData("v: >\n  a\n\n  b\n", "a\nb\n")]
    [InlineData("v: >\n  a\n   b\n  c\n", "a\n b\nc\n")]
    [InlineData("v: >\n\n  a\n", "\na\n")]
    [InlineData("v: |2\n    a\n   b\n", "  a\n b\n")]
    [InlineData("v: |\n  a\r\n  b\r\n", "a\nb\n")]
    [InlineData("v: |9\n   # c\nw: x\n", "")]
    public void Its_lines_are_joined_as_its_style_requires(string text, string expected) => ((YamlScalar)Yaml.Value(text)).Text.ShouldBe(expected);

    [Theory]
    [InlineData("v: a\n  b\n\n  c\n", "a b\nc")]
    [InlineData("v: 'a\n\n\n  b'\n", "a\n\nb")]
    [InlineData("v: \"a\\\n  b\"\n", "ab")]
    [InlineData("v: \"a  \n  b\\n\\\n  c\"\n", "a b\nc")]
    [InlineData("v: \"\\ud83d\\ude00\"\n", "\ud83d\ude00")]
    public void Other_texts_on_several_lines_are_folded(string text, string expected) => ((YamlScalar)Yaml.Value(text)).Text.ShouldBe(expected);
}
