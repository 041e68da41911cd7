using System.Text.Json.Nodes;
using Automation.Core.Trees;
using Automation.GitOps.Rendering;
using Automation.GitOps.Settings;
using Automation.Testing;

namespace Automation.Rendering.Tests;

/// <summary>Applications as Argo CD would render them, with the real tools.</summary>
public sealed class ApplicationRendererTests
{
    private const string Chart = "apiVersion: v2\nname: app\nversion: 1.0.0\n";
    private const string Values = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  values: {{ .Values | toJson | quote }}\n";

    [Fact]
    public void A_folder_of_manifests_gets_namespaces_by_scope()
    {
        var rendered = new RenderedRepository(
            ("a/all.yaml", """
                apiVersion: v1
                kind: List
                items:
                - { apiVersion: v1, kind: ConfigMap, metadata: { name: a } }
                - { apiVersion: v1, kind: ConfigMap, metadata: { name: b, namespace: other } }
                - { apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: c, namespace: x } }
                ---
                { apiVersion: example.com/v1, kind: Gadget, metadata: { name: d } }
                ---
                { apiVersion: example.org/v1, kind: Widget, metadata: { name: e, namespace: x } }
                ---
                { apiVersion: unknown.example/v1, kind: Thing, metadata: { name: f } }
                """),
            ("a/one.json", """{ "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "j" } }"""),
            ("a/skipped.yaml", "# +argocd:skip-file-rendering\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: skipped }\n"),
            ("a/values.yaml", "replicas: 2\n"),
            ("crds/gadgets.yaml", Definition("example.com", "Gadget", "Namespaced")),
            ("a/widgets.yaml", Definition("example.org", "Widget", "Cluster"))).Render("{ path: a }");

        RenderedRepository.Shown(rendered).ShouldBe("""
            ConfigMap orders-dev/a
            ConfigMap other/b
            Secret orders-dev/j
            CustomResourceDefinition.apiextensions.k8s.io widgets.example.org
            Gadget.example.com orders-dev/d
            Widget.example.org e
            ClusterRole.rbac.authorization.k8s.io c
            Thing.unknown.example orders-dev/f
            undecided: whether Thing of unknown.example is in a namespace: no definition of it is known (--crds)

            """);
    }

    [Fact]
    public void Two_objects_with_one_key_are_a_problem_and_hooks_have_their_phase()
    {
        var rendered = new RenderedRepository(("a/all.yaml", """
            { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { x: "1" } }
            ---
            { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: orders-dev }, data: { x: "2" } }
            ---
            { apiVersion: batch/v1, kind: Job, metadata: { generateName: m-,
                annotations: { argocd.argoproj.io/hook: PreSync, argocd.argoproj.io/sync-wave: "-1" } } }
            ---
            { apiVersion: batch/v1, kind: Job, metadata: { name: h, annotations: { helm.sh/hook: "post-install,post-upgrade", helm.sh/hook-weight: "5" } } }
            """)).Render("{ path: a }");

        RenderedRepository.Shown(rendered).ShouldBe("""
            ConfigMap orders-dev/a
            Job.batch orders-dev/ (PreSync, wave -1)
            Job.batch orders-dev/h (PostSync, wave 5)
            problem: ConfigMap orders-dev/a is rendered more than once: Argo CD applies only the last one.

            """);
        rendered.Objects[0].Object.Root["data"]!["x"]!.GetValue<string>().ShouldBe("2");
    }

    [Theory]
    [InlineData("a: [\napiVersion: v1\nkind: x\nmetadata: y\n", "a/x.yaml cannot be read as Argo CD reads it: line ")]
    [InlineData("apiVersion: v1\nmetadata: { name: kind }\n", "a/x.yaml cannot be read as Argo CD reads it: the document at line 1 is not a resource")]
    public void A_broken_manifest_is_named(string text, string reason) =>
        new RenderedRepository(("a/x.yaml", text)).Render("{ path: a }").NotRendered.Single().Reason.ShouldStartWith(reason);

    [Fact]
    public void Values_win_in_the_order_of_argo_cd()
    {
        var rendered = new RenderedRepository(
            ("app/Chart.yaml", Chart), ("app/values.yaml", "a: chart\nb: chart\nc: chart\nd: chart\n"), ("app/templates/a.yaml", Values),
            ("app/one.yaml", "b: one\nc: one\nd: one\n"), ("env/two.yaml", "c: two\nd: two\n"), ("app/file.txt", "content, with comma"))
            .Render("""
                {
                  path: app,
                  helm: {
                    releaseName: release, ignoreMissingValueFiles: true, valueFiles: [one.yaml, /env/two.yaml, missing.yaml],
                    valuesObject: { d: object }, values: "d: text",
                    parameters: [{ name: e, value: "x,y" }, { name: f, value: "{1,2}" }, { name: g, value: "07", forceString: true },
                      { name: h, value: $ARGOCD_APP_NAME }],
                    fileParameters: [{ name: i, path: file.txt }]
                  }
                }
                """);

        rendered.NotRendered.ShouldBeEmpty();
        rendered.Objects.Single().Object.Key.ToString().ShouldBe("ConfigMap orders-dev/release");
        Data(rendered).ShouldBe("""{"a":"chart","b":"one","c":"two","d":"object","e":"x,y","f":[1,2],"g":"07","h":"orders","i":"content, with comma"}""");
    }

