using Automation.Core.Trees;
using Automation.GitOps.Expansion;
using Automation.GitOps.Reading;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Tests.Expansion;

/// <summary>The generators, one by one and combined.</summary>
public sealed class GeneratorTests
{
    private static readonly SetFixture Folders = new(
        ("apps/orders/kustomization.yaml", ""), ("apps/checkout/deep/x.yaml", ""), ("apps/old/x.yaml", ""), (".github/apps/x.yaml", ""), ("top.yaml", ""));

    private static readonly SetFixture Clusters = new()
    {
        Settings = GitOpsSettings.Default with
        {
            Clusters = new Dictionary<string, ClusterFacts>
            {
                ["dev.eu"] = new() { Server = "https://dev", Labels = new Dictionary<string, string> { ["env"] = "dev" } },
                ["Prod"] = new()
                {
                    Server = "https://prod",
                    Labels = new Dictionary<string, string> { ["env"] = "prod" },
                    Annotations = new Dictionary<string, string> { ["region"] = "eu" },
                },
            },
        },
    };

    [Fact]
    public void A_list_gives_an_application_for_each_element() =>
        new SetFixture().Names("- list: { elements: [{ env: dev, num: 1 }, { env: prod, num: 2 }] }", "a-{{ .env }}", "{{ .num }}")
            .ShouldBe("a-dev=1 a-prod=2");

    [Fact]
    public void Without_go_templates_only_texts_are_filled_in_and_unknown_names_stay() =>
        new SetFixture().Names("- list: { elements: [{ env: dev, values: { x: z } }] }", "a-{{env}}", "{{ values.x }} {{unknown}} {{.env}}", isGo: false)
            .ShouldBe("a-dev=z {{unknown}} {{.env}}");

    [Fact]
    public void An_element_that_is_not_a_text_needs_go_templates() =>
        new SetFixture().Names("- list: { elements: [{ num: 1 }] }", "a-{{num}}", isGo: false)
            .ShouldBe("mistake: the parameter 'num' of an element is not a text, which is needed without 'goTemplate: true'");

    [Fact]
    public void Git_folders_are_one_level_and_exclusions_win() =>
        Folders.Names($$$"""
            - git:
                repoURL: {{{SetFixture.Address}}}
                revision: HEAD
                directories: [{ path: apps/* }, { path: apps/old, exclude: true }]
            """, "{{ .path.basename }}", "{{ .path.path }} {{ index .path.segments 0 }}")
            .ShouldBe("checkout=apps/checkout apps orders=apps/orders apps");

    [Fact]
    public void Git_folders_that_begin_with_a_dot_are_left_out() =>
        Folders.Names($$$"""
            - git:
                repoURL: git@github.com:acme/gitops.git
                revision: main
                directories: [{ path: '*' }, { path: '*/*' }, { path: '*/*/*' }]
            """, "{{ .path.path | replace \"/\" \"-\" }}").ShouldBe("apps apps-checkout apps-checkout-deep apps-old apps-orders");

    [Fact]
    public void Git_files_give_their_content_and_a_list_gives_several_sets() =>
        new SetFixture(("c/b/x.json", """[{ "name": "one", "port": 80 }, { "name": "two", "port": 81 }]"""), ("c/a/x.yaml", "name: zero\nport: 8080\n"))
            .Names($$$"""
                - git:
                    repoURL: {{{SetFixture.Address}}}
                    revision: HEAD
                    files: [{ path: 'c/*/x.*' }]
                    pathParamPrefix: file
                    values: { full: '{{ .name }}-{{ .file.path.basename }}' }
                """, "{{ .values.full }}", "{{ .port }} {{ .file.path.filename }}")
            .ShouldBe("zero-a=8080 x.yaml one-b=80 x.json two-b=81 x.json");

    [Fact]
    public void Without_go_templates_the_content_of_files_is_flat() =>
        new SetFixture(("c/x.yaml", "a: { b: [1, { c: d }] }\n"))
            .Names($"- git: {{ repoURL: {SetFixture.Address}, revision: HEAD, files: [{{ path: c/x.yaml }}] }}", "{{path.basename}}-{{path[0]}}",
                "{{a.b.0}} {{a.b.1.c}}", isGo: false)
            .ShouldBe("c-c=1 d");

