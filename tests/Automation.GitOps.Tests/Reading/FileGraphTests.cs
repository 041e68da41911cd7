using System.Text.Json.Nodes;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Tests.Reading;

/// <summary>The files that an application reads.</summary>
public sealed class FileGraphTests
{
    private const string Own = "https://github.com/acme/gitops";

    [Fact]
    public void A_folder_of_manifests_is_read_without_the_folders_below() =>
        Read("""{ path: apps/a }""", ("apps/a/x.yaml", ""), ("apps/a/y.json", ""), ("apps/a/notes.md", ""), ("apps/a/b/z.yaml", ""), ("apps/ab/x.yaml", ""))
            .ShouldBe(["apps/a/x.yaml", "apps/a/y.json"]);

    [Fact]
    public void An_exclusion_wins_and_a_star_also_matches_a_slash() =>
        Read(
            """{ path: apps, directory: { recurse: true, include: '*.yaml', exclude: '{skip*,b/*}' } }""",
            ("apps/x.yaml", ""), ("apps/skip.yaml", ""), ("apps/b/c/y.yaml", ""), ("apps/c/z.yaml", ""), ("apps/c/z.json", "")).ShouldBe(["apps/c/z.yaml",
                "apps/x.yaml"]);

    [Fact]
    public void The_whole_graph_of_a_kustomization_is_read() =>
        Read(
            """{ path: apps/a/overlays/dev }""",
            ("apps/a/overlays/dev/kustomization.yaml", """
                resources: [../../base, extra.yaml]
                components: [../../../components/metrics]
                patches: [{ path: patch.yaml }, { patch: "kind: x" }]
                patchesStrategicMerge: [old.yaml, "apiVersion: v1\nkind: x\n"]
                configMapGenerator: [{ name: a, files: [a.properties, key=b.txt], envs: [a.env] }]
                secretGenerator: [{ name: s, env: s.env }]
                replacements: [{ path: replace.yaml }]
                openapi: { path: schema.json }
                transformers: [prefix.yaml]
                configurations: [names.yaml]
                """),
            ("apps/a/overlays/dev/extra.yaml", ""), ("apps/a/overlays/dev/patch.yaml", ""), ("apps/a/overlays/dev/old.yaml", ""),
            ("apps/a/overlays/dev/a.properties", ""), ("apps/a/overlays/dev/b.txt", ""), ("apps/a/overlays/dev/a.env", ""),
            ("apps/a/overlays/dev/s.env", ""), ("apps/a/overlays/dev/replace.yaml", ""), ("apps/a/overlays/dev/schema.json", ""),
            ("apps/a/overlays/dev/names.yaml", ""), ("apps/a/overlays/dev/unused.yaml", ""),
            ("apps/a/overlays/dev/prefix.yaml", "apiVersion: builtin\nkind: PatchTransformer\nmetadata: { name: p }\npath: deep.yaml\n"),
            ("apps/a/overlays/dev/deep.yaml", ""),
            ("apps/a/base/kustomization.yml", "resources: [deployment.yaml]\n"), ("apps/a/base/deployment.yaml", ""), ("apps/a/base/service.yaml", ""),
            ("apps/components/metrics/Kustomization", "kind: Component\nresources: [monitor.yaml]\n"), ("apps/components/metrics/monitor.yaml", ""))
            .ShouldBe(
                [
                    "apps/a/base/deployment.yaml", "apps/a/base/kustomization.yml", "apps/a/overlays/dev/a.env", "apps/a/overlays/dev/a.properties",
                    "apps/a/overlays/dev/b.txt", "apps/a/overlays/dev/deep.yaml", "apps/a/overlays/dev/extra.yaml",
                    "apps/a/overlays/dev/kustomization.yaml", "apps/a/overlays/dev/names.yaml", "apps/a/overlays/dev/old.yaml",
                    "apps/a/overlays/dev/patch.yaml", "apps/a/overlays/dev/prefix.yaml", "apps/a/overlays/dev/replace.yaml", "apps/a/overlays/dev/s.env",
                    "apps/a/overlays/dev/schema.json", "apps/components/metrics/Kustomization", "apps/components/metrics/monitor.yaml",
                ]);

    [Fact]
    public void Bases_that_build_on_each_other_end() =>
        Read("{ path: a }", ("a/kustomization.yaml", "resources: [../b]"), ("b/kustomization.yaml", "resources: [../a]"))
            .ShouldBe(["a/kustomization.yaml", "b/kustomization.yaml"]);

