using Automation.Templates.Language.Syntax;
using CsCheck;

namespace Automation.Templates.Tests.Language;

/// <summary>Whatever a template contains, it ends with a text or an error.</summary>
public sealed class LimitTests
{
    private const string Long = "{% set x = 'aaaaaaaaaa' %}{% for i in range(13) %}{% set x = x ~ x %}{% endfor %}";

    private static readonly string[] Pieces =
    [
        "${{", "}}", "{%", "%}", "{#", "#}", "-", " ", "\n", "'", "\"", "(", ")", "[", "]", "{", "}", "|", ".", ",", ":", "=", "==", "+", "*", "//", "**", "~", "%",
        "if", "else", "elif", "endif", "for", "in", "endfor", "set", "endset", "macro", "endmacro", "call", "endcall", "filter", "endfilter", "raw", "endraw", "switch", "case",
        "is", "not", "and", "or", "values", "name", "tags", "x", "1", "2.5", "true", "none", "upper", "join", "sort", "odd", "range(3)", "r/a/g", "é", "\0", "\ud83d", "push(x)",
    ];

    private static readonly Gen<string> Source = Gen.Int[0, Pieces.Length - 1].Array[0, 25].Select(pieces => string.Concat(pieces.Select(p => Pieces[p])));

    [Fact]
    public void Any_text_is_rendered_or_has_an_error_inside_it() => Source.Sample(
        source =>
        {
            var result = Rendering.Result(source);
            (result.Text is null).ShouldBe(result.Error is not null);
            if (result.Error is { } error)
            {
                var lines = source.Split('\n');
                error.Line.ShouldBeInRange(1, lines.Length);
                error.Column.ShouldBeInRange(1, lines[error.Line - 1].Length + 1);
            }
        },
        iter: 5_000);

    [Fact]
    public void A_template_renders_to_the_same_text_again() => Source.Sample(source => Rendering.Result(source).ShouldBe(Rendering.Result(source)), iter: 2_000);

