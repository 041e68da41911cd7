using Automation.Yaml.Nodes;

namespace Automation.Yaml.Tests;

public sealed class MapTests
{
    [Theory]
    [InlineData("a: 1\na: 2\n")]
    [InlineData("a: 1\n'a': 2\n")]
    [InlineData("{a: 1, \"a\": 2}")]
    [InlineData("? a\n: 1\na: 2\n")]
    [InlineData("1: a\n1.0: b\n")]
    [InlineData("~: a\nnull: b\n")]
    public void The_same_key_twice_is_a_problem(string text) => Yaml.Problem(text).Kind.ShouldBe(YamlProblemKind.DuplicateKey);

    [Theory]
    [InlineData("a:\n- b: 1\n  # {0}\nc: 1\n")]
    [InlineData("a:\n  b: 1\n  # {0}\nc: 1\n")]
    [InlineData("a:\n  b:\n  - 1\n  # {0}\n  c: 1\n")]
    [InlineData("{{a: 1, # {0}\n b: 2}}")]
    public void A_comment_above_a_key_does_not_count_to_its_length(string text) =>
        Yaml.Document(string.Format(null, text, new string('x', 2_000))).Problems.ShouldBeEmpty();

    [Fact]
    public void A_repeated_key_is_shown_with_its_first_place()
    {
        const string Text = "metadata:\n  name: a\n  'name': b\n";

        var problem = Yaml.Problem(Text);

        Text[problem.Start..problem.End].ShouldBe("'name'");
        problem.Related.ShouldBe((12, 16));
        problem.Message.ShouldContain("'name'");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(40)]
    public void Every_repeated_key_of_a_map_of_any_size_is_a_problem(int count)
    {
        var keys = string.Concat(Enumerable.Range(0, count).Select(i => $"k{i}: x\n"));

        Yaml.Document(keys).Problems.ShouldBeEmpty();
        Yaml.Document(keys + keys).Problems.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_number_and_its_text_are_two_keys_and_the_later_one_is_seen(int others)
    {
        var map = Yaml.Map(string.Concat(Enumerable.Range(100, others).Select(i => $"k{i}: x\n")) + "1: first\n'1': second\n");

        map.Entries.Count(e => e.Key == "1").ShouldBe(1);
        Yaml.Show(map["1"]).ShouldBe("String second");
    }

    [Fact]
    public void An_objects_prototype_is_not_a_field() => Yaml.Show(Yaml.Root("a: 1\n__proto__: {b: 2}\n")).ShouldBe("{a: Number 1}");

    [Fact]
    public void A_missing_key_is_nothing_and_a_blank_value_is_null()
    {
        var map = Yaml.Map("a:\nb: 1\n");

        map["c"].ShouldBeNull();
        map["a"].ShouldNotBeNull().IsNull.ShouldBeTrue();
        map.TryGet("b", out var entry).ShouldBeTrue();
        entry!.Value.Type.ShouldBe(YamlType.Number);
    }

    [Fact]
    public void In_YAML_1_2_a_merge_key_is_an_ordinary_key() =>
        Yaml.Show(Yaml.Root("a: &a {x: 1}\nb: {<<: *a}\n")).ShouldBe("{a: {x: Number 1}, b: {<<: {x: Number 1}}}");

    [Theory]
    [InlineData("b: {<<: *a, w: 2}", "{w: Number 2, x: Number 1}")]
    [InlineData("b: {<<: *a, x: 2}", "{x: Number 2}")]
    [InlineData("b: {x: 2, <<: *a}", "{x: Number 2}")]
    [InlineData("b: {<<: [{x: 3}, *a, {z: 4}]}", "{x: Number 3, z: Number 4}")]
    [InlineData("b: {'<<': *a}", "{<<: {x: Number 1}}")]
    public void In_YAML_1_1_a_merge_key_adds_what_is_not_written_out(string text, string expected) =>
        Yaml.Show(Yaml.Map($"%YAML 1.1\n---\na: &a {{x: 1}}\n{text}\n")["b"]).ShouldBe(expected);

    [Theory]
    [InlineData("b: {<<: text}")]
    [InlineData("b: {<<: [text]}")]
    public void In_YAML_1_1_only_maps_can_be_merged(string text) => Yaml.Problem($"%YAML 1.1\n---\n{text}\n").Kind.ShouldBe(YamlProblemKind.BadMerge);
}
