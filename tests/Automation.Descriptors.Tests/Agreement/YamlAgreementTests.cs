namespace Automation.Descriptors.Tests.Agreement;

/// <summary>What is YAML for Backstage and what is not, where parsers are of different minds.</summary>
public sealed class YamlAgreementTests
{
    private const string System = "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: orders\nspec:\n  owner: payments\n";

    [Theory]
    [InlineData("%FOO bar\n---\n")]
    [InlineData("%\n---\n")]
    [InlineData("%YAML 1.2\n%YAML 1.2\n---\n")]
    [InlineData("%YAML 1.3\n---\n")]
    [InlineData("%YAML 2.0 # a comment\n---\n")]
    [InlineData("%TAG ! tag:example.com,2000:\n%TAG ! tag:example.com,2001:\n---\n")]
    [InlineData("%TAG e example.com\n---\n")]
    [InlineData("...\n")]
    [InlineData("--- # a comment\n")]
    [InlineData("--- !!map\n")]
    [InlineData("--- &all\n")]
    public void Directives_and_markers_that_mean_nothing_do_no_harm(string before) => ShouldBeAccepted(before + System);

    [Theory]
    [InlineData("%YAML\n---\n")]
    [InlineData("%YAML 1.1 x\n---\n")]
    [InlineData("%YAML 1.1#x\n---\n")]
    [InlineData("%TAG !e!\n---\n")]
    [InlineData("%TAG !e! a b\n---\n")]
    [InlineData("%YAML 1.2\n")]
    [InlineData("%YAML 1.2\n...\n")]
    public void Directives_that_are_wrong_or_stand_alone_make_the_file_unreadable(string before) => ShouldNotBeYaml(before + System);

    [Fact]
    public void A_percent_sign_begins_no_line_of_a_document() => ShouldNotBeYaml($"{System}%YAML 1.2\n");

    [Fact]
    public void Version_1_1_holds_for_later_documents_until_a_directive_comes()
    {
        const string Titled = "---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: orders\n  title: yes\nspec:\n  owner: payments\n";

        Valid($"%YAML 1.1\n{Titled}{Titled}...\n%TAG !e! x\n{Titled}").ShouldBe([false, false, true]);
    }

    [Fact]
    public void A_tag_handle_is_known_once_it_is_declared()
    {
        ShouldBeAccepted($"%TAG !e! tag:example.com,2000:\n---\n{WithTitle("!e!x text")}");
        ShouldNotBeYaml(WithTitle("!e!x text"));
    }

    [Theory]
    [InlineData("|\n   \n    text")]
    [InlineData(">\n  \n\n    text")]
    [InlineData("|\n    text\n  \n    more")]
    [InlineData("|+\n      ")]
    [InlineData("|2\n    text")]
    public void A_block_of_text_may_hold_blank_lines(string block) => ShouldBeAccepted(WithTitle(block));

    [Theory]
    [InlineData("|\n      \n    text")]
    [InlineData("|\n    text\n\t")]
    [InlineData("|\n    text\n\tmore")]
    [InlineData("|\n  \t\n    text")]
    public void A_block_of_text_is_indented_by_spaces_and_evenly(string block) => ShouldNotBeYaml(WithTitle(block));

    [Theory]
    [InlineData("tags:\n    -\t- java")]
    [InlineData("links:\n    -\turl: https://example.com")]
    [InlineData("more:\n    ?\ta: b\n    : c")]
    public void A_tab_cannot_stand_between_a_dash_and_what_it_begins(string field) => ShouldNotBeYaml(WithField(field));

    [Theory]
    [InlineData("tags:\n    -\tjava")]
    [InlineData("more:\ta")]
    [InlineData("more: a\t# b")]
    [InlineData("more: [a,\tb]")]
    [InlineData("tags:\n    - java\n\t\n    - go")]
    public void A_tab_may_stand_before_a_plain_value_and_on_a_blank_line(string field) => ShouldBeAccepted(WithField(field));

    [Theory]
    [InlineData("more:\n    : v\n    1: w")]
    [InlineData("more:\n    ? a\n    ? b")]
    [InlineData("more:\n    :")]
    [InlineData("more: {? a, : b}")]
    public void Keys_and_values_may_be_missing(string field) => Should.NotThrow(() => Validated.File(WithField(field)));

    [Theory]
    [InlineData("more: {[a]: b}")]
    [InlineData("more:\n    [a]: b")]
    public void A_list_can_be_the_first_key(string field) => ShouldBeAccepted(WithField(field));

    [Fact]
    public void A_list_cannot_be_a_later_key() => ShouldNotBeYaml(WithField("more:\n    a: b\n    [c]: d"));

    [Theory]
    [InlineData("more: {a: [b]c}")]
    [InlineData("more: [{a: b} c]")]
    [InlineData("more: [[a] \"b\"]")]
    public void Nothing_follows_a_closing_bracket_within_brackets(string field) => ShouldNotBeYaml(WithField(field));

    [Theory]
    [InlineData("more: {a: [b] , c: d}")]
    [InlineData("more: [{a: b} # c\n    , d]")]
    [InlineData("more: {[a]: b, {c: d}: e}")]
    public void What_separates_may_follow_it(string field) => ShouldBeAccepted(WithField(field));