    [Fact]
    public void Local_dependencies_and_those_of_the_folder_of_charts_are_used()
    {
        var rendered = new RenderedRepository(
            ("app/Chart.yaml", Chart + "dependencies:\n- { name: lib, version: 1.0.0, repository: 'file://../lib' }\n- { name: db, version: 2.0.0, "
                + "repository: 'https://charts.example' }\n"),
            ("app/templates/a.yaml", "{{ include \"lib.map\" . }}"),
            ("lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.0.0\n"),
            ("lib/templates/_map.tpl", "{{ define \"lib.map\" }}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: from-lib\n{{ end }}"))
        {
            Charts = Store("db", "2.0.0", ("db/templates/s.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: db\n")),
        }.Render("{ path: app }");

        RenderedRepository.Shown(rendered).ShouldBe("ConfigMap orders-dev/from-lib\nService orders-dev/db\n");
    }

    [Fact]
    public void A_chart_that_is_not_given_is_named_and_other_sources_are_rendered()
    {
        var rendered = new RenderedRepository(("a/x.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n"))
            .Render($"[{{ repoURL: https://charts.example, chart: redis, targetRevision: 1.2.3 }}, {{ repoURL: {RenderedRepository.Address}, path: a }}]");

        RenderedRepository.Shown(rendered).ShouldBe("""
            ConfigMap orders-dev/a
            not rendered: chart redis 1.2.3 of https://charts.example: the chart redis 1.2.3 of https://charts.example is not in the repository: give a folder with it (--charts), which 'gitops fetch-charts' fills

            """);
    }

    [Fact]
    public void A_fetched_chart_takes_values_of_another_source()
    {
        var rendered = new RenderedRepository(("redis/dev.yaml", "a: ref\n"))
        {
            Charts = Store("redis", "1.2.3", ("redis/values.yaml", "a: chart\n"), ("redis/values-ha.yaml", "b: ha\n"), ("redis/templates/a.yaml", Values)),
        }.Render(
            "[{ repoURL: https://charts.example, chart: redis, targetRevision: 1.2.3, helm: { valueFiles: [values-ha.yaml, $values/redis/dev.yaml] } },"
                + $" {{ repoURL: {RenderedRepository.Address}, ref: values }}]");

        rendered.NotRendered.ShouldBeEmpty();
        Data(rendered).ShouldBe("""{"a":"ref","b":"ha"}""");
    }

    [Fact]
    public void What_depends_on_the_cluster_is_named_until_it_is_declared()
    {
        (string, string)[] files =
        [
            ("app/Chart.yaml", Chart),
            ("app/templates/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: v{{ .Capabilities.KubeVersion.Minor }}\n"),
            ("app/templates/b.yaml", "{{ if .Capabilities.APIVersions.Has \"monitoring.coreos.com/v1\" }}\napiVersion: v1\nkind: "
                + "ConfigMap\nmetadata:\n  name: monitored\n{{ end }}\n{{- $x := lookup \"v1\" \"Secret\" \"a\" \"b\" }}"),
        ];
        new RenderedRepository(files).Render("{ path: app }").Undecided.ShouldBe(
        [
            "templates/b.yaml uses 'lookup', which finds nothing without the cluster",
            "templates/b.yaml asks which API versions there are, and .automation/gitops.yml declares none for the cluster dev",
            "templates/a.yaml asks for the version of Kubernetes, and .automation/gitops.yml declares none for the cluster dev",
        ]);

        var facts = new ClusterFacts { KubernetesVersion = "1.31", ApiVersions = ["monitoring.coreos.com/v1"] };
        var settings = GitOpsSettings.Default with { Clusters = new Dictionary<string, ClusterFacts> { ["dev"] = facts } };
        var decided = new RenderedRepository(files) { Settings = settings }.Render("{ path: app }");
        decided.Objects.Select(o => o.Object.Name).ShouldBe(["monitored", "v31"]);
        decided.Undecided.ShouldBe(["templates/b.yaml uses 'lookup', which finds nothing without the cluster"]);
    }

