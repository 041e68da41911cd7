using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Tests;

/// <summary>
/// Types as the library <c>yaml</c> 2.9.1 finds them; every row was compared with it. It writes a list as a key in a form of its own, <c>[ a, b ]</c>.
/// </summary>
public sealed class TypingTests
{
    [Theory]
    [InlineData(YamlType.Null, "null", "Null", "NULL", "~", "")]
    [InlineData(YamlType.Boolean, "true", "True", "TRUE", "false", "False", "FALSE")]
    [InlineData(YamlType.Number, "0", "-0", "+0", "017", "08", "+12", "-12", "00", "9007199254740993")]
    [InlineData(YamlType.Number, "0o17", "0xff", "0xFF")]
    [InlineData(YamlType.Number, "1.0", "1.", ".5", "-.5", "+.5", "1e5", "1E+5", "1.5e-3", "0.", "1e400")]
    [InlineData(YamlType.Number, ".inf", ".Inf", ".INF", "-.inf", "+.inf", ".nan", ".NaN", ".NAN")]
    [InlineData(YamlType.String, "yes", "no", "on", "off", "y", "n", "Yes", "NO", "OFF", "tRUE", "nULL")]
    [InlineData(YamlType.String, "0o8", "0O17", "0xfg", "0X1F", "-0x1F", "0x", "0o", "0b11")]
    [InlineData(YamlType.String, ".", "1e", ".e5", "1e5.5", "e5", "-.nan", ".Nan", "inf", "NaN", "Infinity", "+", "--")]
    [InlineData(YamlType.String, "2024-01-01", "2024-01-01T00:00:00Z", "12:30:45", "1_000", "1.2.3", "1,000", "1 2")]
    [InlineData(YamlType.String, "٣", "１", "<<", "=")]
    public void A_plain_value_has_the_type_of_the_core_schema(YamlType type, params string[] texts)
    {
        foreach (var text in texts)
        {
            Yaml.Value($"v: {text}\n").Type.ShouldBe(type, text);
        }
    }

    [Theory]
    [InlineData(YamlType.Null, "null", "Null", "NULL", "~", "")]
    [InlineData(YamlType.Boolean, "yes", "NO", "on", "Off", "y", "N", "true", "FALSE")]
    [InlineData(YamlType.Number, "1", "-017", "08", "0x1F", "0o17", "0b11", "1_000", "1.5", "1.", ".5", "1e3", "-1.5e-3", ".inf", ".NaN")]
    [InlineData(YamlType.String, ".", "..", "12:30", "2024-01-01", "1.2.3", "e5", "0x", "tRUE", "+", "1 2")]
    public void In_a_manifest_a_plain_value_has_the_type_that_Kubernetes_gets(YamlType type, params string[] texts)
    {
        foreach (var text in texts)
        {
            var file = YamlFile.Read(SourceText.Of("a.yaml", $"v: {text}\n"), YamlLimits.Descriptor, YamlDialect.Kubernetes, TestContext.Current.CancellationToken);
            ((YamlMapping)file.Documents[0].Root!)["v"]!.Type.ShouldBe(type, text);
        }
    }

    [Theory]
    [InlineData(YamlType.Null, "null", "~", "")]
    [InlineData(YamlType.Boolean, "yes", "Yes", "YES", "no", "on", "Off", "y", "N", "true", "FALSE")]
    [InlineData(YamlType.Number, "017", "1_000", "1_000.5", "1__0", "0b11", "-0b11", "0x_f", "12:30", "12:30:45", "190:20:30.15", "-1:30", "1e5", ".inf",
        ".5", "-.5", "+.5", ".", ".e5", "e5", "E5")]
    [InlineData(YamlType.String, "oN", "yES", "0o17", "1:60", "1:99:00", "_1", "1e", "0b", "0b12", "2024-01", "1.2.3")]
    public void After_the_directive_for_YAML_1_1_a_plain_value_has_the_type_of_that_schema(YamlType type, params string[] texts)
    {
        foreach (var text in texts)
        {
            Yaml.Value($"%YAML 1.1\n---\nv: {text}\n").Type.ShouldBe(type, text);
        }
    }