    [Fact]
    public void A_file_that_is_no_map_is_a_mistake_and_never_an_empty_set() =>
        new SetFixture(("c/x.yaml", "just text\n")).Names($"- git: {{ repoURL: {SetFixture.Address}, revision: HEAD, files: [{{ path: c/x.yaml }}] }}", "a")
            .ShouldBe("mistake: the file 'c/x.yaml' of its git generator is neither a map nor a list of maps");

    [Fact]
    public void Old_globbing_crosses_folders_and_the_difference_is_named()
    {
        var files = new[] { ("c/a/x.yaml", "num: deep"), ("c/x.yaml", "num: top") };
        var spec = $$$"""
            goTemplate: true
            generators: [{ git: { repoURL: {{{SetFixture.Address}}}, revision: HEAD, files: [{ path: 'c/*.yaml' }] } }]
            template: { metadata: { name: '{{ .num }}' }, spec: {} }
            """;
        var fresh = new SetFixture(files).Expand(spec).ShouldBeOfType<SetExpansion.Expanded>();
        fresh.Applications.Select(a => a.Name).ShouldBe(["top"]);
        fresh.Undecided.Single().ShouldContain("old globbing");
        var old = new SetFixture(files) { Settings = GitOpsSettings.Default with { OldGlobbing = true } };
        old.Expand(spec).ShouldBeOfType<SetExpansion.Expanded>().Applications.Select(a => a.Name).ShouldBe(["deep", "top"]);
    }

    [Fact]
    public void Another_repository_is_read_from_its_declared_checkout()
    {
        const string Other = "https://github.com/acme/other";
        var generators = $"- git: {{ repoURL: {Other}.git, revision: v1, directories: [{{ path: '*' }}] }}";
        new SetFixture().Names(generators, "{{ .path.basename }}")
            .ShouldBe($"not expanded: of its git generator the repository {Other}.git is a different one, and no checkout of it is declared");
        new SetFixture { Others = new Dictionary<string, Checkout> { [Other] = new("other", InMemoryTree.Of(("here/x", ""))) } }.Names(generators,
            "{{ .path.basename }}").ShouldBe("here");
    }

    [Fact]
    public void A_git_generator_of_another_revision_is_not_expanded() =>
        Folders.Names($"- git: {{ repoURL: {SetFixture.Address}, revision: v1.0.0, directories: [{{ path: '*' }}] }}", "x")
            .ShouldStartWith("not expanded: of its git generator it takes the revision v1.0.0");

    [Fact]
    public void Clusters_come_from_declared_facts_and_include_the_local_one() =>
        Clusters.Names("- clusters: {}", "{{ .nameNormalized }}", "{{ .server }}")
            .ShouldBe("prod=https://prod dev.eu=https://dev in-cluster=https://kubernetes.default.svc");

    [Fact]
    public void A_selector_of_clusters_leaves_the_local_one_out() =>
        Clusters.Names("- clusters: { selector: { matchLabels: { env: prod } }, values: { r: '{{ .metadata.annotations.region }}' } }", "{{ .name }}",
            "{{ .values.r }} {{ .metadata.labels.env }}")
            .ShouldBe("Prod=eu prod");

    [Fact]
    public void Undeclared_clusters_are_not_an_empty_set() =>
        new SetFixture().Names("- clusters: {}", "x").ShouldStartWith("not expanded: no clusters are declared");

    [Fact]
    public void A_cluster_without_a_declared_address_is_not_guessed()
    {
        var set = new SetFixture { Settings = GitOpsSettings.Default with { Clusters = new Dictionary<string, ClusterFacts> { ["dev"] = new() } } };
        set.Names("- clusters: { selector: { matchExpressions: [{ key: x, operator: DoesNotExist }] } }", "{{ .name }}").ShouldBe("dev");
        set.Names("- clusters: { selector: { matchExpressions: [{ key: x, operator: DoesNotExist }] } }", "{{ .server }}")
            .ShouldStartWith("not expanded: the address of the cluster 'dev'");
    }

