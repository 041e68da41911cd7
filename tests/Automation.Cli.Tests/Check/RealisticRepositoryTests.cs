using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary>Repositories as they are out there, checked without any configuration: nothing is reported that is not a mistake.</summary>
public sealed class RealisticRepositoryTests : IDisposable
{
    private const string Named =
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {0}\nspec:\n  type: service\n  lifecycle: production\n  owner: team-a\n";

    private static readonly Dictionary<string, (string Path, string Text)[]> Repositories = new()
    {
        ["templates with skeletons"] =
        [
            ("catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: templates\nspec:\n  targets: [./templates/*/template.yaml]\n"),
            ("templates/go/template.yaml", Template("./content")),
            ("templates/go/content/catalog-info.yaml", Component("${{ values.component_id | dump }}") + "---\n" + Component("${{values.component_id}}-api")),
            ("templates/java/template.yaml", Template("../../skeletons/java").Replace("new-service", "java-service", StringComparison.Ordinal)),
            ("skeletons/java/catalog-info.yaml", Component("changeme") + "  {%- if values.system %}\n  system: ${{ values.system }}\n  {%- endif %}\n"),
            ("skeletons/java/src/catalog-info.yml", "kind: ${{ values.kind }}\n"),
        ],
        ["people only"] =
        [
            ("org.yaml",
                Descriptors.Group("team-a") + "---\napiVersion: backstage.io/v1alpha1\nkind: User\nmetadata:\n  name: ada\nspec:\n  memberOf: [team-a]\n"),
        ],
        ["Go with vendor"] =
        [
            ("catalog-info.yaml", Component("exporter")),
            ("vendor/github.com/other/lib/catalog-info.yaml", "name: [\n"),
            ("vendor/github.com/other/lib/template.yaml", Template("../../../..")),
            ("pkg/catalog/testdata/catalog-info.yaml", "kind: broken\n"),
            ("pkg/catalog/testdata/empty/org.yaml", "{{ range }}\n"),
        ],
        ["a workflow called catalog-info"] =
        [
            ("catalog-info.yaml", Component("orders")),
            (".github/workflows/catalog-info.yml",
                "name: Validate\non:\n  pull_request:\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.sha }}\n"),
        ],
        ["a monorepo with packages committed"] =
        [
            ("catalog-info.yaml", Component("shop")),
            ("packages/cart/catalog-info.yaml", Component("cart")),
            ("packages/cart/node_modules/@backstage/plugin/catalog-info.yaml", Component("Not A Name")),
            ("node_modules/left-pad/catalog-info.yml", "x\n"),
        ],
        ["cookiecutter"] =
        [
            ("catalog-info.yaml", Component("cookiecutter-service")),
            ("cookiecutter.json", "{}\n"),
            ("{{cookiecutter.slug}}/catalog-info.yaml",
                Component("{{ cookiecutter.slug }}") + "{% if cookiecutter.api == 'y' %}  providesApis: [{{ cookiecutter.slug }}-api]\n{% endif %}"),
            ("{{cookiecutter.slug}}/plain/catalog-info.yaml", Component("A Name")),
        ],
        ["a Helm chart"] =
        [
            ("catalog-info.yaml", Component("portal")),
            ("charts/portal/templates/catalog-info.yaml",
                "{{- if .Values.catalog }}\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {{ include \"portal.name\" . }}\n  "
                + "labels:\n    {{- include \"portal.labels\" . | nindent 4 }}\n{{- end }}\n"),
            ("charts/portal/templates/template.yaml", "apiVersion: v1\nkind: List\nitems: {{ toYaml .Values.items }}\n"),
        ],
        ["Terraform"] =
        [
            ("catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata:\n  name: cluster\nspec:\n  type: kubernetes-cluster\n  owner: team-a\n"),
            ("live/.terraform/modules/eks/catalog-info.yaml", "a: b: c\n"),
            ("modules/app/catalog-info.yaml.tftpl", "name: ${name}\n"),
        ],
        ["systems and domains"] =
        [
            ("catalog/domains/catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Domain\nmetadata:\n  name: sales\nspec:\n  owner: team-a\n"),
            ("catalog/systems/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: checkout\n  description: Uses ${{ CURRENCY }} and {{ mustache "
                + "}}\nspec:\n  owner: team-a\n  domain: sales\n"),
        ],
        ["an API with expressions in its definition"] =
        [
            ("catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders\n  links:\n    - url: https://acme.example/{{tenant}}/docs\nspec:\n  "
                + "type: openapi\n  lifecycle: production\n  owner: team-a\n  definition: |\n    servers:\n      - url: https://{{host}}/v1\n    {% note %}\n"),
        ],
        ["a Backstage app"] =
        [
            ("app-config.yaml",
                "catalog:\n  rules:\n    - allow: [Component, System, API, Resource, Location]\n  locations:\n    - type: file\n      target: "
                + "../../examples/org.yaml\n      rules:\n        - allow: [User, Group]\n    - type: file\n      target: "
                + "../../examples/template/template.yaml\n      rules:\n        - allow: [Template]\n"),
            ("catalog-info.yaml", Component("backstage").Replace("type: service", "type: website", StringComparison.Ordinal)),
            ("examples/org.yaml", Descriptors.Group("guests")),
            ("examples/template/template.yaml", Template("./content")),
            ("examples/template/content/catalog-info.yaml", Component("${{ values.name | dump }}")),
        ],
        ["no descriptor"] =
        [
            ("README.md", "# Nothing\n"),
            ("template.yaml", "AWSTemplateFormatVersion: '2010-09-09'\nResources: !Include\n"),
        ],
    };

    private readonly GitSandbox _git = GitSandbox.Create();

    public static TheoryData<string> Names { get; } = [.. Repositories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_repository_has_no_error_and_no_warning(string name)
    {
        foreach (var (path, text) in Repositories[name])
        {
            _git.With(path, text);
        }

        _git.Git("add", "--all", "--force");
        _git.Commit();

        Go("check", "--format", "json").Ends(0).Findings
            .Where(f => f.Text("severity") != "info")
            .Select(f => $"{f.Text("file")} {f.Text("message")}")
            .ShouldBeEmpty();
        Go("check", "--base", "HEAD").Ends(0);
        Go("validate").Ends(0);
        Go("catalog", "build", "--source", ".@HEAD", "--out", _git.Beside("catalog"), "--format", "json").Ends(0);
    }

    [Fact]
    public void A_submodule_is_no_descriptor()
    {
        using var library = GitSandbox.Create().With("catalog-info.yaml", Descriptors.Refused);
        library.Commit();
        _git.With("catalog-info.yaml", Component("orders"));
        _git.Git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", library.Path, "lib");
        _git.Commit();

        Go("check", "--format", "json").Ends(0).Findings.ShouldBeEmpty();
    }

    public void Dispose() => _git.Dispose();

    private static string Component(string name) => Named.Replace("{0}", name, StringComparison.Ordinal);

    private static string Template(string url) =>
        "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: new-service\nspec:\n  type: service\n"
        + "  parameters: { properties: { name: { type: string } } }\n  steps:\n    - id: fetch\n    "
        + $"  action: fetch:template\n      input:\n        url: {url}\n        values: {{name: '${{{{ parameters.name }}}}'}}\n";

    private Outcome Go(params string[] arguments) => Run.Automation(arguments).In(_git.Path).Go();
}
