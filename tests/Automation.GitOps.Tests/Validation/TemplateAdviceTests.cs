using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Schemas;
using Automation.GitOps.Validation;

namespace Automation.GitOps.Tests.Validation;

/// <summary>Frequent mistakes in applications and sets get one finding, which says what to write.</summary>
public sealed class TemplateAdviceTests
{
    [Fact]
    public void A_sync_option_that_Argo_CD_ignores_does_not_fail()
    {
        var finding = Of(Application("syncPolicy: { syncOptions: [allowEmpty=true] }")).ShouldHaveSingleItem();

        (finding.Rule.Id, finding.Severity).ShouldBe(("gitops/unknown-sync-option", Severity.Warning));
        finding.Message.ShouldBe("Argo CD has no sync option 'allowEmpty=true', and ignores it. 'allowEmpty' is a field of 'syncPolicy.automated'.");
    }

    [Theory]
    [InlineData("Retry=true", "'retry' is a field of 'syncPolicy'.")]
    [InlineData("CreateNamespaces=true", "Write 'CreateNamespace=true' or 'CreateNamespace=false'.")]
    [InlineData("Whatever=true", "and ignores it.")]
    public void The_advice_depends_on_what_was_meant(string option, string advice) =>
        Of(Application($"syncPolicy: {{ syncOptions: [{option}] }}")).ShouldHaveSingleItem().Message.ShouldEndWith(advice);

    [Theory]
    [InlineData("missingkey=eroor", "gitops/template-option")]
    [InlineData("missingkey=zero", "gitops/missing-key")]
    [InlineData("missingkey=error", null)]
    public void An_option_that_Go_does_not_know_is_an_error(string option, string? rule) =>
        Of(Set($"goTemplate: true\n  goTemplateOptions: [{option}]", "'{{.name}}'", "apps")).Select(f => f.Rule.Id).ShouldBe(rule is null ? [] : [rule]);

    [Theory]
    [InlineData("false", "staging", "The element 'staging' is not a map, so Argo CD generates nothing: write 'name: value'.")]
    [InlineData("true", "staging", "The element 'staging' is not a map, so Argo CD generates nothing: write 'name: value'.")]
    [InlineData("false", "{ replicas: 3 }", "The value of 'replicas' is not a text, so Argo CD generates nothing: write \"3\" in quotes, or set 'goTemplate: true'.")]
    [InlineData("false", "{ values: { a: [] } }", "The value of 'a' is not a text, so Argo CD generates nothing: set 'goTemplate: true'.")]
    [InlineData("true", "{ replicas: 3, values: { a: [] } }", null)]
    [InlineData("false", "{ replicas: \"3\", values: { a: b } }", null)]
    public void An_element_that_gives_no_parameters_is_an_error(string isGo, string element, string? message) =>
        Of(Set($"goTemplate: {isGo}\n  goTemplateOptions: [missingkey=error]", "a", "apps").Replace("[{ name: a }]", $"[{element}]", StringComparison.Ordinal))
            .Select(f => f.Message).ShouldBe(message is null ? [] : [message]);

    [Theory]
    [InlineData("false", "{{nmae}}", "No generator gives the parameter 'nmae', so the braces stay as they are. Did you mean 'name'?")]
    [InlineData("false", "{{ name }}", null)]
    [InlineData("true", "{{.nmae}}", "No generator gives the parameter 'nmae', so Argo CD generates nothing. Did you mean 'name'?")]
    [InlineData("true", "{{.name}}", null)]
    [InlineData("true", "{{ .nmae | default \"a\" }}", null)]
    [InlineData("true", "{{ with .name }}{{ .x }}{{ end }}", null)]
    public void A_parameter_that_no_generator_gives_is_found(string isGo, string name, string? message) =>
        Unknown(Set($"goTemplate: {isGo}\n  goTemplateOptions: [missingkey=error]", $"'{name}'", "apps")).ShouldBe(message is null ? [] : [message]);

