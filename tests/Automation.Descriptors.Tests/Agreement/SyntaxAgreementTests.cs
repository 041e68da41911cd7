namespace Automation.Descriptors.Tests.Agreement;

/// <summary>
/// What is YAML for Backstage 4.0.5 and what is not, by kinds of text in which parsers differ. Each stands in the metadata of a sound component.
/// </summary>
public sealed class SyntaxAgreementTests
{
    [Theory]
    [InlineData("description: a\n\t\n    b")]
    [InlineData("description: a\n \t\n    b")]
    [InlineData("description: a\r\n\t\r\n    b")]
    [InlineData("tags:\n    - a\n\t\n      b")]
    public void A_line_of_tabs_within_plain_text_is_no_continuation(string text) => ShouldNotBeYaml(text);

    [Theory]
    [InlineData("description: a\n\n    b")]
    [InlineData("description: a\n   \n    b")]
    [InlineData("description: a\n    \t\n    b")]
    [InlineData("description: a\n\t\n  title: b")]
    [InlineData("description: 'a\n    \t\n    b'")]
    public void A_blank_line_is_where_it_is_indented_enough_or_ends_the_text(string text) => ShouldBeYaml(text);

    [Theory]
    [InlineData("x: {% if x %}")]
    [InlineData("x: [%a]")]
    [InlineData("x: {a: %b}")]
    [InlineData("x: [a, @b]")]
    [InlineData("x: [`a`]")]
    [InlineData("x: [a, |b]")]
    [InlineData("x: {a: ?}")]
    [InlineData("x: {a: ?, b: c}")]
    [InlineData("x: [-]")]
    [InlineData("x: [- a]")]
    [InlineData("x: [a,,b]")]
    [InlineData("x: [, a]")]
    [InlineData("x: [a b: c: d]")]
    [InlineData("x: {a: b: c}")]
    [InlineData("x: [a]b")]
    public void Not_everything_may_begin_a_value_in_brackets(string text) => ShouldNotBeYaml(text);

    [Theory]
    [InlineData("x: [a%, a@b, a`]")]
    [InlineData("x: [?a, -a, :a]")]
    [InlineData("x: {? a : b}")]
    [InlineData("x: {a}")]
    [InlineData("x: {a, b: c}")]
    [InlineData("x: [a: b]")]
    [InlineData("x: {\"a\":b}")]
    [InlineData("x: [a, ]")]
    [InlineData("x: {a:, b: c}")]
    public void Other_text_in_brackets_is_fine(string text) => ShouldBeYaml(text);

    [Theory]
    [InlineData("x: {t: &a C, u: D}")]
    [InlineData("x: &s\n    type: \"ser\n      vice\"")]
    [InlineData("annotations: &a\n    k: 'x\n      y'")]
    [InlineData("x: !!map\n    k: \"x\n      y\"")]
    [InlineData("x: &a !!map\n    k: {a: 1,\n      b: 2}")]
    [InlineData("tags: &a\n    - \"x\n      y\"")]
    [InlineData("x: &a\n    - &b c: d\n      e: f")]
    public void An_anchor_or_tag_before_a_list_or_map_changes_nothing_for_what_is_in_it(string text) => ShouldBeYaml(text);

    [Theory]
    [InlineData("tags: &a - b")]
    [InlineData("x: &a &b c")]
    [InlineData("x: !a !b c")]
    [InlineData("x: &a *b")]
    [InlineData("x:\n    &a - b")]
    [InlineData("x: &")]
    public void An_anchor_or_tag_stands_once_and_above_a_list(string text) => ShouldNotBeYaml(text);

    [Theory]
    [InlineData("x: 1\n  : a")]
    [InlineData("x:\n    : a\n    b: c")]
    [InlineData("x:\n    - : d\n      action: x")]
    [InlineData("x: {a: !!str}")]
    [InlineData("x: {a: !!str, b: c}")]
    [InlineData("x: [!]")]
    [InlineData("x: !!str")]
    [InlineData("x: &a")]
    [InlineData("x:\n    ? a")]
    [InlineData("x:\n    -\n    -")]
    [InlineData("[a]: b\n  # c")]
    [InlineData("? a\n    : b")]
    public void An_empty_value_or_key_is_one(string text) => ShouldBeYaml(text);