    [Fact]
    public void A_chart_is_read_with_its_local_dependencies_and_value_files() =>
        Read(
            "{ path: charts/app, helm: { valueFiles: [values-dev.yaml, ../../env/$ARGOCD_APP_NAME.yaml, /shared/all.yaml] } }",
            ("charts/app/Chart.yaml", "name: app\ndependencies:\n- { name: lib, version: 1.x, repository: 'file://../lib' }\n- { name: db, version: "
                + "1.0.0, repository: https://a }\n"),
            ("charts/app/values.yaml", ""), ("charts/app/values-dev.yaml", ""), ("charts/app/values-prod.yaml", ""), ("charts/app/README.md", ""),
            ("charts/app/templates/a.yaml", ""), ("charts/app/charts/db/Chart.yaml", ""), ("charts/app/charts/db/templates/_x.tpl", ""),
            ("charts/lib/Chart.yaml", ""), ("charts/lib/templates/_lib.tpl", ""), ("env/orders.yaml", ""), ("shared/all.yaml", ""))
            .ShouldBe(
                [
                    "charts/app/Chart.yaml", "charts/app/charts/db/Chart.yaml", "charts/app/charts/db/templates/_x.tpl", "charts/app/templates/a.yaml",
                    "charts/app/values-dev.yaml", "charts/app/values.yaml", "charts/lib/Chart.yaml", "charts/lib/templates/_lib.tpl", "env/orders.yaml",
                    "shared/all.yaml",
                ]);

    [Fact]
    public void Other_files_of_a_chart_count_where_a_template_reads_files() =>
        Read("{ path: c }", ("c/Chart.yaml", ""), ("c/templates/a.yaml", "{{ .Files.Get \"a.txt\" }}"), ("c/a.txt", ""))
            .ShouldBe(["c/Chart.yaml", "c/a.txt", "c/templates/a.yaml"]);

    [Fact]
    public void Values_of_another_source_are_read_from_its_root() =>
        Read(
            "[{ chart: redis, repoURL: https://charts.example, targetRevision: 1.0.0, helm: { valueFiles: [$values/redis/dev.yaml], fileParameters: "
                + "[{ name: a, path: $values/a.txt }] } },"
                + $" {{ repoURL: {Own}, ref: values }}]",
            ("redis/dev.yaml", ""), ("redis/prod.yaml", ""), ("a.txt", "")).ShouldBe(["a.txt", "redis/dev.yaml"]);

    [Fact]
    public void Patterns_of_value_files_are_sorted_and_a_named_file_keeps_its_place() =>
        Of(
            "{ path: c, helm: { valueFiles: ['values/**/*.yaml', values/b.yaml] } }",
            ("c/Chart.yaml", ""), ("c/values/b.yaml", ""), ("c/values/c.yaml", ""), ("c/values/a/x.yaml", ""))
            .Single().ValueFiles.Select(v => v.Path).ShouldBe(["c/values/a/x.yaml", "c/values/c.yaml", "c/values/b.yaml"]);

    [Fact]
    public void Overrides_of_a_source_are_read_and_merged()
    {
        var source = Of(
            "{ path: c, helm: { releaseName: x } }",
            ("c/Chart.yaml", ""), ("c/.argocd-source.yaml", "helm: { releaseName: y, parameters: [{ name: a, value: b }] }\npath: elsewhere\n"),
            ("c/.argocd-source-orders.yaml", "helm: { releaseName: null }"), ("c/.argocd-source-other.yaml", "")).Single();

        source.Source.Json.ToJsonString().ShouldBe(
            """{"helm":{"parameters":[{"name":"a","value":"b"}]},"repoURL":"https://github.com/acme/gitops","path":"c"}""");
        source.Files.Select(f => f.Path).ShouldBe(["c/.argocd-source-orders.yaml", "c/.argocd-source.yaml", "c/Chart.yaml"]);
    }

    [Fact]
    public void Links_are_followed_inside_the_repository() =>
        Read(
            "{ path: current }",
            ("current", "-> apps/a"), ("apps/a/kustomization.yaml", "resources: [../shared, outside.yaml, x.yaml]"), ("apps/shared", "-> ../common/./b"),
            ("common/b/kustomization.yaml", "resources: [y.yaml]"), ("common/b/y.yaml", ""), ("apps/a/outside.yaml", "-> ../../../etc/passwd"),
            ("apps/a/x.yaml", "-> y.yaml"), ("apps/a/y.yaml", "-> x.yaml"))
            .ShouldBe(["apps/a/kustomization.yaml", "apps/shared", "common/b/kustomization.yaml", "common/b/y.yaml", "current"]);

