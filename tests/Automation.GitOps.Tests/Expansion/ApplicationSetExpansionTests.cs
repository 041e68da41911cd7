using Automation.GitOps.Expansion;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Tests.Expansion;

/// <summary>What is made of a set of parameters.</summary>
public sealed class ApplicationSetExpansionTests
{
    private static string Spec(string more, string template = "metadata: { name: '{{ .num }}' }, spec: { project: p, source: { path: '{{ .num }}' } }") => $$"""
        goTemplate: true
        goTemplateOptions: ["missingkey=error"]
        generators: [{ list: { elements: [{ num: a, big: 1000000, flag: true }] } }]
        template: { {{template}} }
        {{more}}
        """;

    [Fact]
    public void An_application_is_in_the_namespace_of_its_set_and_deletes_its_resources() =>
        Only(Spec("", "metadata: { name: '{{ .num }}', namespace: elsewhere, labels: { '{{ .num }}-l': x } }, spec: { project: p }")).ShouldBe("""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata:
              name: a
              namespace: argocd
              labels:
                a-l: x
              finalizers:
                - resources-finalizer.argocd.argoproj.io
            spec:
              project: p

            """);

    [Fact]
    public void Preserved_resources_have_no_finalizer() => Only(Spec("syncPolicy: { preserveResourcesOnDeletion: true }")).ShouldNotContain("finalizers");

    [Fact]
    public void A_missing_name_is_an_error_with_its_template()
    {
        var not = new SetFixture().Expand(Spec("", "metadata: { name: '{{ .missing }}' }, spec: {}")).ShouldBeOfType<SetExpansion.NotExpanded>();
        not.IsMistake.ShouldBeTrue();
        not.Reason.ShouldBe("the template '{{ .missing }}' fails: map has no entry for key \"missing\"");
    }

    [Fact]
    public void What_is_different_each_time_is_undecided_and_not_a_mistake()
    {
        var not = new SetFixture().Expand(Spec("", "metadata: { name: '{{ randAlpha 5 }}' }, spec: {}")).ShouldBeOfType<SetExpansion.NotExpanded>();
        not.IsMistake.ShouldBeFalse();
        not.Reason.ShouldContain("gives another result each time");
    }

    [Fact]
    public void A_template_patch_changes_all_but_the_project()
    {
        var patched = Only(Spec("""
            templatePatch: |
              metadata: { finalizers: [other] }
              spec:
                project: stolen
                {{- if .flag }}
                syncPolicy: { automated: { prune: true } }
                {{- end }}
                source: { path: null, helm: { valueFiles: ['{{ .num }}.yaml'] } }
            """));
        patched.ShouldContain("project: p");
        patched.ShouldNotContain("stolen");
        patched.ShouldContain("prune: true");
        patched.ShouldContain("- a.yaml");
        patched.ShouldNotContain("path:");
        patched.ShouldContain("- resources-finalizer.argocd.argoproj.io\n    - other");
    }

    [Fact]
    public void A_template_patch_that_is_empty_changes_nothing() => Only(Spec("templatePatch: '{{ if not .flag }}x{{ end }}'")).ShouldContain("path: a");

    [Fact]
    public void A_generators_template_comes_before_that_of_the_set() =>
        Only("""
            goTemplate: true
            generators: [{ list: { elements: [{ num: a }], template: { metadata: {}, spec: { source: { path: own } } } } }]
            template: { metadata: { name: '{{ .num }}' }, spec: { project: p, source: { path: set, repoURL: r } } }
            """).ShouldContain("source:\n    path: own\n    repoURL: r");

    [Fact]
    public void Values_of_a_chart_are_filled_in_at_any_depth() =>
        Only(Spec("", "metadata: { name: '{{ .num }}' }, spec: { source: { helm: { valuesObject: { '{{ .num }}': [{ x: '{{ .big }}' }], size: 5 } } } }"))
            .ShouldContain("a:\n          - x: \"1e+06\"\n        size: 5");

    [Fact]
    public void A_set_without_a_template_or_with_an_unknown_generator_is_a_mistake()
    {
        SetFixture.Shown(new SetFixture().Expand("generators: []")).ShouldBe("mistake: it has no 'template'");
        new SetFixture().Names("- lists: {}", "x").ShouldBe("mistake: it has a generator 'lists', which is not known here");
    }

    [Fact]
    public void A_template_without_end_is_stopped() =>
        new SetFixture().Names("- list: { elements: [{ a: x }] }", "{{ range until 90000 }}{{ range until 90000 }}{{ end }}{{ end }}")
            .ShouldContain("more than");

    private static string Only(string spec)
    {
        var result = new SetFixture().Expand(spec);
        return ObjectYaml.Write(result.ShouldBeOfType<SetExpansion.Expanded>(SetFixture.Shown(result)).Applications.Single().Content.Root)!;
    }
}