    [Fact]
    public void A_matrix_combines_and_its_second_child_uses_the_first() =>
        new SetFixture(("apps/dev/x", ""), ("apps/prod/x", ""), ("apps/prod/y/z", ""))
            .Names($$$"""
                - matrix:
                    generators:
                    - list: { elements: [{ env: dev }, { env: prod }] }
                    - git:
                        repoURL: {{{SetFixture.Address}}}
                        revision: HEAD
                        directories: [{ path: 'apps/{{ .env }}*' }]
                        values: { one: '{{ .env }}', two: '{{ .path.basename }}' }
                """, "{{ .path.basename }}", "{{ .values.one }} {{ .values.two }}")
            .ShouldBe("dev=dev dev prod=prod prod");

    [Fact]
    public void A_matrix_can_list_what_a_file_contains() =>
        new SetFixture(("c.yaml", "apps: [{ num: one }, { num: two }]\n"))
            .Names($$$"""
                - matrix:
                    generators:
                    - git: { repoURL: {{{SetFixture.Address}}}, revision: HEAD, files: [{ path: c.yaml }] }
                    - list: { elementsYaml: '{{ .apps | toJson }}' }
                """, "{{ .num }}").ShouldBe("one two");

    [Fact]
    public void A_matrix_needs_two_children() =>
        new SetFixture().Names("- matrix: { generators: [{ list: { elements: [] } }] }", "x")
            .ShouldBe("mistake: its matrix generator does not have exactly two generators");

    [Fact]
    public void A_merge_overrides_by_key() =>
        new SetFixture().Names("""
            - merge:
                mergeKeys: [env]
                generators:
                - list: { elements: [{ env: dev, size: s }, { env: prod, size: s }] }
                - list: { elements: [{ env: prod, size: l }, { env: other, size: xl }] }
            """, "{{ .env }}", "{{ .size }}").ShouldBe("dev=s prod=l");

    [Fact]
    public void A_merge_with_the_same_key_twice_is_a_mistake() =>
        new SetFixture().Names("- merge: { mergeKeys: [a], generators: [{ list: { elements: [{ a: x }, { a: x }] } }, { list: { elements: [] } }] }", "x")
            .ShouldBe("mistake: a generator of its merge has two sets with the same a");

    [Fact]
    public void A_selector_filters_the_sets_of_any_generator() =>
        new SetFixture().Names("""
            - list: { elements: [{ env: dev, m: { k: v } }, { env: prod, m: { k: w } }] }
              selector: { matchLabels: { m.k: w }, matchExpressions: [{ key: env, operator: NotIn, values: [dev] }] }
            """, "{{ .env }}").ShouldBe("prod");

    [Theory]
    [InlineData("- scmProvider: { github: { organization: acme } }")]
    [InlineData("- pullRequest: { github: { owner: acme, repo: x } }")]
    [InlineData("- plugin: { configMapRef: { name: x } }")]
    [InlineData("- clusterDecisionResource: { configMapRef: x }")]
    [InlineData("- matrix: { generators: [{ list: { elements: [{ a: b }] } }, { pullRequest: {} }] }")]
    [InlineData("- merge: { mergeKeys: [a], generators: [{ list: { elements: [{ a: b }] } }, { scmProvider: {} }] }")]
    [InlineData("- list: { elements: [{ a: b }] }\n- plugin: {}")]
    public void What_only_a_server_knows_is_not_expanded_and_never_empty(string generators) =>
        new SetFixture().Names(generators, "x").ShouldStartWith("not expanded: the ");

    [Fact]
    public void A_name_that_is_generated_twice_is_a_problem() =>
        new SetFixture().Names("- list: { elements: [{ a: x }, { a: x }] }", "{{ .a }}")
            .ShouldBe("x [it generates the name 'x' more than once; Argo CD refuses this]");
}