    [Theory]
    [InlineData("https://github.com/acme/base//apps?ref=v1")]
    [InlineData("github.com/acme/base")]
    [InlineData("git@github.com:acme/base.git")]
    [InlineData("https://example.com/crds.yaml")]
    public void A_remote_base_is_refused(string address) =>
        Of("{ path: a }", ("a/kustomization.yaml", $"resources: ['{address}']")).Single()
            .Refused.ShouldBe([$"the kustomization in a takes '{address}' from elsewhere, and nothing is fetched"]);

    [Theory]
    [InlineData("apiVersion: example.com/v1\nkind: Sedder\nmetadata: { name: a }")]
    [InlineData("apiVersion: builtin\nkind: PatchTransformer\nmetadata:\n  name: a\n  annotations:\n    config.kubernetes.io/function: 'exec: { path: "
        + "./run.sh }'")]
    public void Programs_of_a_repository_are_refused(string plugin) =>
        Of("{ path: a }", ("a/kustomization.yaml", "generators: [plugin.yaml]"), ("a/plugin.yaml", plugin)).Single()
            .Refused.Single().ShouldContain("programs of a repository are not run");

    [Theory]
    [InlineData("{ path: a, targetRevision: v1.0 }", "it takes the revision v1.0 of this repository, which is not the compared branch")]
    [InlineData("{ path: b }", "its folder b is not in the repository")]
    [InlineData("{ path: ../a }", "its folder ../a is not in the repository")]
    [InlineData("{ path: a, repoURL: 'https://example.com/x' }", "the repository https://example.com/x is a different one, and no checkout of it is declared")]
    [InlineData("{ path: a, plugin: {} }", "plugins are programs of the installation, which are not run here")]
    [InlineData("{ path: a, helm: { releaseName: x }, kustomize: { namePrefix: y } }", "it has settings for several tools: Kustomize, Helm")]
    [InlineData("{ path: a, helm: { valueFiles: [../../x.yaml] } }", "its value file '../../x.yaml' is not in the repository")]
    [InlineData("{ path: a, helm: { valueFiles: ['https://example.com/x.yaml'] } }",
        "its value file 'https://example.com/x.yaml' is elsewhere, and nothing is fetched")]
    [InlineData("{ path: a, helm: { valueFiles: ['x-*.yaml'] } }", "its value files 'x-*.yaml' match no file")]
    public void What_cannot_be_read_says_why(string source, string reason) =>
        Of(source, ("a/x.yaml", "")).Single().Refused.ShouldBe([reason]);

    [Theory]
    [InlineData("git@github.com:Acme/gitops.git")]
    [InlineData("https://user@github.com/acme/gitops.git")]
    [InlineData("ssh://git@github.com/acme/gitops/")]
    public void Addresses_of_one_repository_are_the_same(string address) => RepositoryAddress.AreSame(Own, address).ShouldBeTrue();

    [Theory]
    [InlineData("$ARGOCD_APP_NAME-${ARGOCD_APP_NAME}x$$y", "orders-ordersx$y")]
    [InlineData("a$UNKNOWN-b", "a-b")]
    [InlineData("$", "$")]
    [InlineData("${", "")]
    [InlineData("$ARGOCD_APP_REVISION_SHORT", "0000000")]
    public void The_build_environment_is_substituted(string text, string expected)
    {
        var application = Parse("{ path: a }");
        BuildEnvironment.Of(application, application.Sources[0]).Substitute(text).ShouldBe(expected);
    }

    private static IEnumerable<string> Read(string sources, params (string Path, string Text)[] files)
    {
        var all = Of(sources, files);
        all.SelectMany(s => s.Refused).ShouldBeEmpty();
        return all.SelectMany(s => s.Files).Select(f => f.Path).Distinct();
    }

    private static IReadOnlyList<SourceGraph> Of(string sources, params (string Path, string Text)[] files) =>
        new FileGraph(new Checkouts(new Checkout("", new LinkedFilesTree(files)), [Own], ["main"], new Dictionary<string, Checkout>()))
            .FilesOf(Parse(sources), TestContext.Current.CancellationToken);

    private static Application Parse(string sources)
    {
        var name = sources.StartsWith('[') ? "sources" : "source";
        var root = RepositoryYaml.Parse(
            Core.Text.SourceText.Of("", $"metadata: {{ name: orders }}\nspec:\n  {name}: {sources}"), TestContext.Current.CancellationToken).Single();
        foreach (var source in new[] { root["spec"]!["source"] }.OfType<JsonObject>().Where(s => s["repoURL"] is null))
        {
            source["repoURL"] = Own;
        }

        return new Application(new KubernetesObject(root));
    }
}