    [Fact]
    public void Text_without_delimiters_is_kept() => Gen.String.Where(t => !t.Contains('{') && !t.Contains('#')).Sample(text => Rendering.Of(text).ShouldBe(text), iter: 5_000);

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "", "]")]
    [InlineData("{a: ", "1", "}")]
    [InlineData("not ", "1", "")]
    [InlineData("1 if 0 else (", "1", ")")]
    [InlineData("'a' | default(", "1", ")")]
    public void Expressions_are_nested_512_deep_at_most(string open, string middle, string close) =>
        Rendering.ErrorOf($"${{{{ {Repeat(open, 3_000)}{middle}{Repeat(close, 3_000)} }}}}").Message.ShouldContain("nested more than 512 deep");

    [Theory]
    [InlineData("1", " + 1")]
    [InlineData("1", " and 1")]
    [InlineData("1", " // 1")]
    [InlineData("not 1", " == 1")]
    [InlineData("x", ".x")]
    [InlineData("x", "[0]")]
    [InlineData("x", " | e")]
    public void Chains_without_end_are_an_error(string first, string next) =>
        Rendering.ErrorOf($"${{{{ {first}{Repeat(next, 30_000)} }}}}").Message.ShouldContain("nested more than 512 deep");

    [Theory]
    [InlineData("{% if true %}", "{% endif %}")]
    [InlineData("{% for x in [1] %}", "{% endfor %}")]
    [InlineData("{% if false %}{% elif false %}", "{% endif %}")]
    public void Tags_are_nested_512_deep_at_most(string open, string close) =>
        Rendering.ErrorOf(Repeat(open, 3_000) + Repeat(close, 3_000)).Message.ShouldContain("nested more than 512 deep");

    [Theory]
    [InlineData("{% set x = 1 %}")]
    [InlineData("${{ 1 }}")]
    [InlineData("{%if%}")]
    public void A_template_has_65_536_pieces_at_most(string piece) =>
        Rendering.ErrorOf(Repeat(piece, 4 * 1024 * 1024 / piece.Length)).Message.ShouldContain("more than 65,536 pieces");

    [Fact]
    public void A_small_stack_is_enough()
    {
        string[] sources =
        [
            $"${{{{ {Repeat("(", 500)}1{Repeat(")", 500)} }}}}",
            $"${{{{ {Repeat("[", 500)}{Repeat("]", 500)} | dump }}}}",
            Repeat("{% for x in [1] %}", 400) + Repeat("{% endfor %}", 400),
            "{% macro m() %}${{ m() }}{% endmacro %}${{ m() }}",
            "{% set x = [] %}{% for i in range(255) %}{% set x = [x] %}{% endfor %}${{ x }}${{ x | dump }}",
        ];
        var ended = 0;
        foreach (var size in new[] { 256, 512, 1024 })
        {
            var thread = new Thread(
                () =>
                {
                    foreach (var source in sources)
                    {
                        Rendering.Result(source);
                        ended++;
                    }
                },
                size * 1024);
            thread.Start();
            thread.Join();
        }

        ended.ShouldBe(3 * sources.Length);
    }

    [Theory]
    [InlineData("${{ range(100000000) }}")]
    [InlineData("${{ range(0, 1, 0.00000001) }}")]
    [InlineData("{% for a in range(1000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}")]
    [InlineData("${{ 5[:] }}")]
    [InlineData("${{ {length: 1000000000} | last }}")]
    [InlineData("{% set x = [1] %}{% for i in range(60) %}{% set x = x.concat(x) %}{% endfor %}")]
    [InlineData("${{ [1] | slice(2000000000) }}")]
    [InlineData("${{ [1] | batch(2000000000, 0.5) }}")]
    public void Work_has_a_limit(string source) => Rendering.ErrorOf(source).Message.ShouldContain("1000000 steps");

    [Theory]
    [InlineData("{% set x = 'a' %}{% for i in range(60) %}{% set x = x ~ x %}{% endfor %}")]
    [InlineData("{% set x = 'a' %}{% for i in range(60) %}{% set x = x | replace('a', 'aa') %}{% endfor %}")]
    [InlineData("{% set x = 'a' %}{% for i in range(60) %}{% set x = x.concat(x) %}{% endfor %}")]
    [InlineData("{% macro m(a) %}${{ a }}${{ a }}{% endmacro %}{% set x = 'a' %}{% for i in range(60) %}{% set x = m(x) %}{% endfor %}")]
    [InlineData("${{ range('1', '3') }}")]
    [InlineData("${{ 'a' | center(99999999999999999999) }}")]
    [InlineData("${{ 'a\\nb' | indent(1000000000) }}")]
    [InlineData(Long + "${{ x | replace(r/a/, range(300) | join(\"$'\")) }}")]
    [InlineData(Long + "${{ x | replace(r/a/, range(90000) | join(\"$'\")) }}")]
    public void Output_has_a_limit(string source) => Rendering.ErrorOf(source).Message.ShouldContain("16777216 characters");

    [Theory]
    [InlineData("{% set x = [] %}{% for i in range(60) %}{% set x = [x, x] %}{% endfor %}${{ x | length }}")]
    [InlineData("{% set x = range(100000) %}{% for i in range(100000) %}{% set y = x == 'a' %}{% endfor %}")]
    [InlineData(Long + Long + "{% for i in range(200000) %}{% set y = x.includes('b') %}{% endfor %}")]
    [InlineData("{% set x = [1] %}{% for i in range(60) %}{% set x = [x, x] %}{% endfor %}${{ x }}")]
    public void Reading_has_a_limit(string source) => Rendering.ErrorOf(source).Message.ShouldBe("Rendering reads long texts or lists too often. Use shorter texts and lists.");

    [Theory]
    [InlineData(Long + "${{ (x ~ 'b') | replace(r/(a+)+\\1$/, 'y') }}")]
    [InlineData("{% for i in range(10000) %}${{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | replace(r/(a+)+(?!x)$/, 'y') }}{% endfor %}")]
    public void Regular_expressions_that_backtrack_have_a_limit(string source) => Rendering.ErrorOf(source).Message.ShouldContain("ms");

    [Fact]
    public void Regular_expressions_that_need_not_backtrack_are_fast() => Rendering.Of(Long + "${{ ((x ~ 'b') | replace(r/(a+)+$/, 'y')).length }}").ShouldBe("81921");

    [Theory]
    [InlineData("{")]
    [InlineData("${{")]
    [InlineData("{#")]
    [InlineData("{% ")]
    [InlineData("#}")]
    [InlineData("{%raw%}")]
    [InlineData("{% raw %}{% endraw %}")]
    [InlineData("${{ 1 }}")]
    [InlineData("{%if 0%}{%elif 0%}")]
    [InlineData("\n ")]
    public void Floods_of_one_text_are_rendered_or_refused(string piece)
    {
        var result = Rendering.Result(Repeat(piece, 1_000_000 / piece.Length), new TemplateOptions(TrimBlocks: true, LstripBlocks: true));

        (result.Text is null).ShouldBe(result.Error is not null);
    }

    [Theory]
    [InlineData("{% set x = 'f' | center(1000000) | replace(' ', 'f') %}${{ +('0x' ~ x) }}", "Infinity")]
    [InlineData("{% set x = '[a' %}{% for i in range(20) %}{% set x = x ~ x %}{% endfor %}${{ {} | pick(x) }}", "")]
    [InlineData("{% set x = '<a <!-- ' %}{% for i in range(16) %}{% set x = x ~ x %}{% endfor %}${{ (x | striptags).length }}", "524287")]
    public void Long_texts_take_no_quadratic_time(string source, string expected) => Rendering.Of(source).ShouldBe(expected);

    [Fact]
    public void An_expression_has_131_072_tokens_at_most() =>
        Rendering.ErrorOf($"${{{{ [1{Repeat(",1", 512 * 1024)}] }}}}").Message.ShouldContain("more than 131,072 names, values and operators");

    [Fact]
    public void All_expressions_and_tags_of_a_template_have_131_072_tokens_at_most() =>
        Rendering.ErrorOf(Repeat($"${{{{ 1{Repeat(" + 1", 100)} }}}}{{% set x = [{Repeat("1,", 100)}1] %}}", 500)).Message
            .ShouldContain("more than 131,072 names, values and operators");

    [Fact]
    public void A_template_has_1000_regular_expressions_at_most() =>
        Rendering.ErrorOf(string.Concat(Enumerable.Range(0, 2_000).Select(i => $"${{{{ r/a{i}/ }}}}"))).Message.ShouldContain("more than 1000 regular expressions");

    [Fact]
    public void A_template_has_4_Mi_characters_at_most()
    {
        Rendering.Of(Repeat("x", 4 * 1024 * 1024)).Length.ShouldBe(4 * 1024 * 1024);
        Rendering.ErrorOf(Repeat("x", (4 * 1024 * 1024) + 1)).Message.ShouldContain("longer than 4194304 characters");
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