    [Theory]
    [InlineData("!!float 1")]
    [InlineData("!!int 1.5")]
    [InlineData("!!int text")]
    [InlineData("!!null text")]
    [InlineData("!!bool yes")]
    [InlineData("!!timestamp 2024-01-01")]
    [InlineData("! 17")]
    public void A_tag_that_does_not_fit_leaves_text(string value) => ShouldBeAccepted(WithTitle(value));

    [Theory]
    [InlineData("!!float 1.5")]
    [InlineData("!!float .inf")]
    [InlineData("!!int 0x1f")]
    [InlineData("!!bool true")]
    [InlineData("!!binary aGVsbG8=")]
    public void A_tag_that_fits_makes_no_text(string value) => Validated.Rejecting(WithTitle(value)).ShouldHaveSingleItem().Rule.Id.ShouldBe("catalog/field-type");

    [Theory]
    [InlineData("!!timestamp tomorrow")]
    [InlineData("!!")]
    [InlineData("!!set {a: b}")]
    [InlineData("!!omap [a: b, a: c]")]
    public void A_tag_that_cannot_be_meant_makes_the_file_unreadable(string value) => ShouldNotBeYaml(WithField($"more: {value}"));

    [Theory]
    [InlineData("labels: !!set {a, b}")]
    [InlineData("labels: !!omap [a: 17]")]
    [InlineData("annotations: !!set {a, b}")]
    public void Of_a_set_and_an_ordered_map_nothing_is_seen(string field) => ShouldBeAccepted(WithField(field));

    [Theory]
    [InlineData(".5")]
    [InlineData("._5")]
    [InlineData("e3")]
    [InlineData("12:30")]
    [InlineData("0_1")]
    [InlineData("0b11")]
    public void In_version_1_1_more_is_a_number(string value)
    {
        Valid($"%YAML 1.1\n---\n{WithTitle(value)}").ShouldBe([false]);
        Valid(WithTitle(value)).ShouldBe([value == ".5" ? false : true]);
    }

    [Theory]
    [InlineData(".nan", "NaN")]
    [InlineData("-.inf", "-Infinity", false)]
    [InlineData("0x1F", "31")]
    [InlineData("-0", "0")]
    [InlineData("2.50", "2.5")]
    [InlineData("1e21", "1e+21", false)]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("1e-7", "1e-7")]
    public void A_number_as_key_is_named_as_JavaScript_writes_it(string key, string name, bool isKey = true)
    {
        var text = WithField($"labels:\n    {key}: x");

        Validated.File(text).Documents[0].Descriptor!.Metadata!.Field("labels")!.Fields().ShouldHaveSingleItem().Pointer.Last.ShouldBe(name);
        Validated.IsAccepted(text).ShouldBe(isKey);
    }

    [Theory]
    [InlineData("more: {1: a, 1.0: b}")]
    [InlineData("more: {0x10: a, 16: b}")]
    [InlineData("more: {true: a, True: b}")]
    [InlineData("more: {~: a, null: b}")]
    public void Keys_that_are_equal_in_value_are_equal(string field) =>
        Validated.Rejecting(WithField(field)).ShouldHaveSingleItem().Rule.Id.ShouldBe("catalog/duplicate-key");

    [Theory]
    [InlineData("more: {1: a, \"1\": b}")]
    [InlineData("more: {.nan: a, .NaN: b}")]
    [InlineData("more: {~: a, \"\": b}")]
    public void Keys_of_different_types_differ(string field) => ShouldBeAccepted(WithField(field));

    [Theory]
    [InlineData("")]
    [InlineData("%YAML 1.1\n---\n")]
    public void A_tagged_merge_key_merges_in_every_version(string directive)
    {
        const string Merged =
            "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: orders\n  base: &base {owner: payments}\nspec:\n  !!merge <<: *base\n";

        ShouldBeAccepted(directive + Merged);
    }

    [Theory]
    [InlineData("backstage.io/managed-by-location:")]
    [InlineData("backstage.io/managed-by-origin-location: 17")]
    public void What_stands_where_Backstage_writes_itself_is_not_looked_at(string annotation) => ShouldBeAccepted(WithField($"annotations:\n    {annotation}"));

    [Fact]
    public void Annotations_are_never_a_placeholder() =>
        Validated.Rejecting(WithField("annotations:\n    $text: ./annotations.txt")).ShouldHaveSingleItem().Rule.Id.ShouldBe("catalog/annotation-key-format");

    private static string WithTitle(string value) => WithField($"title: {value}");

    private static string WithField(string field) => System.Replace("spec:", $"  {field}\nspec:", StringComparison.Ordinal);

    private static IEnumerable<bool> Valid(string text) => Validated.File(text).Documents.Select(d => d.IsValid);

    private static void ShouldBeAccepted(string text) => Validated.Rejecting(text).Select(f => f.Message).ShouldBeEmpty();

    private static void ShouldNotBeYaml(string text) => Validated.Rejecting(text).ShouldContain(f => f.Rule.Id == "catalog/yaml-syntax", text);
}
