using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary><c>automation gitops validate</c>: what a server and Argo CD would reject, before it is merged.</summary>
public sealed class GitOpsValidateTests : IDisposable
{
    private const string Mistakes = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: orders
          annotations:
            argocd.argoproj.io/sync-wave: 1
        spec:
          project: default
          syncOptions: [CreateNamespace=true]
          source:
            repoURL: https://github.com/acme/gitops
            path: apps/orders
            targetRevision: 1.20
          destination: { server: https://kubernetes.default.svc, name: in-cluster, namespace: orders }
          syncPolicy:
            automated: yes
            syncOptions: [CreateNamespaces=true]
        ---
        apiVersion: argoproj.io/v1
        kind: application
        metadata: { name: orders }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_mistake_is_shown_with_its_place_and_the_fix()
    {
        _folder.With("app.yaml", Mistakes);

        Snapshot.Match(Validate("app.yaml").Ends(1).Output, "gitops-validate.txt");
    }

    [Fact]
    public void A_line_for_each_manifest_says_whether_a_server_accepts_it()
    {
        _folder.With("app.yaml", Mistakes.Replace("targetRevision: 1.20", "targetRevision: \"1.20\"", StringComparison.Ordinal)
            .Replace("sync-wave: 1", "sync-wave: \"1\"", StringComparison.Ordinal).Replace("automated: yes", "automated: {}", StringComparison.Ordinal));

        var lines = Validate("app.yaml", "--format", "jsonl").Ends(1).Lines;

        lines.Select(l => (l.Text("kind"), l.GetProperty("serverValid").GetBoolean(), l.GetProperty("valid").GetBoolean()))
            .ShouldBe([("Application", true, false), ("application", false, false)]);
        lines[0].GetProperty("findings").EnumerateArray().Select(f => (f.Text("layer"), f.Text("rule"))).ShouldBe(
            [("strict", "gitops/unknown-field"), ("argo", "gitops/server-xor-name"), ("strict", "gitops/unknown-sync-option")]);
    }

    [Fact]
    public void A_folder_is_searched_for_manifests_and_the_rest_is_left_out()
    {
        _folder.With("apps/orders.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: a }\nspec: {}\n")
            .With("chart/values.yaml", "kind: x\n").With("chart/templates/app.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: {{ .Values.name }}\n")
            .With("chart/Chart.yaml", "name: x\n").With("chart/templates/pvc.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: a, name: b }\n")
            .With("catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: A_B, name: c }\n")
            .With("broken.yaml", "a: [\n").With(".github/workflows/ci.yml", "on: push\n");

        var outcome = Validate(".", "--format", "jsonl").Ends(0);

        outcome.Lines.Select(l => l.Text("file")).ShouldBe(["apps/orders.yaml"]);
    }

    [Fact]
    public void The_definitions_of_a_folder_are_used()
    {
        _folder.With("crds/widget.yaml", """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: widgets.acme.test }
            spec:
              group: acme.test
              names: { kind: Widget, plural: widgets }
              scope: Namespaced
              versions:
                - name: v1
                  served: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec: { type: object, required: [size], properties: { size: { type: integer, maximum: 3 } } }
            """)
            .With("widget.yaml", "apiVersion: acme.test/v1\nkind: Widget\nmetadata: { name: a }\nspec: { size: 4, color: red }\n");

        Validate("widget.yaml").Ends(0);
        Validate("widget.yaml", "--crds", "crds").Ends(1).Output.ShouldContain("gitops/enum");
        Validate("widget.yaml", "--crds", ".").Ends(2).Errors.ShouldContain("has no CustomResourceDefinition");
    }

    [Fact]
    public void Kinds_of_the_cluster_are_validated_with_its_OpenAPI_but_not_what_patches_them()
    {
        const string Worker = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: worker }\n";
        _folder.With("schemas/apps-v1.json", """
            { "components": { "schemas": { "io.k8s.api.apps.v1.Deployment": {
              "type": "object", "x-kubernetes-group-version-kind": [{ "group": "apps", "version": "v1", "kind": "Deployment" }],
              "properties": { "apiVersion": { "type": "string" }, "kind": { "type": "string" }, "metadata": { "type": "object" },
                "spec": { "type": "object", "required": ["template"],
                  "properties": { "replicas": { "type": "integer" }, "template": { "type": "object" } } } } } } } }
            """)
            .With("base/worker.yaml", Worker + "spec: { replicas: two, templates: {} }\n")
            .With("dev/replicas.yaml", Worker + "spec: { replicas: 1 }\n")
            .With("dev/kustomization.yaml", "resources: [../base]\npatches: [{ path: ./replicas.yaml }]\n")
            .With("base/kustomization.yaml", "resources: [worker.yaml]\n");

        Validate(".").Ends(0);
        var lines = Validate(".", "--schemas", "schemas", "--format", "jsonl").Ends(1).Lines;

        lines.Select(l => (l.Text("file"), string.Join(' ', l.GetProperty("findings").EnumerateArray().Select(f => f.Text("rule")))))
            .ShouldBe([("base/worker.yaml", "gitops/required gitops/type gitops/unknown-field")], ignoreOrder: true);
        Validate(".", "--schemas", "base").Ends(2).Errors.ShouldContain("has no OpenAPI");
    }

