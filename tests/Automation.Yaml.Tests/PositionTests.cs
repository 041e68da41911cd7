using Automation.Yaml.Nodes;

namespace Automation.Yaml.Tests;

/// <summary>Every node knows where it is written: the text between its start and its end is exactly it.</summary>
public sealed class PositionTests
{
    [Theory]
    [InlineData("v: plain  # comment\n", "plain")]
    [InlineData("v:   two words   \n", "two words")]
    [InlineData("v: one\n  two\n  three\nw: x\n", "one\n  two\n  three")]
    [InlineData("v: 'it''s'\n", "'it''s'")]
    [InlineData("v: \"a\\nb\" # c\n", "\"a\\nb\"")]
    [InlineData("v: \"a\n  b\"\nw: x\n", "\"a\n  b\"")]
    [InlineData("v: [a, b]\n", "[a, b]")]
    [InlineData("v: [a,\n  b\n  ] # c\n", "[a,\n  b\n  ]")]
    [InlineData("v: {a: 1, b: [2]}\n", "{a: 1, b: [2]}")]
    [InlineData("v: []\n", "[]")]
    [InlineData("v: {}\n", "{}")]
    [InlineData("v: |\n  one\n  two\nw: x\n", "|\n  one\n  two")]
    [InlineData("v: >-\n  one\n\n  two\n\n\nw: x\n", ">-\n  one\n\n  two")]
    [InlineData("v: |2-\n   one\n", "|2-\n   one")]
    [InlineData("v:\n  - a\n  - b\nw: x\n", "- a\n  - b")]
    [InlineData("v:\n- a\n- b\nw: x\n", "- a\n- b")]
    [InlineData("v:\n  a: 1\n  b: 2 # c\n\n# d\nw: x\n", "a: 1\n  b: 2")]
    [InlineData("v:\r\n  a: 1\r\n  b: x y\r\nw: x\r\n", "a: 1\r\n  b: x y")]
    [InlineData("v: |\r\n  one\r\n  two\r\nw: x\r\n", "|\r\n  one\r\n  two")]
    [InlineData("v: 😀 smile 😀 # c\n", "😀 smile 😀")]
    [InlineData("😀: {v: 1}\nv: \"😀\"\n", "\"😀\"")]
    [InlineData("v: a\u0085b\rc # d\n", "a\u0085b\rc")]
    [InlineData("# c\n\n\nv: last", "last")]
    [InlineData("%YAML 1.2\n---\nv: after directives\n", "after directives")]
    public void A_value_stands_where_it_is_written(string text, string expected)
    {
        var value = Yaml.Value(text);

        text[value.Start..value.End].ShouldBe(expected);
    }

    [Theory]
    [InlineData("v:\nw: x\n")]
    [InlineData("v: # nothing\nw: x\n")]
    [InlineData("v:")]
    [InlineData("{v: , w: x}")]
    public void A_blank_value_has_an_empty_place_after_its_colon(string text)
    {
        var value = Yaml.Value(text);

        value.Type.ShouldBe(YamlType.Null);
        value.End.ShouldBe(value.Start);
        value.Start.ShouldBeGreaterThan(text.IndexOf('v', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name: x\n", "name")]
    [InlineData("'name': x\n", "'name'")]
    [InlineData("? name\n: x\n", "name")]
    [InlineData("  name : x\n", "name")]
    [InlineData("{name: x}\n", "name")]
    public void A_key_stands_where_it_is_written(string text, string expected)
    {
        var name = Yaml.Map(text).Entries.ShouldHaveSingleItem().Name;

        text[name.Start..name.End].ShouldBe(expected);
    }

    [Theory]
    [InlineData("v: [a: b]\n", "a: b")]
    [InlineData("v: [x, a: 'b' , y]\n", "a: 'b'")]
    [InlineData("v: [? a : b]\n", "a : b")]
    [InlineData("x: 1\n--- {v: [a: {b: c}]}\n", "a: {b: c}")]
    public void A_pair_in_a_list_stands_from_its_key_to_its_value(string text, string expected)
    {
        var list = ((YamlMapping)Yaml.Read(text).Documents[^1].Root!)["v"].ShouldBeOfType<YamlSequence>();
        var pair = list.Items.OfType<YamlMapping>().ShouldHaveSingleItem();

        text[pair.Start..pair.End].ShouldBe(expected);
    }

    [Fact]
    public void Documents_after_the_first_keep_offsets_of_the_whole_file()
    {
        const string Text = "a: 1\n---\n# c\nb:\n  - two\n--- three\n";

        var documents = Yaml.Read(Text).Documents;

        var second = documents[1].Root.ShouldBeOfType<YamlMapping>();
        second.Start.ShouldBe(Text.IndexOf("b:", StringComparison.Ordinal));
        documents[1].Start.ShouldBe(second.Start);
        Text[second["b"]!.Start..second["b"]!.End].ShouldBe("- two");
        Text[documents[2].Root!.Start..documents[2].Root!.End].ShouldBe("three");
    }

    [Fact]
    public void The_styles_of_values_are_known() =>
        Yaml.Root("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >\n  a\n").ShouldBeOfType<YamlSequence>().Items.Cast<YamlScalar>().Select(s => s.Style)
            .ShouldBe([YamlScalarStyle.Plain, YamlScalarStyle.SingleQuoted, YamlScalarStyle.DoubleQuoted, YamlScalarStyle.Block, YamlScalarStyle.Block]);
}
