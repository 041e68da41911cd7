using Automation.Yaml.Nodes;

namespace Automation.Yaml.Tests;

/// <summary>A syntax problem says what to do, at the place to do it.</summary>
public sealed class SyntaxAdviceTests
{
    [Theory]
    [InlineData("a:\n\tb: 1\n", "A tab is used", "\tb")]
    [InlineData("a:\n  b: 1\n\tc: 2\n", "A tab is used", "\tc")]
    [InlineData("\ta: 1\n", "A tab is used", "\ta")]
    [InlineData("a: @org/team\n", "'@'", "@org")]
    [InlineData("a: `x`\n", "'`'", "`x")]
    [InlineData("a: %x\n", "'%'", "%x")]
    [InlineData("a: b: c\n", "Put the value in quotes", ": c")]
    [InlineData("a: \"open\n", "never closed", "\"open")]
    [InlineData("a: 'open\n", "never closed", "'open")]
    [InlineData("a:\n  'x\ny'\n", "This quote is not closed on its line", "'x")]
    [InlineData("a: [x,\nb: 1\n", "is not closed", "[x,")]
    [InlineData("a: [x,\ny]\n", "indented further", "y]")]
    [InlineData("a: [x,\n'y']\n", "indented further", "'y']")]
    [InlineData("a:\n  b: 1\n\n\n\t\tc: 2\n", "A tab is used", "\t\tc")]
    [InlineData("a: |\n\tx\n", "A tab counts as text", "\tx")]
    public void The_usual_mistakes_have_words_of_their_own(string text, string words, string place)
    {
        var problem = Yaml.Problem(text);

        problem.Kind.ShouldBe(YamlProblemKind.Syntax);
        problem.Message.ShouldContain(words);
        problem.Start.ShouldBe(text.IndexOf(place, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: [x, y\nb: 1\n")]
    [InlineData("a: {x: 1\nb: 1\n")]
    [InlineData("a: [x\n")]
    [InlineData("{% if x %}\na: 1\n")]
    [InlineData("a: 1\nplain\nb: 2\n")]
    [InlineData("a: 1\n  b: 2\n")]
    [InlineData("a:\n  b: 1\n c: 2\n")]
    [InlineData("a: - b\n")]
    [InlineData("a: 'x' y\n")]
    [InlineData("a: |x\n  y\n")]
    [InlineData("a: !<x y\n")]
    [InlineData("a: &b &c d\n")]
    [InlineData("a: \"\\q\"\n")]
    [InlineData("'x': 1\n- y\n")]
    public void Every_mistake_is_one_problem_with_a_short_message_inside_the_text(string text)
    {
        var problem = Yaml.Problem(text);

        problem.Kind.ShouldBe(YamlProblemKind.Syntax);
        problem.Start.ShouldBeInRange(0, text.Length);
        problem.End.ShouldBeInRange(problem.Start, text.Length);
        problem.Message.ShouldEndWith(".");
        problem.Message.Length.ShouldBeLessThan(400);
    }

    [Theory]
    [InlineData("? :")]
    [InlineData("? :\n")]
    [InlineData(": true")]
    [InlineData(":\n:")]
    public void A_map_without_a_key_or_value_is_answered(string text) => Yaml.Read(text).Documents.Count.ShouldBe(1);

    [Theory]
    [InlineData("a: 1\n{% if x %}\nb: 2\n")]
    [InlineData("{{ x }} {{ y }}: z\n")]
    public void A_template_is_called_one(string text) => Yaml.Problem(text).Message.ShouldContain("template");

    [Theory]
    [InlineData("a:\t1\n")]
    [InlineData("a: 1\t\n")]
    [InlineData("a: 1\n\t\nb: 2\n")]
    [InlineData("a: 1\n\t# comment\nb: 2\n")]
    [InlineData("a: {b: 1,\t\n  c: 2}\n")]
    [InlineData("a: 'x\ty'\n")]
    [InlineData("a: |\n  x\ty\n")]
    [InlineData("\t\na: 1\n")]
    public void Tabs_that_indent_nothing_are_fine(string text) => Yaml.Document(text).Problems.ShouldBeEmpty();

    [Fact]
    public void A_tab_is_forgiven_in_its_own_document_only() =>
        Yaml.Read("a: 1\n\t# c\nb: 2\n---\nc:\n\td: 1\n---\n\t\ne: 3\n").Documents.Select(Yaml.Show)
            .ShouldBe(["{a: Number 1, b: Number 2}", "Syntax", "{e: Number 3}"]);
}