    [Fact]
    public void A_password_that_is_also_a_name_does_not_hide_the_name()
    {
        _folder.With("project.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: AppProject
            metadata: { name: mastodon }
            spec: { sourceRepos: [], destinations: [{ name: '*', namespace: '*' }] }
            """)
            .With("app.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: { name: social }
            spec:
              project: mastodon
              source: { repoURL: https://github.com/acme/gitops, path: a, helm: { values: "password: mastodon" } }
              destination: { name: in-cluster, namespace: social }
            """);

        Validate(".").Ends(1).Output.ShouldContain("The project 'mastodon' does not permit");
    }

    [Fact]
    public void Secrets_beside_a_mistake_are_covered()
    {
        _folder.With("app.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata:
              name: orders
              annotations: { acme.example/api-token: 20261129 }
            spec:
              project: default
              source:
                repoURL: https://github.com/acme/gitops
                path: apps/orders
                helm:
                  values: |
                    password: correct-horse
                  parameters:
                    - name: db.password
                      value: battery-staple
                      forced: 1
                      url: https://orders:under-attack@db
              destination: { name: in-cluster, namespace: orders }
            """)
            .With("secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata: { name: a, labels: { a: ' ' } }\nstringData:\n  a: at-dawn\n  a: at-dusk\n")
            .With("broken.yaml", "apiVersion: v1\nkind: Secret\nstringData:\n  a: at-noon\n b: [\n");

        var outcome = Validate("app.yaml", "secret.yaml", "broken.yaml", "--verbose").Ends(1);

        outcome.Output.ShouldContain("no field 'url'");
        string[] planted = ["20261129", "correct-horse", "battery-staple", "under-attack", "at-dawn", "at-dusk", "at-noon"];
        planted.Where(s => outcome.Everything.Contains(s, StringComparison.Ordinal)).ShouldBeEmpty(outcome.Output);
    }

    [Fact]
    public void A_skeleton_of_a_template_is_no_manifest_yet()
    {
        Fetched("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: '${{ values.name }}' }\n");

        Validate(".").Ends(0);
        Validate("a/skeleton/app.yaml").Ends(1).Output.ShouldContain("'spec'");
    }

    [Fact]
    public void A_template_hides_no_complete_manifest()
    {
        Fetched("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: orders }  # ${{ values.name }}\n");

        Validate(".").Ends(1).Output.ShouldContain("'spec'");
    }

    [Fact]
    public void A_folder_without_manifests_is_not_called_valid()
    {
        _folder.With("values.yaml", "a: 1\n");

        Validate(".").Ends(0).Output.ShouldContain("there is none");
    }

    [Fact]
    public void The_items_of_a_list_are_validated()
    {
        _folder.With("list.yaml", """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: { name: BAD }
                spec: {}
            """);

        var finding = Validate("list.yaml", "--format", "jsonl").Ends(1).Findings[0];

        (finding.Text("rule"), finding.Text("pointer")).ShouldBe(("gitops/name", "/items/0/metadata/name"));
    }

    [Fact]
    public void A_named_file_that_is_too_large_is_an_error()
    {
        _folder.With("large.yaml", "a: " + new string('x', 6 * 1024 * 1024));

        Validate("large.yaml").Ends(1).Output.ShouldContain("larger than 5 MiB");
    }

    [Theory]
    [InlineData("CreateNamespace=true", 0)]
    [InlineData("PrunePropagationPolicy=foreground", 0)]
    [InlineData("ServerSideApply=yes", 1)]
    [InlineData("CreateNamespace = true", 1)]
    public void A_sync_option_has_a_value_that_Argo_CD_compares(string option, int exitCode)
    {
        _folder.With("app.yaml", $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: a }}\nspec:\n  project: p\n  source: {{ repoURL: a, path: b }}\n"
            + $"  destination: {{ name: c }}\n  syncPolicy: {{ syncOptions: ['{option}'] }}\n");

        Validate("app.yaml", "--fail-on", "warning").Ends(exitCode);
        Validate("app.yaml").Ends(0);
    }

    [Fact]
    public void Standard_input_is_a_file() =>
        Run.Automation("gitops", "validate", "-").In(_folder.Path).Reading("kind: [\n").Go().Ends(1).Output.ShouldContain("gitops/syntax");

    private void Fetched(string manifest) => _folder.With("a/template.yaml", """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata: { name: a }
        spec: { type: service, steps: [{ id: f, action: fetch:template, input: { url: ./skeleton } }] }
        """).With("a/skeleton/app.yaml", manifest);

    private Outcome Validate(params string[] arguments) => Run.Automation(["gitops", "validate", .. arguments]).In(_folder.Path).Go();
}
