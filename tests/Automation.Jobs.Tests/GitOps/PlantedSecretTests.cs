using System.Globalization;
using System.Text;
using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Reporting.GitHub;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Sarif;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;

namespace Automation.Jobs.Tests.GitOps;

/// <summary>A hundred secrets, planted where people put them, appear in no text that a check writes.</summary>
public sealed class PlantedSecretTests
{
    private readonly List<string> _planted = [];

    [Fact]
    public void None_of_a_hundred_secrets_is_in_any_output()
    {
        var (before, after) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        const string Settings = "clusters: { dev: { kubernetes-version: '1.33' } }\n";
        (before[".automation/gitops.yml"], after[".automation/gitops.yml"]) = (Settings, Settings);
        (before["argocd/a.yaml"], after["argocd/a.yaml"]) = (App("old"), App("new"));
        for (var i = 0; i < 6; i++)
        {
            // Changed, added and deleted; as an object, in a list, as a hook.
            (before[$"a/changed{i}.yaml"], after[$"a/changed{i}.yaml"]) = (Secret($"changed{i}"), Secret($"changed{i}"));
            after[$"a/added{i}.yaml"] = Secret($"added{i}", "argocd.argoproj.io/hook: PreSync");
            before[$"a/deleted{i}.yaml"] = $"apiVersion: v1\nkind: List\nitems:\n- {Secret($"deleted{i}").TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)}\n";

            // A copy of what was applied, tokens in other kinds, and mistakes whose messages quote.
            after[$"a/applied{i}.yaml"] = $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: applied{i}\n  annotations:\n"
                + $"    kubectl.kubernetes.io/last-applied-configuration: '{{\"data\":\"{Word()}\"}}'\n    note: {Token()}\ndata: {{ key: {Token()} }}\n";
            after[$"argocd/wrong{i}.yaml"] = App($"wrong{i}").Replace("syncPolicy:", $"{Token()}: 1\n  syncPolicy:", StringComparison.Ordinal)
                .Replace("CreateNamespace=true", Token(), StringComparison.Ordinal);
            after[$"argocd/broken{i}.yaml"] = $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: {Token()}\n";
        }

        _planted.Count.ShouldBeGreaterThanOrEqualTo(100);
        var policy = InMemoryTree.Of([.. before.Select(f => (f.Key, f.Value))]);
        var head = new RepositorySnapshot(InMemoryTree.Of([.. after.Select(f => (f.Key, f.Value))]), "", new RepositorySlug("github.com", "acme", "gitops"));
        var (_, report) = new CheckChange(head) { Policy = policy, Base = policy, GitOps = new GitOpsInputs(new AbsentTools()) }
            .Run(TestContext.Current.CancellationToken);

        report!.GitOps!.Applications.SelectMany(a => a.Objects).Count(o => o.Name.StartsWith("Secret ", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(18);
        report.Findings.Count.ShouldBeGreaterThanOrEqualTo(12);
        foreach (var (name, text) in Outputs(report))
        {
            _planted.Where(s => text.Contains(s, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(name);
        }
    }

    private static IEnumerable<(string Name, string Text)> Outputs(Report report)
    {
        yield return ("comment", Written(new CommentWriter(ReportLinks.None), report));
        yield return ("summary", Written(new MarkdownSummaryWriter(ReportLinks.None), report));
        yield return ("check run", CheckRunText.Of(report, ReportLinks.None).Summary);
        yield return ("json", Written(new JsonWriter(), report));
        yield return ("sarif", Written(new SarifWriter("1.0.0", "https://example.com", Rules.RuleReference.All, _ => null), report));
        yield return ("terminal", Written(new TerminalWriter(new TerminalOptions { Verbose = true }), report));
        yield return ("log", Written(new WorkflowCommandWriter(), report));
        yield return ("diff", Written(new GitOpsDiffMarkdownWriter(), report.GitOps!) + Written(new GitOpsDiffJsonWriter(), report.GitOps!));
    }

    private static string Written<T>(Reporting.Model.IWriter<T> writer, T value)
    {
        using var text = new StringWriter { NewLine = "\n" };
        writer.Write(value, text);
        return text.ToString();
    }

    private string Secret(string name, string annotation = "note: none") =>
        $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: {name}\n  annotations: {{ {annotation} }}\n"
        + $"data: {{ a: {Convert.ToBase64String(Encoding.UTF8.GetBytes(Word()))}, b: {Base64()} }}\nstringData:\n  c: {Word()}\n  d: |\n    {Word()}\n    {Word()}\n";

    private string App(string name) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: {(name is "old" or "new" ? "a" : name)}\n  namespace: argocd\n"
        + $"  annotations: {{ note: {Token()} }}\nspec:\n  project: shop\n  destination: {{ name: dev, namespace: a }}\n"
        + "  syncPolicy: { syncOptions: [CreateNamespace=true] }\n"
        + $"  source:\n    repoURL: https://github.com/acme/gitops\n    path: a\n    targetRevision: HEAD\n    directory: {{ jsonnet: {{ tlas: [{{ name: x, value: {Token()} }}] }} }}\n";

    // Not like a secret at all: only its place says what it is.
    private string Word() => Planted(string.Create(CultureInfo.InvariantCulture, $"plain-word-{_planted.Count:D3}-of-a-person"));

    private string Base64() => Planted(Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"value {_planted.Count:D3}"))));

    private string Token() => Planted(string.Create(CultureInfo.InvariantCulture, $"ghp_{_planted.Count:D3}abcdefghijklmnopqrstuvwxyz0123456"));

    private string Planted(string secret)
    {
        _planted.Add(secret);
        return secret;
    }
}
