using System.Text;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Tests;

public sealed class DocumentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# nothing\n")]
    [InlineData("  \t\n")]
    public void A_file_of_blanks_and_comments_has_no_document(string text) => Yaml.Read(text).Documents.ShouldBeEmpty();

    [Theory]
    [InlineData("a: 1\n---\nb: 2\n")]
    [InlineData("---\na: 1\n---\nb: 2\n")]
    [InlineData("a: 1\n...\nb: 2\n")]
    [InlineData("a: 1\n...\n---\nb: 2\n")]
    [InlineData("a: 1\n--- # second\nb: 2")]
    [InlineData("--- {a: 1}\n--- {b: 2}\n")]
    [InlineData("---\t{a: 1}\n---\r\nb: 2\r\n")]
    [InlineData("# first\n%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 2\n")]
    public void Markers_at_the_very_left_divide_documents(string text)
    {
        Yaml.Read(text).Documents.Select(Yaml.Show).ShouldBe(["{a: Number 1}", "{b: Number 2}"]);
    }

    [Theory]
    [InlineData("a: ---\n", "{a: String ---}")]
    [InlineData("a: |\n  ---\n  x\n", "{a: String ---\nx\n}")]
    [InlineData("----: 1\n", "{----: Number 1}")]
    [InlineData("---a: 1\n", "{---a: Number 1}")]
    [InlineData("a: x ... y\n", "{a: String x ... y}")]
    public void Marks_elsewhere_are_text(string text, string expected) => Yaml.Show(Yaml.Root(text)).ShouldBe(expected);

    [Theory]
    [InlineData("---\n")]
    [InlineData("---\n# only a comment\n")]
    [InlineData("null\n")]
    [InlineData("--- ~\n")]
    public void An_empty_document_is_counted_and_marked_as_empty(string text)
    {
        var document = Yaml.Document(text);

        document.IsEmpty.ShouldBeTrue();
        document.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Documents_are_numbered_with_the_empty_ones() =>
        Yaml.Read("---\n---\na: 1\n---\n").Documents.Select(d => (d.Index, d.IsEmpty)).ShouldBe([(0, true), (1, false), (2, true)]);

    [Theory]
    [InlineData("a: [1")]
    [InlineData("a: \"open")]
    [InlineData("a: b: c")]
    [InlineData("\ta: 1")]
    [InlineData("a: 'x' y")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("a: 1\n b: 2")]
    public void A_broken_document_does_not_hide_its_siblings(string broken) =>
        Yaml.Read($"a: 1\n---\n{broken}\n---\nb: 2\n").Documents.Select(Yaml.Show).ShouldBe(["{a: Number 1}", "Syntax", "{b: Number 2}"]);

    [Fact]
    public void The_dialect_of_a_directive_lasts_until_another_is_asked_for() =>
        Yaml.Read("%YAML 1.1\n---\nv: yes\n---\nv: yes\n...\n%YAML 1.2\n---\nv: yes\n").Documents.Select(Yaml.Show)
            .ShouldBe(["{v: Boolean yes}", "{v: Boolean yes}", "{v: String yes}"]);

    [Theory]
    [InlineData("%YAML 2.0\n---\nv: yes\n")]
    [InlineData("%YAML 2.0 # comment\n---\nv: yes\n")]
    [InlineData("%YAML 1.1\n%YAML 1.2\n---\nv: yes\n")]
    [InlineData("%FOO bar\n---\nv: yes\n")]
    [InlineData("%YAML 1.2 # comment\n---\nv: yes\n")]
    [InlineData("%TAG !e! tag:example.com,2026:\n---\nv: !e!x yes\n")]
    public void Other_directives_change_nothing(string text) => Yaml.Show(Yaml.Root(text)).ShouldBe("{v: String yes}");

    [Theory]
    [InlineData("%YAML foo\n---\nv: yes\n")]
    [InlineData("%YAML 2\n---\nv: yes\n")]
    [InlineData("%YAML 1.2 x\n---\nv: yes\n")]
    public void A_version_that_is_none_is_a_problem(string text) => Yaml.Problem(text).Kind.ShouldBe(YamlProblemKind.Syntax);

    [Fact]
    public void Directives_without_a_marker_after_them_are_a_problem()
    {
        var problem = Yaml.Problem("%YAML 1.2\na: 1\n");

        problem.Kind.ShouldBe(YamlProblemKind.Syntax);
        problem.Message.ShouldContain("'---'");
    }

    [Fact]
    public void A_byte_order_mark_at_the_start_of_a_file_is_dropped()
    {
        var file = Yaml.Read([0xEF, 0xBB, 0xBF, .. "a: 1\n"u8]);

        file.Documents.Select(Yaml.Show).ShouldBe(["{a: Number 1}"]);
        ((YamlMapping)file.Documents[0].Root!).Entries[0].Name.Start.ShouldBe(0);
    }

    [Fact]
    public void A_byte_order_mark_at_the_start_of_a_later_document_belongs_to_its_first_key() =>
        Yaml.Read("a: 1\n---\n\uFEFFb: 2\n").Documents.Select(Yaml.Show).ShouldBe(["{a: Number 1}", "{\uFEFFb: Number 2}"]);

    [Theory]
    [InlineData("a: 1\r\nb: |\r\n  x\r\n  y\r\nc: 'p\r\n  q'\r\n")]
    [InlineData("a: 1\nb: |\r\n  x\n  y\r\nc: 'p\n  q'\r\n")]
    public void Lines_may_end_with_CRLF(string text) =>
        Yaml.Show(Yaml.Root(text)).ShouldBe("{a: Number 1, b: String x\ny\n, c: String p q}");

    [Theory]
    [InlineData("\r")]
    [InlineData("\0")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\uFEFF")]
    [InlineData("\u0007")]
    public void Characters_that_are_no_line_breaks_are_ordinary_ones(string character)
    {
        Yaml.Show(Yaml.Value($"v: x{character}y\n")).ShouldBe($"String x{character}y");
        Yaml.Show(Yaml.Value($"v: 'x{character}y'\n")).ShouldBe($"String x{character}y");
        Yaml.Show(Yaml.Value($"v: \"x{character}y\"\n")).ShouldBe($"String x{character}y");
        Yaml.Show(Yaml.Value($"v: |\n  x{character}y\n")).ShouldBe($"String x{character}y\n");
        Yaml.Show(Yaml.Root($"x{character}y: 1\n")).ShouldBe($"{{x{character}y: Number 1}}");
    }

    [Fact]
    public void Private_characters_of_the_text_stay_what_they_are() =>
        Yaml.Show(Yaml.Value("v: x\u0085\uE000\uE001\uE002\uE003\uE004\uE005\0\n")).ShouldBe("String x\u0085\uE000\uE001\uE002\uE003\uE004\uE005\0");

    [Fact]
    public void Bytes_that_are_not_UTF_8_become_replacement_characters() =>
        Yaml.Read([.. "a: x"u8, 0xFF, .. "y\n"u8]).Documents.Select(Yaml.Show).ShouldBe(["{a: String x\uFFFDy}"]);

    [Fact]
    public void UTF_16_is_not_guessed() => Yaml.Show(Yaml.Read(Encoding.Unicode.GetBytes("a: 1\n")).Documents[0]).ShouldNotBe("{a: Number 1}");

    [Theory]
    [InlineData("- 1\n- 2\n", YamlType.Sequence)]
    [InlineData("text\n", YamlType.String)]
    [InlineData("12\n", YamlType.Number)]
    public void The_root_may_be_anything(string text, YamlType type) => Yaml.Root(text).Type.ShouldBe(type);

    [Fact]
    public void Reading_stops_when_it_is_cancelled() => Should.Throw<OperationCanceledException>(() =>
        YamlFile.Read(Core.Text.SourceText.Of("a.yaml", "a: 1\n"), YamlLimits.Descriptor, new CancellationToken(canceled: true)));
}
