using System.Text.Json.Nodes;
using Automation.GitOps.Expansion.GoTemplates;
using CsCheck;

namespace Automation.GitOps.Tests.Expansion;

/// <summary>The interpreter of Go templates. Each expected text is what Go 1.19 with sprig 3.2.3 gives.</summary>
public sealed class GoTemplateTests
{
    private const string Data = """
        { "name": "My-App", "n": 8080, "big": 123456789, "f": 1.5, "b": true, "nul": null, "e": "", "list": ["b", "a", "c", "a"],
          "map": { "k": "v", "z": 1, "in": { "deep": "x" } }, "multi": "a: 1\nb: 2" }
        """;

    [Theory]
    [InlineData("{{ .name }} {{.n}} {{ .big }} {{ .f }}", "My-App 8080 1.23456789e+08 1.5")]
    [InlineData("a {{- .name -}} b", "aMy-Appb")]
    [InlineData("{{/* c */}}x{{- /* d */ -}} y", "xy")]
    [InlineData("{{ if .e }}A{{ else if .b }}B{{ else }}C{{ end }}", "B")]
    [InlineData("{{ range $i, $e := .list }}{{ $i }}={{ $e }};{{ end }}", "0=b;1=a;2=c;3=a;")]
    [InlineData("{{ range $k, $v := .map }}{{ $k }}={{ $v }} {{ end }}", "in=map[deep:x] k=v z=1 ")]
    [InlineData("{{ range .nul }}x{{ else }}none{{ end }}", "none")]
    [InlineData("{{ range .list }}{{ if eq . \"a\" }}{{ continue }}{{ end }}{{ . }}{{ if eq . \"c\" }}{{ break }}{{ end }}{{ end }}", "bc")]
    [InlineData("{{ with $x := .map.in }}{{ $x.deep }}{{ $.name }}{{ .deep }}{{ end }}", "xMy-Appx")]
    [InlineData("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $x := 3 }}{{ end }}{{ $x }}", "2")]
    [InlineData("{{ define \"t\" }}[{{ . }}]{{ end }}{{ template \"t\" .name }}{{ block \"b\" 1 }}<{{ . }}>{{ end }}", "[My-App]<1>")]
    [InlineData("{{ .name | upper | printf \"%s-%d\" \"x\" }}", "x-%!d(string=MY-APP)")]
    [InlineData("{{ index .map \"in\" \"deep\" }}{{ (index .map \"in\").deep }}{{ index .list 1 }}", "xxa")]
    [InlineData("{{ printf \"%05d|%-5s|%q|%.2f|%v|%t\" 42 \"ab\" \"q\" 1.005 .list true }}", "00042|ab   |\"q\"|1.00|[b a c a]|true")]
    [InlineData("{{ and .b .name }}|{{ or .e .name }}|{{ and .e (fail \"x\") }}|{{ not .b }}", "My-App|My-App||false")]
    [InlineData("{{ eq .name \"x\" \"My-App\" }} {{ gt (len .list) 3 }} {{ ne 1 2 }}", "true true true")]
    [InlineData("{{ default \"d\" .e }} {{ coalesce .nul .e 3 }} {{ ternary \"y\" \"n\" .b }}", "d 3 y")]
    [InlineData("{{ .multi | nindent 2 }}", "\n  a: 1\n  b: 2")]
    [InlineData("{{ dict \"a\" 1 \"b\" (list 1 \"x\") | toJson }}", "{\"a\":1,\"b\":[1,\"x\"]}")]
    [InlineData("{{ join \"-\" .list }} {{ .list | uniq | sortAlpha | join \",\" }} {{ splitList \"-\" .name | last }}", "b-a-c-a a,b,c App")]
    [InlineData("{{ add 1 2 | mul 3 }} {{ div 7 2 }} {{ mod 7 2 }} {{ round 3.14159 2 }} {{ max 1 5 3 }}", "9 3 1 3.14 5")]
    [InlineData("{{ dig \"in\" \"deep\" \"no\" .map }} {{ dig \"in\" \"nope\" \"no\" .map }} {{ hasKey .map \"k\" }}", "x no true")]
    [InlineData("{{ trunc 3 .name }} {{ substr 1 3 .name }} {{ .name | trimSuffix \"-App\" }} {{ replace \"-\" \"_\" .name }}", "My- y- My My_App")]
    [InlineData("{{ normalize \"My_App.X!\" }} {{ slugify 10 \"feature/one-two-three\" }}", "my-app.x feature")]
    [InlineData("{{ toYaml .map }}", "in:\n  deep: x\nk: v\nz: 1")]
    [InlineData("{{ (fromYaml .multi).b }} {{ (fromJson \"[1]\") | len }} {{ b64enc \"x\" }} {{ sha256sum \"\" | trunc 8 }}", "2 1 eA== e3b0c442")]
    [InlineData("{{ 0x1F }} {{ 1_000 }} {{ 'a' }} {{ 1e3 }} {{ `raw` }} {{ \"\\u00e9\\n\" }}", "31 1000 97 1000 raw é\n")]
    [InlineData("{{ len \"héé\" }}{{ trunc 3 \"héé\" }}", "5hé")]
    public void A_template_gives_what_go_gives(string template, string expected) => Run(template).ShouldBe(expected);

