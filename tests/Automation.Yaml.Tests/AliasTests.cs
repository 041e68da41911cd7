using Automation.Yaml.Nodes;

namespace Automation.Yaml.Tests;

public sealed class AliasTests
{
    [Fact]
    public void An_alias_has_the_value_of_its_anchor_and_a_place_of_its_own()
    {
        const string Text = "a: &x [1, 2]\nb: *x\nc: *x\n";

        var map = Yaml.Map(Text);

        Yaml.Show(map["b"]).ShouldBe("[Number 1, Number 2]");
        map["b"]!.IsAlias.ShouldBeTrue();
        map["a"]!.IsAlias.ShouldBeFalse();
        Text[map["c"]!.Start..map["c"]!.End].ShouldBe("*x");
        map["c"]!.Start.ShouldBe(Text.LastIndexOf('*'));
    }

    [Fact]
    public void A_later_anchor_of_the_same_name_counts_from_there_on() =>
        Yaml.Show(Yaml.Root("- &x 1\n- *x\n- &x 2\n- *x\n")).ShouldBe("[Number 1, Number 1, Number 2, Number 2]");

    [Theory]
    [InlineData("a: *x\n")]
    [InlineData("a: *x\nb: &x 1\n")]
    [InlineData("a: &x [*x]\n")]
    [InlineData("*x\n")]
    [InlineData("--- *x\n")]
    public void An_alias_without_an_anchor_before_it_is_a_problem(string text)
    {
        var problem = Yaml.Problem(text);

        problem.Kind.ShouldBe(YamlProblemKind.UndefinedAlias);
        text[problem.Start..problem.End].ShouldBe("*x");
    }

    [Fact]
    public void An_anchor_of_another_document_does_not_count() =>
        Yaml.Read("a: &x 1\n---\nb: *x\n").Documents.Select(Yaml.Show).ShouldBe(["{a: Number 1}", "UndefinedAlias"]);

    [Fact]
    public void A_name_as_long_as_the_file_is_not_repeated_in_the_message() =>
        Yaml.Problem($"a: *{new string('x', 100_000)}\n").Message.Length.ShouldBeLessThan(300);

    [Fact]
    public void A_key_can_be_an_alias() => Yaml.Show(Yaml.Root("a: &x b\n*x : 1\n")).ShouldBe("{a: String b, b: Number 1}");
}
