using Automation.Templates.Language.Syntax;

namespace Automation.Templates.Tests.Language;

/// <summary>Tags, scopes and white space.</summary>
public sealed class TagTests
{
    [Theory]
    [InlineData("{% if values.isOld %}a{% elif values.isPublic %}b{% else %}c{% endif %}", "b")]
    [InlineData("{% for t in values.tags %}${{ loop.index }}/${{ loop.length }} ${{ t }}{% if not loop.last %}, {% endif %}{% endfor %}", "1/2 web, 2/2 api")]
    [InlineData("{% for k, v in values.owner %}${{ k }}=${{ v }};{% endfor %}", "kind=group;name=team-a;")]
    [InlineData("{% for a, b in [[1, 2], [3]] %}${{ a }}-${{ b }};{% endfor %}", "1-2;3-;")]
    [InlineData("{% for c in 'ab' | safe %}${{ c }}.{% endfor %}", "a.b.")]
    [InlineData("{% for x in values.missing %}a{% else %}none{% endfor %}", "none")]
    [InlineData("{% switch values.count %}{% case 1 %}one{% case 3 %}three{% default %}many{% endswitch %}", "three")]
    [InlineData("{% switch 1 %}{% case 1 %}{% case 2 %}both{% endswitch %}", "both")]
    [InlineData("{% filter upper %}a${{ values.name }}{% endfilter %}", "AORDERS")]
    [InlineData("{% raw %}${{ x }} {% raw %}{% if %}{% endraw %}{% endraw %}", "${{ x }} {% raw %}{% if %}{% endraw %}")]
    [InlineData("{% block b %}x{% endblock %}", "x")]
    public void Tags(string source, string expected) => Rendering.Of(source).ShouldBe(expected);

    [Theory]
    [InlineData("{% macro m(a, b=2) %}${{ a }}${{ b }}{% endmacro %}${{ m(1) }} ${{ m(1, 3) }} ${{ m(b=4) }}", "12 13 4")]
    [InlineData("{% macro m(a=1, b) %}${{ a }}-${{ b }}{% endmacro %}${{ m(5) }}", "1-5")]
    [InlineData("{% macro m(a, b=a) %}${{ b }}{% endmacro %}${{ m(1) }}", "1")]
    [InlineData("{% macro m() %}<${{ caller('x') }}>{% endmacro %}{% call(a) m() %}${{ a }}{% endcall %}", "<x>")]
    [InlineData("{% macro m() %}{% endmacro %}${{ m() is escaped }}", "true")]
    public void Macros(string source, string expected) => Rendering.Of(source).ShouldBe(expected);

    [Theory]
    [InlineData("{% if true %}{% set a = 1 %}{% endif %}${{ a }}", "1")]
    [InlineData("{% set a = 1 %}{% for i in [1] %}{% set a = 2 %}{% endfor %}${{ a }}", "2")]
    [InlineData("{% for i in [1] %}{% set a = 2 %}{% endfor %}${{ a }}", "")]
    [InlineData("{% set a = 1 %}{% macro m() %}{% set a = 2 %}${{ a }}{% endmacro %}${{ m() }}${{ a }}", "21")]
    [InlineData("{% for i in [1] %}${{ values.count }}{% set values = 5 %}{% endfor %}${{ values.count }}", "33")]
    [InlineData("{% set a, b = 1 %}${{ a }}${{ b }}", "11")]
    [InlineData("{% set a %}x${{ values.count }}{% endset %}${{ a }}", "x3")]
    public void Scopes(string source, string expected) => Rendering.Of(source).ShouldBe(expected);

    [Theory]
    [InlineData("a \n{%- if true -%}\n b {% endif %}", "ab ")]
    [InlineData("a ${{- 1 -}} b", "a1b")]
    [InlineData("a {#- c -#} b", "ab")]
    [InlineData("a\r\n${{ 1 }}\r\n", "a\r\n1\r\n")]
    public void Hyphens_remove_white_space(string source, string expected) => Rendering.Of(source).ShouldBe(expected);

    [Theory]
    [InlineData("{% if true %}\nx\n{% endif %}\ny", "x\ny")]
    [InlineData("{% if true %}\r\nx\r\n{% endif %}\r\ny", "x\r\ny")]
    [InlineData("{# c #}\nx", "\nx")]
    public void TrimBlocks_removes_the_line_end_after_a_tag(string source, string expected) =>
        Rendering.Of(source, new TemplateOptions(TrimBlocks: true)).ShouldBe(expected);

    [Theory]
    [InlineData("  {% if true %}x{% endif %}", "x")]
    [InlineData("a\n \t{% if true %}x\n  {% endif %}", "a\nx\n")]
    [InlineData("a  {% if true %}x{% endif %}", "a  x")]
    [InlineData("  ${{ 1 }}", "  1")]
    public void LstripBlocks_removes_the_indentation_of_a_tag(string source, string expected) =>
        Rendering.Of(source, new TemplateOptions(LstripBlocks: true)).ShouldBe(expected);

    [Theory]
    [InlineData("x\n{% nosuch %}", 2, 1)]
    [InlineData("x\n  {% if true %}", 2, 3)]
    [InlineData("{% endif %}", 1, 1)]
    [InlineData("{% if true %}{% endfor %}", 1, 14)]
    [InlineData("{% include 'a' %}", 1, 1)]
    [InlineData("a\nb {# c", 2, 3)]
    [InlineData("a #} b", 1, 3)]
    [InlineData("{% raw %}a", 1, 1)]
    [InlineData("{% raw %}a{%\nendraw %}", 1, 11)]
    [InlineData("{% for x, y in [none] %}{% endfor %}", 1, 1)]
    [InlineData("{% block a %}{% endblock %}{% block a %}{% endblock %}", 1, 28)]
    public void Errors_name_line_and_column(string source, int line, int column)
    {
        var error = Rendering.ErrorOf(source);

        (error.Line, error.Column).ShouldBe((line, column));
    }
}
