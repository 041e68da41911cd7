using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Templates;

/// <summary><c>automation template eval</c>.</summary>
public sealed class TemplateEvalTests
{
    [Fact]
    public void Each_line_is_answered_with_one() => Eval(
            """{"template":"${{ values.name }}!","context":{"values":{"name":"orders"}}}""",
            """{"mode":"value","template":"${{ parameters.tags }}","context":{"parameters":{"tags":["a","b"]}}}""",
            """{"mode":"value","template":"${{ parameters.missing }}","context":{}}""",
            """{"template":"{{ cookiecutter.name }}","context":{"cookiecutter":{"name":"orders"}},"options":{"cookiecutterCompat":true}}""")
        .Output.ShouldBe(
            """
            {"text":"orders!"}
            {"value":["a","b"]}
            {}
            {"text":"orders"}

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void White_space_is_removed_as_the_options_say() =>
        Eval("""{"template":"  {% if true %}\nx\n  {% endif %}\n","context":{},"options":{"trimBlocks":true,"lstripBlocks":true}}""").Output.ShouldBe("{\"text\":\"x\\n\"}\n");

    [Fact]
    public void An_error_names_line_and_column_and_the_next_line_is_read() => Eval(
            """{"template":"a\n${{ values.name | nosuch }}","context":{}}""",
            """{"template":"next","context":{}}""")
        .Output.ShouldBe("""{"error":{"message":"There is no filter 'nosuch'.","line":2,"column":19}}""" + "\n{\"text\":\"next\"}\n");

    [Fact]
    public void A_value_with_an_error_is_passed_on_as_it_is_written() =>
        Eval("""{"mode":"value","template":"${{ 1 | upper }}","context":{}}""")
            .Output.ShouldBe("""{"value":"${{ 1 | upper }}","error":{"message":"Text is required here, not number.","line":1,"column":9}}""" + "\n");

    [Fact]
    public void Conditions_of_steps_can_call_always_and_failure() =>
        Eval("""{"mode":"value","template":"${{ [always(), failure()] }}","context":{}}""").Output.ShouldBe("{\"value\":[true,false]}\n");

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n\n")]
    public void Without_a_request_there_is_no_answer(string input) => Run.Automation("template", "eval").Reading(input).Go().ShouldBe(new Outcome(0, "", ""));

    [Fact]
    public void Lines_can_end_with_CRLF_and_the_last_without() =>
        Run.Automation("template", "eval").Reading("{\"template\":\"a\"}\r\n{\"template\":\"b\"}").Go().Ends(0).Output.ShouldBe("{\"text\":\"a\"}\n{\"text\":\"b\"}\n");

    [Theory]
    [InlineData("{", "Line 2 is not JSON")]
    [InlineData("[]", "Line 2 is not a JSON object.")]
    [InlineData("null", "Line 2 is not a JSON object.")]
    [InlineData("\"a\"", "Line 2 is not a JSON object.")]
    [InlineData("{\"template\":1}", "Line 2 has no \"template\", the text to evaluate.")]
    [InlineData("{\"template\":\"a\",\"mode\":\"x\"}", "Line 2 has the mode 'x'. Use string, value or schema.")]
    [InlineData("{\"template\":\"a\",\"template\":\"b\"}", "Line 2 is not JSON")]
    [InlineData("{\"template\":\"\\ud800\"}", "Line 2 is not JSON")]
    [InlineData("{\"template\":\"a\",\"context\":{\"values\":[\"\\udc00\"]}}", "Line 2 is not JSON")]
    public void A_request_that_is_none_ends_the_command(string line, string message)
    {
        var outcome = Run.Automation("template", "eval").Reading($"{{\"template\":\"a\"}}\n{line}\n").Go().Ends(2);

        outcome.Output.ShouldBe("{\"text\":\"a\"}\n");
        outcome.Errors.ShouldStartWith($"automation: {message}");
    }

    [Fact]
    public void Values_are_nested_as_deep_as_JSON_may_be()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));

        Run.Automation("template", "eval").Reading($"{{\"template\":\"a\",\"context\":{{\"values\":{deep}}}}}").Go().Ends(2).Errors.ShouldStartWith("automation: Line 1 is not JSON");
    }

    [Fact]
    public void Long_lines_are_read_whole()
    {
        var text = new string('x', 3_000_000);

        Eval($"{{\"template\":\"${{{{ values.text }}}}\",\"context\":{{\"values\":{{\"text\":\"{text}\"}}}}}}").Output.ShouldBe($"{{\"text\":\"{text}\"}}\n");
    }

    [Fact]
    public void A_line_that_is_too_long_ends_the_command() => Run.Automation("template", "eval")
        .Reading(new string('x', 33 * 1024 * 1024))
        .Go()
        .Ends(2).Errors.ShouldBe("automation: Line 1 of standard input has more than 33,554,432 bytes.\n");

    private static Outcome Eval(params string[] lines) => Run.Automation("template", "eval").Reading(string.Join('\n', lines)).Go().Ends(0);
}
