using System.Globalization;
using System.Text;
using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;

namespace Automation.Rendering.Tests;

/// <summary>A hundred secrets in values, parameters, manifests and annotations, rendered by the real tools, appear in no text about the change.</summary>
public sealed class PlantedValuesTests
{
    private const string Chart =
        """
        apiVersion: v1
        kind: Secret
        metadata: { name: "{{ .Release.Name }}-db" }
        stringData: { password: "{{ .Values.db.password }}", extra: "{{ .Values.extra }}" }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: "{{ .Release.Name }}"
          annotations: { acme.example/api-token: "{{ .Values.notes }}" }
        data:
          dsn: "Host=db;User=orders;Key1={{ .Values.db.password }}"
          shown: "{{ .Values.shown }}"
          unmarked: "before {{ .Values.extra }} after"
          random: "{{ .Values.random }}"
          application.yaml: |
            database:
              url: postgres://orders:{{ .Values.address }}@db:5432/orders
              password: {{ .Values.words }}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: "{{ .Release.Name }}" }
        spec:
          template:
            spec:
              containers:
                - name: main
                  image: "orders:{{ .Values.shown }}"
                  args: ["--admin-password", "{{ .Values.argument }}", "--token={{ .Values.argument2 }}"]
                  env: [{ name: DB_PASSWORD, value: "{{ .Values.variable }}" }]
        """;

    private readonly List<string> _planted = [];

    [Fact]
    public void None_of_a_hundred_secrets_is_in_any_output()
    {
        var (before, after) = (Files("1.0.0"), Files("2.0.0"));
        _planted.Count.ShouldBeGreaterThanOrEqualTo(100);
        using var tools = InstalledTools.Create();
        var @base = InMemoryTree.Of([.. before.Select(f => (f.Key, f.Value))]);
        var head = new RepositorySnapshot(InMemoryTree.Of([.. after.Select(f => (f.Key, f.Value))]), "", new RepositorySlug("github.com", "acme", "gitops"));

        var (_, report) = new CheckChange(head) { Policy = @base, Base = @base, GitOps = new GitOpsInputs(tools) }.Run(TestContext.Current.CancellationToken);

        var diff = report!.GitOps!;
        diff.Applications.SelectMany(a => a.Undecided).ShouldBeEmpty();
        diff.Applications.SelectMany(a => a.Objects).Count().ShouldBe(24);
        foreach (var (name, text) in Outputs(report))
        {
            _planted.Where(s => text.Contains(s, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(name);
        }

        // What is not a secret is there, and that a secret changed.
        var shown = Written(new GitOpsDiffMarkdownWriter(), diff);
        shown.ShouldContain("orders:2.0.0");
        shown.ShouldContain("(new value)");
    }

    private Dictionary<string, string> Files(string version)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [".automation/gitops.yml"] = "clusters: { dev: { kubernetes-version: '1.33' } }\n",
            ["chart/Chart.yaml"] = "apiVersion: v2\nname: chart\nversion: 1.0.0\n",
            ["chart/values.yaml"] = $"db: {{ password: {Word()} }}\n",
            ["chart/templates/all.yaml"] = Chart,
        };
        for (var i = 0; i < 7; i++)
        {
            files[$"values/{i}.yaml"] = $"db: {{ password: {Word()} }}\nargument: {Word()}\nargument2: {Word()}\nshown: {version}\n";
            files[$"argocd/{i}.yaml"] =
                $$"""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: { name: app-{{i}}, namespace: argocd, annotations: { acme.example/password: {{Word()}} } }
                spec:
                  project: shop
                  destination: { name: dev, namespace: app-{{i}} }
                  source:
                    repoURL: https://github.com/acme/gitops
                    path: chart
                    targetRevision: HEAD
                    helm:
                      valueFiles: [../values/{{i}}.yaml]
                      valuesObject: { extra: {{Word()}}, random: {{Random()}}, address: {{Word()}} }
                      parameters:
                        - { name: words, value: {{Word()}} }
                        - { name: notes, value: {{Word()}} }
                        - { name: variable, value: {{Word()}} }

                """;
        }

        files["argocd/kustomized.yaml"] = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: kustomized, namespace: argocd }\nspec:\n  project: shop\n"
            + "  destination: { name: dev, namespace: k }\n  source:\n    repoURL: https://github.com/acme/gitops\n    path: k\n    targetRevision: HEAD\n"
            + $"    kustomize:\n      patches:\n        - target: {{ kind: Secret, name: s }}\n          patch: |\n            - op: add\n              path: /stringData/password\n              value: {Word()}\n";
        files["k/kustomization.yaml"] = $"resources: [m.yaml]\nsecretGenerator: [{{ name: g, literals: [a={Word()}], options: {{ disableNameSuffixHash: true }} }}]\n";
        files["k/m.yaml"] = $"apiVersion: v1\nkind: Secret\nmetadata: {{ name: s }}\nstringData: {{ name: {Word()} }}\n---\napiVersion: v1\nkind: ConfigMap\n"
            + $"metadata: {{ name: c }}\ndata: {{ plain: \"{version}\", copy: 'a {Word()} b' }}\n";
        files["k/m.yaml"] = files["k/m.yaml"].Replace("copy: 'a ", "password: 'a ", StringComparison.Ordinal);
        return files;
    }

    private static IEnumerable<(string Name, string Text)> Outputs(Report report)
    {
        yield return ("comment", Written(new CommentWriter(ReportLinks.None), report));
        yield return ("summary", Written(new MarkdownSummaryWriter(ReportLinks.None), report));
        yield return ("json", Written(new JsonWriter(), report));
        yield return ("terminal", Written(new TerminalWriter(new TerminalOptions { Verbose = true }), report));
        yield return ("diff", Written(new GitOpsDiffMarkdownWriter(), report.GitOps!));
        yield return ("diff as json", Written(new GitOpsDiffJsonWriter(), report.GitOps!));
    }

    private static string Written<T>(IWriter<T> writer, T value)
    {
        using var text = new StringWriter { NewLine = "\n" };
        writer.Write(value, text);
        return text.ToString();
    }

    // Not like a secret at all: only its place says what it is.
    private string Word() => Planted(string.Create(CultureInfo.InvariantCulture, $"plain-word-{_planted.Count:D3}-of-a-person"));

    private string Random() => Planted(Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"a value {_planted.Count:D3} that is not a word"))).TrimEnd('='));

    private string Planted(string secret)
    {
        _planted.Add(secret);
        return secret;
    }
}