    [Fact]
    public void An_application_edits_its_kustomization()
    {
        var rendered = new RenderedRepository(
            ("a/kustomization.yaml", "namePrefix: old-\nimages: [{ name: api, newTag: v1 }]\nresources: [d.yaml]\n"),
            ("a/p.yaml", "- { op: add, path: /metadata/labels/patched, value: 'yes' }\n"),
            ("c/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nlabels: [{ pairs: { component: 'yes' } }]\n"),
            ("a/d.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d, labels: { x: y } }\nspec: { template: { spec: { containers: [{ "
                + "name: c, image: api }] } } }\n"))
            .Render("""
                {
                  path: a,
                  kustomize: {
                    namePrefix: new-, nameSuffix: -s, images: ['api=registry.example:5000/api:v2', 'other:v3'], replicas: [{ name: d, count: '4' }],
                    namespace: inner,
                    commonLabels: { app: $ARGOCD_APP_NAME }, commonAnnotations: { note: $ARGOCD_APP_NAME }, components: [../c, ../missing],
                    ignoreMissingComponents: true,
                    patches: [{ path: p.yaml, target: { kind: Deployment } }]
                  }
                }
                """);

        rendered.NotRendered.ShouldBeEmpty();
        var one = rendered.Objects.Single().Object;
        one.Key.ToString().ShouldBe("Deployment.apps inner/new-d-s");
        one.Metadata!["labels"]!.ToJsonString().ShouldBe("""{"app":"orders","component":"yes","patched":"yes","x":"y"}""");
        one.Metadata!["annotations"]!.ToJsonString().ShouldBe("""{"note":"$ARGOCD_APP_NAME"}""");
        one.Root["spec"]!["replicas"]!.ToJsonString().ShouldBe("4");
        one.Root["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>().ShouldBe("registry.example:5000/api:v2");
    }

    [Fact]
    public void A_label_that_the_kustomization_has_is_refused_as_argo_cd_refuses_it() =>
        new RenderedRepository(("a/kustomization.yaml", "commonLabels: { app: x }\n")).Render("{ path: a, kustomize: { commonLabels: { app: other } } }")
            .NotRendered.Single().Reason.ShouldBe("Argo CD refuses to change the label 'app', which the kustomization has already");

    [Fact]
    public void A_mistake_in_a_chart_is_reported_in_helms_words() =>
        new RenderedRepository(("app/Chart.yaml", Chart), ("app/templates/a.yaml", "{{ fail \"no database\" }}")).Render("{ path: app }")
            .NotRendered.Single().Reason.ShouldMatch("^Helm refuses it: .*no database");

    [Theory]
    [InlineData("kustomization.yaml", "secretGenerator: [{ name: s, literals: [correct-horse] }]\n")]
    [InlineData("kustomization.yaml", "resources: [m.yaml]\npatches: [{ patch: \"kind: Secret\\nstringData: {pw: correct-horse\" }]\n")]
    [InlineData("Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n")]
    public void What_a_tool_says_about_its_files_shows_no_secret(string file, string text)
    {
        var rendered = new RenderedRepository(
            ($"a/{file}", text), ("a/m.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m }\n"), ("a/values.yaml", "db: { password: correct-horse }\n"),
            ("a/templates/fail.yaml", "{{ fail (printf \"the password %s is too short\" .Values.db.password) }}\n")).Render("{ path: a, targetRevision: HEAD }");
        var reason = rendered.NotRendered.ShouldHaveSingleItem().Reason;
        reason.ShouldNotContain("correct-horse");
        reason.ShouldContain("••••••");
    }

    [Fact]
    public void A_word_with_Secret_in_it_is_not_covered() =>
        new RenderedRepository(("a/kustomization.yaml", "resources: [e.yaml]\n"), ("a/e.yaml", "apiVersion: vault.test/v1\nkind: ExternalSecret\nmetadata: { name: e }\n"))
            .Render("{ path: a }").Undecided.ShouldHaveSingleItem().ShouldStartWith("whether ExternalSecret of vault.test is in a namespace");

    [Fact]
    public void The_longest_name_of_a_release_is_kept() =>
        new RenderedRepository(("app/Chart.yaml", Chart), ("app/templates/a.yaml", Values)).Renderer(InstalledTools.Create())
            .Render(RenderedRepository.ApplicationOf(new string('n', 60), "{ path: app }"), TestContext.Current.CancellationToken)
            .Objects.Single().Object.Name.ShouldBe(new string('n', 53));

    private static string Data(RenderedApplication rendered) =>
        JsonNode.Parse(rendered.Objects.Single().Object.Root["data"]!.AsObject()["values"]!.GetValue<string>())!.AsObject()
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Aggregate(new JsonObject(), (all, p) => { all[p.Key] = p.Value?.DeepClone(); return all; }).ToJsonString();

    private static string Definition(string group, string kind, string scope) => $$"""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: {{kind.ToLowerInvariant()}}s.{{group}} }
        spec: { group: {{group}}, scope: {{scope}}, names: { kind: {{kind}} } }
        """;

    private static ChartStore Store(string name, string version, params (string Path, string Text)[] files) =>
        new(new InMemoryTree([KeyValuePair.Create($"{name}-{version}.tgz", (ReadOnlyMemory<byte>)ChartRepository.Pack(name, version, files))]));
}
