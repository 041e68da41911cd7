using Automation.Core.Text;
using Automation.Descriptors.Discovery;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Tests.Discovery;

/// <summary>Which files are template skeletons by themselves.</summary>
public sealed class SkeletonTests
{
    private const string Envelope = "apiVersion: backstage.io/v1alpha1\nkind: Component\n";
    private const string Sound = Envelope + "metadata:\n  name: orders\nspec:\n  owner: team-a\n";
    private const string Unfilled = Envelope + "metadata:\n  name: ${{ values.name }}\n";
    private const string Template = "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\n";

    [Theory]
    [InlineData("apiVersion: ${{ values.version }}\nkind: Component\nmetadata:\n  name: orders\n")]
    [InlineData("apiVersion: backstage.io/v1alpha1\nkind: {{ values.kind }}\nmetadata:\n  name: orders\n")]
    [InlineData(Unfilled)]
    [InlineData(Envelope + "metadata:\n  name: \"${{ values.name | dump }}\"\n")]
    [InlineData(Envelope + "metadata:\n  name: {{ cookiecutter.name }}\n")]
    [InlineData(Envelope + "metadata:\n  name: {{ cookiecutter.name }}-api\n")]
    [InlineData(Envelope + "metadata:\n  name: svc-{% if values.a %}a{% endif %}\n")]
    [InlineData(Envelope + "metadata:\n  name: orders\n  namespace: ${{ values.namespace }}\n")]
    [InlineData(Envelope + "metadata: {{ values.metadata }}\n")]
    [InlineData(Template + "metadata:\n  name: ${{ values.name }}-template\nspec:\n  type: service\n")]
    public void An_expression_in_what_identifies_an_entity_makes_a_skeleton(string text) => Is(text).ShouldBeTrue();

    [Theory]
    [InlineData(Envelope + "metadata:\n  name: orders\n  description: {{ values.name }} of the shop\n")]
    [InlineData(Envelope + "metadata:\n  name: orders\n  tags:\n    {%- for tag in values.tags %}\n    - ${{ tag }}\n    {%- endfor %}\n")]
    [InlineData(Envelope + "metadata:\n  name: orders\nspec:\n  {%- if values.a %}\n  owner: a\n  {%- else %}\n  owner: b\n  {%- endif %}\n")]
    [InlineData(Envelope + "metadata:\n  name: orders\n{{- include \"chart.labels\" . | nindent 2 }}\nspec:\n  type: service\n")]
    [InlineData("{%- if values.backstage %}\n" + Sound + "{%- endif %}\n")]
    [InlineData("{# made by the platform team #}\n" + Envelope + "metadata:\n  name: ${{ values.name }}\n")]
    [InlineData(Template + "metadata:\n  name: service\n  title: {{ values.title }} service\nspec:\n  type: service\n")]
    public void An_expression_that_makes_the_YAML_unreadable_makes_a_skeleton(string text) => Is(text).ShouldBeTrue();

    [Theory]
    [InlineData(Sound)]
    [InlineData(Envelope + "metadata:\n  name: orders # ${{ values.name }}\n")]
    [InlineData("# {% raw %}\n" + Sound)]
    [InlineData(Envelope
        + "metadata:\n  name: orders\n  title: ${{ values.title }}\n  description: 'Greets with {{ name }}'\n  links:\n    - url: https://acme.example/{{ id "
        + "}}\n")]
    [InlineData("apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders\nspec:\n  definition: |\n    GET {{baseUrl}}/orders\n    {% note "
        + "%}\n")]
    [InlineData(Envelope + "metadata:\n  name: orders\n  annotations:\n    a.b/c: '{{ x }}'\nspec:\n  owner: ${{ values.owner }}\n")]
    [InlineData(Template
        + "metadata:\n  name: service\nspec:\n  steps:\n    - action: fetch:template\n      input:\n        values: {name: '${{ parameters.name }}'}\n")]
    public void An_expression_in_a_text_makes_none(string text) => Is(text).ShouldBeFalse();

    [Theory]
    [InlineData(Envelope + "metadata:\n  name: orders\n  description: 'Greets with {{ name }}'\n  title: a: b\n")]
    [InlineData("apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders\nspec:\n  definition: |\n    GET {{baseUrl}}\n owner: x\n")]
    [InlineData(Envelope + "metadata:\n  name: orders\n  name: payments\n  description: '{{ x }}'\n")]
    [InlineData(Envelope + "metadata:\n  name: orders\n  description: Orders: {{ values.description }}\n")]
    [InlineData(Template + "metadata:\n  name: service\nspec:\n  type: {{ parameters.type }} service\n")]
    [InlineData(Template + "metadata:\n  name: service\nspec:\n  type: New: {{ parameters.type }}\n")]
    [InlineData("[ {{")]
    public void A_file_that_is_unreadable_for_another_reason_is_none(string text) => Is(text).ShouldBeFalse();

    [Fact]
    public void A_document_beside_a_skeleton_keeps_the_file_in_the_check()
    {
        Is(Unfilled + "---\n" + Unfilled + "---\n").ShouldBeTrue();
        Is(Unfilled + "---\n" + Sound).ShouldBeFalse();
    }

    [Fact]
    public void A_template_engine_names_the_folder_of_a_cookiecutter() => Skeleton.IsNamed("{{cookiecutter.name}}/catalog-info.yaml").ShouldBeTrue();

    [Fact]
    public void Expressions_without_an_end_take_no_more_time_than_others()
    {
        var text = string.Concat(Enumerable.Repeat("{{ ", 200_000));

        Is(text).ShouldBeFalse();
    }

    private static bool Is(string text) => Skeleton.Is(SourceText.Of("catalog-info.yaml", text), YamlLimits.Descriptor, TestContext.Current.CancellationToken);
}
