using System.Text;
using System.Text.Json;
using Automation.Core.Text;
using Automation.Yaml.Nodes;
using Automation.Yaml.Writing;
using CsCheck;

namespace Automation.Yaml.Tests;

/// <summary>What is written canonically is read again as the same value, and text as text by readers of either version of YAML.</summary>
public sealed class WritingProperties
{
    private const int Rounds = 10_000;

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    // No file can hold half a surrogate pair.
    private static readonly Gen<string> Text = Gen.OneOf(Piece.Array[0, 5].Select(string.Concat), Gen.String[0, 12])
        .Select(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t)));

    private static readonly Gen<YamlNode> Scalar = Gen.OneOf<YamlNode>(
        Text.Select(Of),
        Gen.Double.Select(d => (YamlNode)new YamlScalar("", YamlType.Number, YamlScalarStyle.Plain, 0, 0) { Number = d }),
        Gen.Int[-100, 100].Select(i => (YamlNode)new YamlScalar("", YamlType.Number, YamlScalarStyle.Plain, 0, 0) { Number = i }),
        Gen.Bool.Select(b => (YamlNode)new YamlScalar(b ? "true" : "false", YamlType.Boolean, YamlScalarStyle.Plain, 0, 0)),
        Gen.Const((YamlNode)new YamlScalar("null", YamlType.Null, YamlScalarStyle.Plain, 0, 0)));

    private static string[] Pieces =>
        ["a", "b c", "Team", "1", "1.5", "0x1f", "true", "no", "~", "null", "2024-01-01", ":", ": ", " #", "#", "-", "- ", "?", "!", "&x", "*x", "%", "@",
            "`", "|", ">", "[", "]", "{", "}", ",", "'", "\"", "\\",
            "\n", "\n", "\n ", " ", "\t", "\r", "\r\n", "\0", "\u0085", "\u2028", "\ufeff", "\ufffe", "é", "😀", "\uD800", "---", "...", "<<", "=", "$text",
                "user:default/a", "https://acme.example/a?b=c#d"];

    [Fact]
    public void A_value_is_read_again_as_it_was() => Value(3).Sample(
        value =>
        {
            var root = new YamlMapping([new YamlEntry("v", Of("v"), value)], 0, 0);
            var written = CanonicalYaml.Write(root);
            Json(Read(written)).ShouldBe(Json(root), written);
            CanonicalYaml.Write((YamlMapping)Read(written)).ShouldBe(written);
        },
        iter: Rounds,
        threads: 1,
        print: v => Json(v));

    [Fact]
    public void Text_is_text_in_YAML_1_1_too() => Text.Sample(
        text =>
        {
            var written = CanonicalYaml.Write(new YamlMapping([new YamlEntry("v", Of(text), Of(text))], 0, 0));
            Json(Read("%YAML 1.1\n---\n" + written)).ShouldBe(Json(Read(written)), written);
        },
        iter: Rounds,
        threads: 1);

    [Fact]
    public void It_reads_as_people_write() => CanonicalYaml.Write((YamlMapping)Read(
        "{metadata: {name: a, tags: [x, 'yes', '1'], links: [{url: 'https://acme.example/#top', title: 'Runbook: pager'}], empty: {}}, spec: {definition: "
        + "\"openapi: '3'\\n\\npaths: {}\\n\", none: null, port: 8080, ratio: .5}}"))
        .ShouldBe("""
            metadata:
              name: a
              tags:
                - x
                - "yes"
                - "1"
              links:
                - url: https://acme.example/#top
                  title: "Runbook: pager"
              empty: {}
            spec:
              definition: |
                openapi: '3'

                paths: {}
              none: null
              port: 8080
              ratio: 0.5

            """);

    private static Gen<YamlNode> Value(int depth) => depth == 0 ? Scalar : Gen.OneOf(
        Scalar,
        Value(depth - 1).Array[0, 3].Select(items => (YamlNode)new YamlSequence(items, 0, 0)),
        Gen.Select(Text, Value(depth - 1)).Array[0, 3].Select(entries => (YamlNode)new YamlMapping(
            [.. entries.DistinctBy(e => e.Item1).Where(e => e.Item1 != "<<").Select(e => new YamlEntry(e.Item1, Of(e.Item1), e.Item2))], 0, 0)));

    private static YamlNode Of(string text) => new YamlScalar(text, YamlType.String, YamlScalarStyle.Plain, 0, 0);

    private static YamlNode Read(string text)
    {
        var document = YamlFile.Read(SourceText.Of("a.yaml", text), YamlLimits.Source).Documents.Single(d => !d.IsEmpty);
        document.Problems.ShouldBeEmpty(text);
        return document.Root!;
    }

    private static string Json(YamlNode node)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            YamlAsJson.Write(node, json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