    [Theory]
    [InlineData("git: { repoURL: https://github.com/acme/gitops, directories: [{ path: '*' }] }", "{{path.basename}}", false)]
    [InlineData("git: { repoURL: https://github.com/acme/gitops, directories: [{ path: '*' }] }", "{{path.basenam}}", true)]
    [InlineData("git: { repoURL: https://github.com/acme/gitops, directories: [{ path: '*' }], pathParamPrefix: a }", "{{a.path.basename}}", false)]
    [InlineData("git: { repoURL: https://github.com/acme/gitops, directories: [{ path: '*' }], values: { x: y } }", "{{values.x}}", false)]
    [InlineData("git: { repoURL: https://github.com/acme/gitops, files: [{ path: '*' }] }", "{{anything}}", false)]
    [InlineData("clusters: {}", "{{anything}}", false)]
    [InlineData("matrix: { generators: [{ list: { elements: [{ a: b }] } }, { clusters: {} }] }", "{{anything}}", false)]
    [InlineData("matrix: { generators: [{ list: { elements: [{ a: b }] } }, { list: { elements: [{ c: d }] } }] }", "{{a}}{{c}}", false)]
    [InlineData("matrix: { generators: [{ list: { elements: [{ a: b }] } }, { list: { elements: [{ c: d }] } }] }", "{{e}}", true)]
    [InlineData("list: { elementsYaml: '[]' }", "{{anything}}", false)]
    public void Only_where_all_parameters_are_known(string generator, string name, bool isFound) =>
        Unknown(Set("goTemplate: false", $"'{name}'", "apps").Replace("list: { elements: [{ name: a }] }", generator, StringComparison.Ordinal))
            .Count().ShouldBe(isFound ? 1 : 0);

    [Fact]
    public void Braces_in_the_values_of_a_chart_are_of_the_chart() =>
        Unknown(Set("goTemplate: false", "'{{name}}'", "apps\n        helm: { values: 'title: \"{{instance}}\"' }")).ShouldBeEmpty();

    [Fact]
    public void Braces_without_quotes_are_one_finding_each()
    {
        var findings = Of(Set("goTemplate: false", "{{name}}", "{{path}}"));

        findings.Select(f => f.Rule.Id).ShouldBe(["gitops/type", "gitops/type"]);
        findings[1].Message.ShouldEndWith("YAML reads braces without quotes as an object: write \"{{path}}\" in quotes.");
    }

    [Fact]
    public void A_template_where_a_number_is_required_is_one_for_templatePatch() =>
        Of(Set("goTemplate: false", "a", "apps", "syncPolicy: { retry: { limit: '{{limit}}' } }")).ShouldHaveSingleItem().Message
            .ShouldEndWith("A template there gives text: set the field with 'templatePatch'.");

    [Fact]
    public void Many_unknown_parameters_among_many_known_ones_end_at_the_most_findings()
    {
        var names = string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"k{i:00000}: 1"));
        var uses = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{{{.z{i}}}}}"));

        Unknown(Set("goTemplate: true", $"'{uses}{{{{.z1}}}}'", "apps").Replace("{ name: a }", $"{{ {names} }}", StringComparison.Ordinal)).Count().ShouldBeInRange(50, 100);
    }

    private static string Application(string more) => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: { name: orders }
        spec:
          project: default
          source: { repoURL: https://github.com/acme/gitops, path: apps, targetRevision: main }
          destination: { name: staging, namespace: orders }
          {{more}}
        """;

    private static string Set(string options, string name, string path, string more = "project: default") => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: { name: all }
        spec:
          {{options}}
          generators:
            - list: { elements: [{ name: a }] }
          template:
            metadata: { name: {{name}} }
            spec:
              {{(more == "project: default" ? more : $"project: default\n      {more}")}}
              source:
                repoURL: https://github.com/acme/gitops
                targetRevision: main
                path: {{path}}
              destination: { name: staging, namespace: orders }
        """;

    private static IEnumerable<string> Unknown(string text) => Of(text).Where(f => f.Rule.Id == "gitops/unknown-parameter").Select(f => f.Message);

    private static IReadOnlyList<Finding> Of(string text) =>
        [.. new ManifestValidation(SchemaSet.BuiltIn).Run(ManifestFile.Read(SourceText.Of("a.yaml", text))).SelectMany(v => v.Findings)];
}
