using Automation.Templates.Language.Values;

namespace Automation.Templates.Tests.Language;

/// <summary>How expressions are read, evaluated and printed.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("${{ values.name }}", "orders")]
    [InlineData("${{ values.missing }}|${{ values.nothing }}|${{ values.missing.deeper.still }}", "||")]
    [InlineData("${{ values.tags }} ${{ [1, values.nothing, [2, 3]] }}", "web,api 1,,2,3")]
    [InlineData("${{ values.owner }}", "[object Object]")]
    [InlineData("${{ 1.0 }} ${{ 1. }}", "1 1")]
    [InlineData("${{ 0.1 + 0.2 }} ${{ 1 / 3 }} ${{ 10 ** 21 }} ${{ 0.0000001 }}", "0.30000000000000004 0.3333333333333333 1e+21 1e-7")]
    [InlineData("${{ r/a+/gi }} ${{ r//g }}", "/a+/gi /(?:)/g")]
    [InlineData("{{ helm }} $${{ values.name }} ${x}", "{{ helm }} $orders ${x}")]
    public void Values_are_printed_as_JavaScript_prints_them(string source, string expected) => Rendering.Of(source).ShouldBe(expected);

    [Theory]
    [InlineData("values.empty", false)]
    [InlineData("0", false)]
    [InlineData("values.nothing", false)]
    [InlineData("values.missing", false)]
    [InlineData("0 / 0", false)]
    [InlineData("[]", true)]
    [InlineData("{}", true)]
    [InlineData("'false'", true)]
    [InlineData("range", true)]
    public void Empty_lists_and_objects_hold(string condition, bool holds) =>
        Rendering.Of($"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}").ShouldBe(holds ? "yes" : "no");

    [Theory]
    [InlineData("1 + 2 | string", "12")]
    [InlineData("-3 | abs", "3")]
    [InlineData("1 - 3 | abs", "-2")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("-+-1 - -1", "2")]
    [InlineData("2 * 7 // 2", "6")]
    [InlineData("7 % 4 * 2", "6")]
    [InlineData("1 + 2 ~ 'a'", "3a")]
    [InlineData("1 ~ 2 * 3", "16")]
    [InlineData("not 1 in [1]", "false")]
    [InlineData("not 1 == 2", "false")]
    [InlineData("1 < 2 == true", "true")]
    [InlineData("'a' or 'b' and 'c'", "a")]
    [InlineData("'x' if false", "")]
    [InlineData("(1, 2)", "2")]
    [InlineData("2 + 1 is odd", "true")]
    [InlineData("1 is odd + 1", "false")]
    public void Operators_group_as_in_the_scaffolder(string expression, string expected) => Rendering.Of($"${{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("'1' == 1", "true")]
    [InlineData("'1' === 1", "false")]
    [InlineData("null == values.missing", "true")]
    [InlineData("null === values.missing", "false")]
    [InlineData("[1] == 1", "true")]
    [InlineData("values.tags == values.tags", "true")]
    [InlineData("[] == []", "false")]
    [InlineData("'10' < '9'", "true")]
    [InlineData("'10' < 9", "false")]
    [InlineData("'a' in 'abc'", "true")]
    [InlineData("'kind' in values.owner", "true")]
    [InlineData("4 not in values.numbers", "true")]
    [InlineData("range == range", "true")]
    public void Comparisons_are_JavaScripts(string expression, string expected) => Rendering.Of($"${{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("values.numbers[1:]", "1,2")]
    [InlineData("values.numbers[::-1]", "2,1,3")]
    [InlineData("values.numbers[:-1]", "3,1")]
    [InlineData("'abc'[:2]", "a,b")]
    [InlineData("values.numbers[none:none]", "3,1,2")]
    [InlineData("values.numbers['1':]", "1")]
    [InlineData("values.missing[:]", "")]
    [InlineData("values['name']", "orders")]
    [InlineData("values.tags[0] ~ values.tags['1']", "webapi")]
    [InlineData("values.tags.length ~ values.name.length", "26")]
    [InlineData("values.tags.1st", "")]
    public void Members_and_slices(string expression, string expected) => Rendering.Of($"${{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("${{ values.count }}", "3")]
    [InlineData("${{ values.isPublic }}", "true")]
    [InlineData("${{ values.tags }}", """["web","api"]""")]
    [InlineData("${{ {a: values.missing, b: [values.missing]} }}", """{"b":[null]}""")]
    [InlineData("{# a comment #}${{ values.nothing }}", "null")]
    [InlineData("${{ values.missing }}", "(undefined)")]
    [InlineData("${{ 0 / 0 }}", "null")]
    [InlineData("${{ 12345678901234567890 }}", "12345678901234567000")]
    [InlineData("${{ [r/a/] }}", """["/a/"]""")]
    [InlineData(" ${{ values.isPublic }}", "\" true\"")]
    [InlineData("${{ values.count }}${{ values.count }}", "\"33\"")]
    public void Only_a_template_of_one_expression_keeps_the_type_of_its_value(string source, string expected) => Rendering.ValueOf(source).ShouldBe(expected);

    [Theory]
    [InlineData("{{ True }} {{ None is none }} {{ [1].append(2) }}", "true true 2")]
    [InlineData("{{ cookiecutter.owner | jsonify }}", """{"kind":"group","name":"team-a"}""")]
    [InlineData("{{ cookiecutter.owner.get('x', 'y') }} {{ cookiecutter.owner.keys() }}", "y kind,name")]
    [InlineData("${{ cookiecutter.name }}", "$orders")]
    public void Cookiecutter_templates_have_their_own_delimiters_and_methods(string source, string expected) =>
        Rendering.Of(source, Rendering.Cookiecutter).ShouldBe(expected);

    [Theory]
    [InlineData("${{ 'abc'.toLowerCase(1) }}", 11, "'toLowerCase' takes 0 arguments, not 1.")]
    [InlineData("${{ 'abc'.indexOf() }}", 11, "'indexOf' takes 1 to 2 arguments, not 0.")]
    [InlineData("${{ 'abc'.split(by=',') }}", 11, "'split' takes no named arguments.")]
    [InlineData("${{ values.name.padStart(5) }}", 17, "'values.name.padStart' is undefined and cannot be called.")]
    [InlineData("${{ values.name | nosuch }}", 19, "There is no filter 'nosuch'.")]
    [InlineData("${{ values.name is nosuch }}", 20, "There is no test 'nosuch'.")]
    [InlineData("${{ values.count | upper }}", 20, "Text is required here, not number.")]
    [InlineData("${{ values.owner.constructor }}", 18, "The name 'constructor' is reserved.")]
    [InlineData("${{ [range] | length }}", 15, JavaScript.CallableIsNoText)]
    [InlineData("${{ values.tags.push(values.tags) }}", 17, "A list cannot contain itself.")]
    [InlineData("${{ a b }}", 7, "'b' is unexpected here.")]
    [InlineData("${{ 1e3 }}", 5, "'1e3' is not a number: write digits and at most one point.")]
    [InlineData("${{ 'a }}", 1, "The expression is not closed with '}}'.")]
    [InlineData("${{ 'a' | replace(r/(/, '') }}", 19, "This is not a valid regular expression.")]
    public void Errors_name_the_column(string source, int column, string message)
    {
        var error = Rendering.ErrorOf(source);

        error.Line.ShouldBe(1);
        error.Column.ShouldBe(column);
        error.Message.ShouldBe(message);
    }
}