    [Theory]
    [InlineData("x: 1\n  : a\n  : b")]
    [InlineData("x: {: a, : b}")]
    public void Two_empty_keys_are_equal(string text) =>
        Validated.File(Component(text)).Documents.SelectMany(d => d.Findings).ShouldContain(f => f.Rule.Id == "catalog/duplicate-key");

    [Theory]
    [InlineData("description: \"\\ud800\"")]
    [InlineData("description: \"\\U0001F600\\x41\\/\\_\"")]
    [InlineData("description: |9\n   # c")]
    [InlineData("description: |2\n      a\n     b")]
    [InlineData("description: >-\n      a\n\n      b")]
    [InlineData("description: |\n\n      a")]
    public void Texts_in_quotes_and_blocks_are_read(string text) => ShouldBeYaml(text);

    [Theory]
    [InlineData("description: \"\\q\"")]
    [InlineData("description: \"\\x4\"")]
    [InlineData("description: \"\\U00110000\"")]
    [InlineData("description: |x\n      a")]
    [InlineData("description: |#c\n      a")]
    [InlineData("description: |10\n      a")]
    [InlineData("description: |\n        \n      a")]
    [InlineData("description: |3\n      a\n    b")]
    [InlineData("description: 'a'#b")]
    public void Texts_in_quotes_and_blocks_that_are_wrong_are_not(string text) => ShouldNotBeYaml(text);

    [Fact]
    public void An_alias_takes_the_colon_that_is_joined_to_it() =>
        Validated.File(Component("x: &q a\n  *q: b")).IsOk.ShouldBeFalse();

    [Theory]
    [InlineData("... x\n")]
    [InlineData("... x\ny: 1\n")]
    [InlineData("a: 1\n... - b\n")]
    public void Text_after_an_end_marker_belongs_to_the_document_before(string before)
    {
        var validated = Validated.File(before + "---\n" + Component("title: a"));

        validated.Documents.Count.ShouldBe(2);
        validated.Documents[0].Findings.ShouldHaveSingleItem().Rule.Id.ShouldBe("catalog/yaml-syntax");
        validated.Documents[1].IsValid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("...\n")]
    [InlineData("...\n...\n")]
    [InlineData("... # c\n")]
    [InlineData("---\n...\n")]
    public void An_end_marker_by_itself_ends_an_empty_document(string before) => Validated.File(before + Component("title: a")).IsOk.ShouldBeTrue();

    [Fact]
    public void An_appended_document_whose_marker_is_joined_to_the_last_line_is_one_problem_at_that_line()
    {
        var text = Component("title: a").TrimEnd() + "---\n" + Component("title: b");

        var finding = Validated.File(text).Documents.ShouldHaveSingleItem().Findings.ShouldHaveSingleItem();

        finding.Message.ShouldContain("Put '---' on its own line");
        finding.Span.Start.Line.ShouldBe(9);
    }

    [Fact]
    public void A_key_that_is_repeated_elsewhere_is_reported_as_before() =>
        Validated.File(Component("title: a---\n  title: b")).Documents
            .ShouldHaveSingleItem().Findings
            .ShouldHaveSingleItem().Message
            .ShouldContain("is used twice");

    private static void ShouldBeYaml(string text) => Syntax(text).ShouldBeEmpty();

    private static void ShouldNotBeYaml(string text) => Syntax(text).ShouldNotBeEmpty();

    private static IEnumerable<string> Syntax(string text) =>
        Validated.File(Component(text)).Documents
            .SelectMany(d => d.Findings)
            .Where(f => f.Rule.Id is "catalog/yaml-syntax" or "catalog/duplicate-key")
            .Select(f => f.Message);

    private static string Component(string metadata) =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\n  {metadata}\nspec:\n  type: service\n  lifecycle: production\n  "
        + "owner: payments\n";
}
