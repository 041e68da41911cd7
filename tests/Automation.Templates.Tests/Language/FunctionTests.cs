namespace Automation.Templates.Tests.Language;

/// <summary>Filters, tests, methods and global functions.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("'aBC dE' | capitalize", "Abc de")]
    [InlineData("'aBC dE' | title", "Abc De")]
    [InlineData("'straße ŉ ﬁ' | upper", "STRASSE ʼN FI")]
    [InlineData("'ΑΣ ΣΑ İ' | lower", "ας σα i̇")]
    [InlineData("'ab' | center(6) ~ '|'", "  ab  |")]
    [InlineData("[1, 2] | center(6) ~ '|'", "  1,2  |")]
    [InlineData("values.count | center(6) ~ '|'", "3|")]
    [InlineData("'a bc d' | truncate(3)", "a...")]
    [InlineData("'a b c' | truncate('x')", "a b...")]
    [InlineData("'<a>\\\\' | escape", "&lt;a&gt;&#92;")]
    [InlineData("'a,b' | replace(',', '-')", "a-b")]
    [InlineData("'abab' | replace('a', 'x', 1)", "xbab")]
    [InlineData("'a1b22' | replace(r/(\\d+)/g, '<$1>')", "a<1>b<22>")]
    [InlineData("'ab' | replace(r/(?<first>a)/, '[$<first>]')", "[a]b")]
    [InlineData("11 | replace(1, 'x')", "xx")]
    [InlineData("'éa' | replace(r/\\ba/, 'x')", "éx")]
    [InlineData("'a\\r\\nb' | replace(r/a$/m, 'x')", "x\r\nb")]
    [InlineData("'a\\nb' | indent(2)", "a\n  b")]
    [InlineData("'a b' | urlencode", "a%20b")]
    [InlineData("'<p>a  b</p>' | striptags", "a b")]
    [InlineData("'a b  c' | wordcount", "3")]
    public void Filters_of_texts(string expression, string expected) => Rendering.Of($"${{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("values.numbers | sort", "1,2,3")]
    [InlineData("values.numbers | sort(reverse=true)", "3,2,1")]
    [InlineData("['b', 'A'] | sort", "A,b")]
    [InlineData("['b', 'A', 'a'] | sort(false, true)", "A,a,b")]
    [InlineData("values.ports | sort(false, false, 'name') | join(',', 'name')", "http,tls")]
    [InlineData("values.ports | sum('port')", "523")]
    [InlineData("'abc' | sum('length')", "3")]
    [InlineData("values.missing | join(',', 'name')", "")]
    [InlineData("values.ports | selectattr('port') | length", "2")]
    [InlineData("values.numbers | select('gt', 1)", "3,2")]
    [InlineData("values.numbers | reject('odd')", "2")]
    [InlineData("values.ports | groupby('name') | dump", """{"http":[{"name":"http","port":80}],"tls":[{"name":"tls","port":443}]}""")]
    [InlineData("[1, 2, 3] | batch(2, 'x') | dump", """[[1,2],[3,"x"]]""")]
    [InlineData("[1, 2, 3] | slice(2, 'x') | dump", """[[1,2],[3,"x"]]""")]
    [InlineData("'abc' | slice(2) | dump", """["ab","c"]""")]
    [InlineData("5 | reverse | dump", "[]")]
    [InlineData("{length: 2, '0': 'a', '1': 'b'} | first", "a")]
    [InlineData("values.owner | dictsort | dump", """[["kind","group"],["name","team-a"]]""")]
    [InlineData("values.missing | default('x') ~ (values.empty | default('y')) ~ (values.empty | default('z', true))", "xz")]
    [InlineData("values.owner | dump", """{"kind":"group","name":"team-a"}""")]
    public void Filters_of_lists_and_objects(string expression, string expected) => Rendering.Of($"${{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("'3.7x' | int", "3")]
    [InlineData("'x' | int(default=5)", "5")]
    [InlineData("'ff' | int(base=16)", "255")]
    [InlineData("'3.7x' | float", "3.7")]
    [InlineData("2.5 | round", "3")]
    [InlineData("2.45 | round(1, 'floor')", "2.4")]
    [InlineData("(1234.5678).toFixed(2)", "1234.57")]
    [InlineData("(255).toString(16)", "ff")]
    public void Filters_and_methods_of_numbers(string expression, string expected) => Rendering.Of($"${{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("values.repoUrl | parseRepoUrl | dump", """{"host":"github.com","owner":"acme","repo":"orders"}""")]
    [InlineData("values.repoUrl | projectSlug", "acme/orders")]
    [InlineData("'component:ns/a' | parseEntityRef | dump", """{"kind":"component","namespace":"ns","name":"a"}""")]
    [InlineData("'a' | parseEntityRef({defaultKind: 'api'}) | dump", """{"kind":"api","namespace":"default","name":"a"}""")]
    [InlineData("values.owner | pick('name')", "team-a")]
    [InlineData("values.ports | pick('[1].name')", "tls")]
    [InlineData("values.owner | pick('x.y', 'z')", "z")]
    public void Filters_of_Backstage(string expression, string expected) => Rendering.Of($"${{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("'a,b,c'.split(',', 2)", "a,b")]
    [InlineData("''.split('') | length", "0")]
    [InlineData("'a1b2'.split(r/\\d/) | dump", """["a","b",""]""")]
    [InlineData("'abc'.substring(2, 0)", "ab")]
    [InlineData("'abc'.lastIndexOf('c')", "2")]
    [InlineData("'abc'.includes(r/b/)", "false")]
    [InlineData("'abc'.replace('b', '[$&]')", "a[b]c")]
    [InlineData("[3, 20, 1].sort()", "1,20,3")]
    [InlineData("[1, [2, [3]]].flat() | dump", "[1,2,[3]]")]
    [InlineData("[1, 2, 3, 4].splice(1, 2)", "2,3")]
    [InlineData("[1, 2, 3].at(-1)", "3")]
    [InlineData("r/b/.test('abc') if false else (r/b/).test('abc')", "true")]
    [InlineData("('<' | safe).toUpperCase()", "<")]
    public void Methods(string expression, string expected) => Rendering.Of($"${{{{ {expression} }}}}").ShouldBe(expected);

    [Theory]
    [InlineData("values.missing is undefined and values.name is defined", "true")]
    [InlineData("values.tags is iterable and values.owner is mapping and values.name is string", "true")]
    [InlineData("4 is divisibleby(2) and 4 is even and 4 is not odd", "true")]
    [InlineData("1 is eq(1) and 1 is lt(2) and 2 is ge(2)", "true")]
    [InlineData("1 is 'odd'", "true")]
    [InlineData("values.missing is odd + 1", "true")]
    [InlineData("('a' | safe) is lower", "false")]
    [InlineData("range is callable", "true")]
    public void Tests_of_values(string expression, string expected) => Rendering.Of($"${{{{ {expression} }}}}").ShouldBe(expected);

    [Fact]
    public void A_regular_expression_with_g_continues_where_it_matched_last() =>
        Rendering.Of("{% set r = r/a/g %}${{ r.test('aa') }} ${{ r.test('aa') }} ${{ r.test('aa') }}").ShouldBe("true true false");

    [Fact]
    public void Cyclers_joiners_and_ranges() =>
        Rendering.Of("{% set c = cycler('x', 'y') %}{% set j = joiner('-') %}{% for i in range(0, 6, 2) %}${{ j() }}${{ c.next() }}${{ i }}{% endfor %}").ShouldBe("x0-y2-x4");
}