    [Theory]
    [InlineData("{{ .missing }}", "map has no entry for key \"missing\"")]
    [InlineData("{{ .map.missing.x }}", "map has no entry for key \"missing\"")]
    [InlineData("{{ .nul.x }}", "nil pointer evaluating interface {}.x")]
    [InlineData("{{ .name.x }}", "can't evaluate field x in type string")]
    [InlineData("{{ eq .n 8080 }}", "error calling eq: incompatible types for comparison")]
    [InlineData("{{ upper .n }}", "error calling upper: wrong type for value; expected string; got float64")]
    [InlineData("{{ index .list 9 }}", "error calling index: index out of range: 9")]
    [InlineData("{{ fail \"boom\" }}", "error calling fail: boom")]
    [InlineData("{{ if .b }}x", "unexpected end of the template: an {{end}} is missing")]
    [InlineData("{{ .name", "unclosed action")]
    [InlineData("{{ nope .x }}", "function \"nope\" not defined")]
    [InlineData("{{ env \"HOME\" }}", "function \"env\" not defined")]
    [InlineData("{{ $y }}", "undefined variable \"$y\"")]
    [InlineData("{{ repeat 100000000 \"x\" }}", "error calling repeat: a text has more than 4,194,304 characters")]
    [InlineData("{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}", "templates include each other too deeply")]
    [InlineData("{{ set .map \"me\" .map }}", "error calling set: a map cannot have itself as a value")]
    public void A_mistake_is_explained(string template, string message) => Should.Throw<GoTemplateException>(() => Run(template)).Message.ShouldBe(message);

    [Fact]
    public void A_missing_key_depends_on_the_option()
    {
        Run("{{ .missing }}{{ .missing.x }}", MissingKey.NoValue).ShouldBe("<no value><no value>");
        Run("{{ .missing }}{{ index .map \"no\" }}", MissingKey.Zero).ShouldBe("<no value><no value>");
    }

    [Fact]
    public void Any_text_is_parsed_executed_or_refused_in_bounds()
    {
        string[] words =
        [
            "{{", "}}", "{{-", "-}}", " ", ".", ".name", "$x", ":=", "=", "|", "(", ")", "if", "else", "end", "range", "with", "define", "template", "block",
                "\"t\"",
            "printf", "\"%d\"", "1", "-2.5", "nil", "true", "index", ".map", ".list", "/*", "*/", "'a'", "`", ",", "break", "\n", "x", "len", "eq", "$",
                "toYaml", "until",
        ];
        Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[0, 40].Sample(parts =>
        {
            try
            {
                _ = Run(string.Concat(parts), MissingKey.NoValue);
            }
            catch (GoTemplateException)
            {
            }
        }, iter: 20_000);
    }

    [Fact]
    public void Text_without_actions_stays_as_it_is() =>
        Gen.String.Where(s => !s.Contains("{{", StringComparison.Ordinal)).Sample(text => Run(text).ShouldBe(text));

    private static string Run(string template, MissingKey missing = MissingKey.Error) =>
        GoTemplate.Parse(template).Execute(GoValue.Of(JsonNode.Parse(Data)), missing, new GoBudget(TestContext.Current.CancellationToken));
}
