using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Fixes;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Rules;
using Automation.Owners;
using Automation.Reporting.Model;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Tests.Fixing;

/// <summary>A fix is offered only where applying it is known to help.</summary>
public sealed class VerifiedFixTests
{
    [Theory]
    [InlineData("  depedencyOf: [shop-backend]")]
    [InlineData("  dependOn: [stock]")]
    [InlineData("  consumeApis: [\"orders/\"]")]
    [InlineData("  providesApi: [\":x\"]")]
    [InlineData("  subcomponentof: \"a/\"")]
    public void A_key_whose_value_would_be_rejected_is_not_renamed(string line) => NotFixed(World.Component("orders", line + "\n"));

    [Theory]
    [InlineData("\"sbucomponentOf\":\"shop\"", "\"subcomponentOf\":\"shop\"")]
    [InlineData("'sbucomponentOf':'shop'", "'subcomponentOf':'shop'")]
    [InlineData("sbucomponentOf: shop", "subcomponentOf: shop")]
    [InlineData("\"sbucomponentOf\" : shop", "\"subcomponentOf\" : shop")]
    public void A_key_keeps_its_quotes_without_which_the_colon_would_be_part_of_it(string mistaken, string right)
    {
        var text = """{"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"orders"},"spec":{"type":"service","lifecycle":"production","owner":"team-a",""" + mistaken +
            "}}";

        var fix = Validate(text).Findings.ShouldHaveSingleItem().Fix.ShouldNotBeNull();

        TextEdit.Apply(text, fix.Edits.Select(e => e.Edit)).Text.ShouldBe(text.Replace(mistaken, right, StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_name_that_swallows_its_value_is_more_than_a_rename()
    {
        var source = SourceText.Of("catalog-info.yaml", "{spec: {\"sbucomponentOf\":\"shop\"}}\n");
        var start = source.Content.IndexOf('"', StringComparison.Ordinal);
        var end = source.Content.IndexOf(':', start);
        var fix = new Fix("Rename", [new FixEdit(source.SpanBetween(start, end), new TextEdit(start, end, "subcomponentOf"))]);
        var finding = new Finding(
            RuleReference.All.First(r => r.Id == "catalog/misspelt-key"), "It is misspelt.", source.Path, source.SpanBetween(start, end))
        {
            Pointer = "/spec/sbucomponentOf",
            Fix = fix,
        };

        new DescriptorFixEffect(source).Of(FixPlan.Of([finding])).ShouldBe(FixEffect.ChangesMore);
    }

    [Theory]
    [InlineData("  tag: [A_B]")]
    [InlineData("  label: {a: 1}")]
    [InlineData("  labls: {a: b c}")]
    [InlineData("  annotation: {a: 1}")]
    [InlineData("  link: [{title: Wiki}]")]
    [InlineData("  namspace: Foo")]
    public void Metadata_whose_value_would_be_rejected_is_not_renamed(string line) =>
        NotFixed(World.Component("orders").Replace("spec:", $"{line}\nspec:", StringComparison.Ordinal));

    [Theory]
    [InlineData("name: orders", "name: Order Service", "name: Order-Service")]
    [InlineData("name: orders", "name: orders\n  namespace: Shop", "name: orders\n  namespace: shop")]
    [InlineData("name: orders", "name: orders\n  namspace: shop", "name: orders\n  namespace: shop")]
    [InlineData("name: orders", "name: 2024", "name: \"2024\"")]
    [InlineData("name: orders", "nam: orders", "name: orders")]
    [InlineData("kind: Component", "kind: component", "kind: Component")]
    [InlineData("metadata:", "metadta:", "metadata:")]
    public void Changes_to_the_identity_of_an_entity_are_only_suggested(string sound, string mistaken, string better)
    {
        var text = World.Component("orders").Replace(sound, mistaken, StringComparison.Ordinal);
        var findings = Validate(text).Findings;

        findings.ShouldAllBe(f => f.Fix == null);
        findings.SelectMany(f => f.Suggestions)
            .Select(s => TextEdit.Apply(text, s.Edits.Select(e => e.Edit)).Text)
            .ShouldContain(World.Component("orders").Replace(sound, better, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name: orders", "name: ${{ values.name }}")]
    [InlineData("name: orders", "name: ${{values.id | dump}}")]
    [InlineData("name: orders", "name: {{ cookiecutter.Name }}")]
    [InlineData("name: orders", "name: orders\n  tags: [Java, \"${{ values.tag }}\"]")]
    [InlineData("name: orders", "name: orders\n  labels:\n    team: \"{{ .Values.Team }}\"")]
    [InlineData("name: orders", "name: orders\n  links:\n    - url: ${{ values.host }}.example.com")]
    [InlineData("lifecycle: production", "lifecyle: ${{ values.stage }}")]
    [InlineData("lifecycle: production", "lifecyle: \"{% if a %}production{% endif %}\"")]
    [InlineData("lifecycle: production", "lifecyle: production # {{ later }}")]
    public void A_template_expression_is_neither_fixed_nor_suggested(string sound, string mistaken)
    {
        var findings = Validate(World.Component("orders").Replace(sound, mistaken, StringComparison.Ordinal)).Findings;

        findings.ShouldNotBeEmpty();
        findings.ShouldAllBe(f => f.Fix == null && f.Suggestions.Count == 0);
        findings.Select(f => f.Message).ShouldAllBe(m => !m.Contains("Did you mean 'values", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_lines_of_a_file_with_template_expressions_are_fixed() =>
        Fixed(World.Component("orders", "  dependsOn: [\"component:${{ values.x }}\"]\n").Replace("lifecycle", "lifecyle",
            StringComparison.Ordinal)).ShouldContain(
            "  lifecycle: production");

    [Fact]
    public void Of_two_keys_that_would_get_one_name_only_one_is_renamed()
    {
        var text = World.Component("orders", "  consumeApis: [a]\n  consumesApi: [b]\n");

        Validate(text).Findings.Count(f => f.Fix is not null).ShouldBe(1);
        Validate(Fixed(text)).Findings.ShouldAllBe(f => f.Severity != Severity.Error);
    }

    [Fact]
    public void A_tab_is_replaced_where_the_document_means_the_same_however_wide_it_is() =>
        Fixed(World.Component("orders").Replace("  name: orders", "\tname: orders\n\ttags:\n\t- a", StringComparison.Ordinal)).ShouldContain(
            "\n  name: orders\n  tags:\n  - a\n");

    [Fact]
    public void A_tab_that_may_stand_for_another_level_is_left_to_people() =>
        NotFixed(World.Component("orders").Replace("  name: orders", "  name: orders\n  annotations:\n\ta: b", StringComparison.Ordinal));

    [Fact]
    public void Every_value_with_a_reserved_start_is_quoted_at_once() =>
        Fixed(World.Component("orders").Replace("  name: orders", "  name: orders\n  title: @orders\n  description: `x",
            StringComparison.Ordinal)).ShouldContain(
            "  title: \"@orders\"\n  description: \"`x\"\n");

    [Fact]
    public void A_fix_that_brings_hidden_errors_to_light_is_not_offered() =>
        NotFixed(World.Component("orders")
            .Replace("  name: orders", "\tname: orders", StringComparison.Ordinal)
            .Replace("  type: service\n", "", StringComparison.Ordinal));

    [Fact]
    public void A_document_beside_one_that_cannot_be_read_is_fixed()
    {
        var text = $"a: [\n---\n{World.Component("orders").Replace("lifecycle", "lifecyle", StringComparison.Ordinal)}";

        Fixed(text).ShouldBe(text.Replace("lifecyle", "lifecycle", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_with_very_many_fixes_gets_the_first_and_a_note()
    {
        var text = World.Component("orders")
            .Replace("spec:", $"  tags:\n{string.Concat(Enumerable.Range(0, 1_050).Select(i => $"    - T{i}\n"))}spec:", StringComparison.Ordinal);
        var report = Validate(text);

        report.Findings.Count(f => f.Fix is not null).ShouldBeInRange(100, 999);
        report.NotChecked.ShouldHaveSingleItem().What.ShouldBe($"{report.Findings.Count(f => f.Fix is null):N0} fixes in a.yaml");
    }

    [Fact]
    public void Every_document_of_a_large_file_is_fixed_at_once()
    {
        var text = string.Join(
            "---\n", Enumerable.Range(0, 500).Select(i => World.Component($"c{i}").Replace("lifecycle", "lifecyle", StringComparison.Ordinal)));

        Validate(Fixed(text)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_misspelt_reference_is_not_corrected_to_the_entity_itself()
    {
        var report = World.Check(World.Of(("catalog-info.yaml", World.Component("storefront", "  subcomponentOf: storefrnt\n"))));

        report.Findings.ShouldAllBe(f => f.Fix == null);
    }

    [Theory]
    [InlineData("* @acme/all\n/vendor/libfoo @acme/infra\n")]
    [InlineData("* @acme/all\n/Docs/ @acme/docs\n")]
    public void A_pattern_that_matches_nothing_takes_no_path_from_its_owner(string text) =>
        Lint(text, "package-lock.json", "README.md", "vendor/libfoo2/a.c", "docs/a.md").Findings.ShouldAllBe(f => f.Fix == null);

    [Fact]
    public void A_missing_space_is_inserted_and_the_line_then_owns_what_it_names() =>
        Lint("* @acme/all\npackage-lock.json@bob @amy\nREADME.md@bo\n", "package-lock.json", "README.md").Findings
            .SelectMany(f => f.Fix!.Edits).Select(e => e.Edit.NewText).ShouldAllBe(text => text == " ");

    [Fact]
    public void No_owner_disappears_by_a_suggestion() =>
        Lint("* @acme/all\npackage-lock.json@bob @amy\n", "package-lock.json").Findings
            .SelectMany(f => f.Suggestions)
            .SelectMany(s => s.Edits)
            .ShouldAllBe(e => e.Edit.NewText.Contains("@bob", StringComparison.Ordinal));

    [Fact]
    public void A_line_that_was_skipped_may_take_what_it_names()
    {
        var finding = Lint("* @acme/all\n/docs/ @acme/docs, @ada\n", "docs/a.md").Findings.ShouldHaveSingleItem();

        finding.Fix!.Edits.ShouldHaveSingleItem().Edit.NewText.ShouldBe("@acme/docs");
    }

    [Fact]
    public void A_misspelt_key_of_the_configuration_that_would_be_rejected_is_not_renamed()
    {
        var configured = Configured.Read(
            SourceText.Of("automation.yml", "descriptor: {a: b}\n"),
            InMemoryTree.Of(),
            path => path,
            withBaseline: false,
            TestContext.Current.CancellationToken);

        configured.Findings.ShouldHaveSingleItem().Fix.ShouldBeNull();
    }

    private static void NotFixed(string text)
    {
        var findings = Validate(text).Findings;
        findings.ShouldNotBeEmpty();
        findings.ShouldAllBe(f => f.Fix == null);
    }

    private static string Fixed(string text) => FixPlan.Of(Validate(text).Findings).ApplyTo(text);

    private static Report Validate(string text)
    {
        var input = new DescriptorInput("a.yaml", "a.yaml", InMemoryTree.Of(("a.yaml", text)), null, YamlLimits.Descriptor);
        return new ValidateDescriptors(AutomationSettings.Default, Baseline.Empty, null).Run([input], TestContext.Current.CancellationToken);
    }

    private static Report Lint(string text, params string[] files) => new LintCodeowners(AutomationSettings.Default, Baseline.Empty, Dialect.GitHub)
        .Run(new RepositorySnapshot(InMemoryTree.Of([("CODEOWNERS", text), .. files.Select(f => (f, ""))]), "", null), TestContext.Current.CancellationToken);
}