    [Theory]
    [InlineData("2024-01-01", "2024-01-01T00:00:00.000Z")]
    [InlineData("2024-1-1", "2024-01-01T00:00:00.000Z")]
    [InlineData("2024-01-01 10:20:30", "2024-01-01T10:20:30.000Z")]
    [InlineData("2024-01-01t10:20:30.5+02:00", "2024-01-01T08:20:30.500Z")]
    [InlineData("2024-01-01 10:20:30 -5", "2024-01-01T15:20:30.000Z")]
    public void A_date_of_YAML_1_1_becomes_the_text_that_JSON_gives_it(string text, string expected) =>
        Yaml.Show(Yaml.Value($"%YAML 1.1\n---\nv: {text}\n")).ShouldBe("String " + expected);

    [Theory]
    [InlineData("'12'")]
    [InlineData("\"true\"")]
    [InlineData("''")]
    [InlineData("|\n  12")]
    [InlineData(">-\n  null")]
    public void A_quoted_or_block_value_is_text(string value) => Yaml.Value($"v: {value}\n").Type.ShouldBe(YamlType.String);

    [Theory]
    [InlineData("!!str 12", "String 12")]
    [InlineData("!!str", "String ")]
    [InlineData("! 12", "String 12")]
    [InlineData("!foo 12", "String 12")]
    [InlineData("!!foo true", "String true")]
    [InlineData("!!int 12", "Number 12")]
    [InlineData("!!int '12'", "Number 12")]
    [InlineData("!!int x", "String x")]
    [InlineData("!!float 1.5", "Number 1.5")]
    [InlineData("!!bool true", "Boolean true")]
    [InlineData("!!bool yes", "String yes")]
    [InlineData("!!null ''", "Null")]
    [InlineData("!!binary aGk=", "{type: String Buffer, data: []}")]
    [InlineData("!!timestamp 2024-01-01", "String 2024-01-01T00:00:00.000Z")]
    [InlineData("!<tag:yaml.org,2002:str> 1", "String 1")]
    public void A_tag_names_the_type(string value, string expected) => Yaml.Show(Yaml.Value($"v: {value}\n")).ShouldBe(expected);

    [Theory]
    [InlineData("2.50", "2.5")]
    [InlineData("1", "1")]
    [InlineData("'2.50'", "2.50")]
    [InlineData("-0", "0")]
    [InlineData("017", "17")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("1e3", "1000")]
    [InlineData("1000000000000000", "1000000000000000")]
    [InlineData("123456789012345678901", "123456789012345680000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1.5e-7", "1.5e-7")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("-1.25", "-1.25")]
    [InlineData("0.1", "0.1")]
    [InlineData("1e400", "Infinity")]
    [InlineData("-.inf", "-Infinity")]
    [InlineData(".nan", "NaN")]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("~", "")]
    [InlineData("null", "")]
    [InlineData("yes", "yes")]
    public void A_key_has_the_name_that_JavaScript_gives_it(string key, string expected) =>
        Yaml.Map($"? {key}\n: x\n").Entries.ShouldHaveSingleItem().Key.ShouldBe(expected);

    [Fact]
    public void A_list_as_a_key_is_named_by_the_beginning_of_its_text()
    {
        Yaml.Map("? [a, b]\n: x\n").Entries.ShouldHaveSingleItem().Key.ShouldBe("[a, b]");
        Yaml.Map($"? [{new string('a', 5000)}]\n: x\n").Entries.ShouldHaveSingleItem().Key.Length.ShouldBe(1000);
    }

    [Fact]
    public void A_list_as_a_key_keeps_its_unusual_characters() =>
        Yaml.Map("? [a\u0085b]\n: x\n").Entries.ShouldHaveSingleItem().Key.ShouldBe("[a\u0085b]");

    [Fact]
    public void Yes_is_the_key_true_in_YAML_1_1() => Yaml.Map("%YAML 1.1\n---\nyes: x\n").Entries.ShouldHaveSingleItem().Key.ShouldBe("true");
}
