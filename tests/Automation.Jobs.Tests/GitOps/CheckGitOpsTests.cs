using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps;
using Automation.Jobs.Rules;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Jobs.Tests.GitOps;

/// <summary>The check of a repository with <c>.automation/gitops.yml</c>: its manifests in layers, and what a change deploys.</summary>
public sealed class CheckGitOpsTests
{
    private const string Address = "https://github.com/acme/gitops";
    private const string Clusters = "clusters: { dev: { kubernetes-version: '1.30' }, prod: { kubernetes-version: '1.30' } }\n";
    private const string NoPrune = "environments: [{ name: production, clusters: [prod] }]\npolicy: { no-prune: [production] }\n" + Clusters;
    private const string Cron = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: c }\nspec: { x: 1 }\n";

    [Fact]
    public void Without_its_settings_a_repository_is_not_one_and_its_manifests_are_not_validated()
    {
        var report = Check([("argocd/a.yaml", App("a", "a").Replace("project: shop", "projekt: shop", StringComparison.Ordinal))]);
        report.Findings.ShouldBeEmpty();
        (report.LacksDescriptor, report.GitOps).ShouldBe((true, null));
    }

    [Fact]
    public void A_mistake_in_a_manifest_fails_the_check_at_its_line_and_needs_no_descriptor()
    {
        var report = Check([(".automation/gitops.yml", Clusters), ("argocd/a.yaml", App("a", "a").Replace("project: shop", "projekt: shop", StringComparison.Ordinal))]);
        Lines(report).ShouldBe(["argocd/a.yaml:5 gitops/required", "argocd/a.yaml:5 gitops/unknown-field"]);
        (report.Conclusion, report.LacksDescriptor, report.Title).ShouldBe(("failure", false, "The manifests"));
    }

    [Fact]
    public void What_the_base_has_is_pre_existing()
    {
        (string, string)[] files =
        [
            (".automation/gitops.yml", Clusters), ("argocd/a.yaml", App("a", "a").Replace("name: dev, ", "", StringComparison.Ordinal)), ("a/m.yaml", Map("1")),
        ];
        var report = Check([.. files, ("b/m.yaml", Map("2"))], files);
        report.Findings.ShouldAllBe(f => f.PreExisting);
        report.Conclusion.ShouldNotBe("failure");
    }

    [Fact]
    public void Mistakes_in_the_settings_fail_and_the_manifests_are_validated_anyway()
    {
        var report = Check([(".automation/gitops.yml", "clusterz: {}\n"), ("argocd/a.yaml", App("a", "a").Replace("path: a", "pfad: a", StringComparison.Ordinal))]);
        Lines(report).ShouldContain(".automation/gitops.yml:1 config/unknown-key");
        Lines(report).ShouldContain("argocd/a.yaml:8 gitops/source-path-or-chart");
    }

    [Fact]
    public void A_change_cannot_lift_the_policy_that_it_breaks()
    {
        var before = new[] { (".automation/gitops.yml", NoPrune), ("argocd/a.yaml", App("a", "a", "prod")), ("a/m.yaml", Map("1")) };
        var after = new[]
        {
            (".automation/gitops.yml", Clusters),
            ("argocd/a.yaml", App("a", "a", "prod").Replace("prune: false", "prune: true", StringComparison.Ordinal)),
            ("a/m.yaml", Map("1")),
        };
        Lines(Check(after, before)).ShouldBe(["argocd/a.yaml:7 gitops/policy-prune"]);
    }

    [Fact]
    public void Differences_inform_and_a_deleted_application_comes_first_and_is_neutral()
    {
        (string, string)[] files =
        [
            (".automation/gitops.yml", Clusters), ("argocd/a.yaml", App("a", "a")), ("a/m.yaml", Map("1")), ("argocd/b.yaml", App("b", "b")), ("b/m.yaml", Map("1")),
        ];
        var changed = Check([files[0], files[1], ("a/m.yaml", Map("2")), files[3], files[4]], files);
        changed.Conclusion.ShouldBe("success");
        Headline(changed).ShouldBe("### ✅ This check passes: 1 application changes");

        var deleted = Check([files[0], files[1], ("a/m.yaml", Map("2")), files[4]], files);
        deleted.Conclusion.ShouldBe("neutral");
        Headline(deleted).ShouldBe("### ⚠️ This check passes: 1 application is deleted, 1 application changes");
        deleted.GitOps!.Applications.Select(a => $"{a.Name} {a.State}").ShouldBe(["b Deleted", "a Changed"]);
    }

    [Fact]
    public void A_change_of_nothing_that_is_deployed_says_so_without_a_comment_of_differences()
    {
        (string, string)[] files = [(".automation/gitops.yml", Clusters), ("argocd/a.yaml", App("a", "a")), ("a/m.yaml", Map("1"))];
        var report = Check([.. files, ("README.md", "x")], files);
        report.GitOps!.IsEmpty.ShouldBeTrue();
        Headline(report).ShouldBe("### ✅ This check passes: no problems found in 3 files");
    }

    [Fact]
    public void An_api_version_that_no_cluster_serves_is_an_error_at_its_line_once()
    {
        var files = new[] { (".automation/gitops.yml", Clusters), ("argocd/a.yaml", App("a", "a")), ("a/c.yaml", Cron) };
        Lines(Check(files, [files[0]])).ShouldBe(["a/c.yaml:1 gitops/api-removed"]);
        Lines(Check(files)).ShouldBe(["a/c.yaml:1 gitops/api-removed"]);
    }

    [Fact]
    public void An_api_version_that_one_cluster_does_not_serve_is_an_error_where_it_is_deployed_there()
    {
        const string Old = "clusters: { dev: { kubernetes-version: '1.22' }, prod: { kubernetes-version: '1.30' } }\n";
        (string, string)[] files = [(".automation/gitops.yml", Old), ("argocd/a.yaml", App("a", "a")), ("a/c.yaml", Cron)];
        var report = Check([.. files, ("argocd/b.yaml", App("b", "a", "prod"))], [files[0]]);
        Lines(report).ShouldBe(["a/c.yaml:1 gitops/api-deprecated", "a/c.yaml:1 gitops/api-removed"]);
        report.Findings[1].Message.ShouldBe("CronJob.batch b/c: Kubernetes 1.30 does not serve batch/v1beta1; use batch/v1.");
    }

    [Fact]
    public void The_upgrade_of_a_cluster_fails_for_what_it_no_longer_serves()
    {
        (string, string)[] files = [(".automation/gitops.yml", "clusters: { dev: { kubernetes-version: '1.24' } }\n"), ("a/c.yaml", Cron)];
        Lines(Check([(files[0].Item1, "clusters: { dev: { kubernetes-version: '1.25' } }\n"), files[1]], files)).ShouldBe(["a/c.yaml:1 gitops/api-removed"]);
    }

    [Fact]
    public void Two_objects_with_one_key_and_names_that_are_generated_twice_fail()
    {
        var set = "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: s, namespace: argocd }\nspec:\n  goTemplate: true\n"
            + "  goTemplateOptions: [missingkey=error]\n  generators: [{ list: { elements: [{ x: '1' }, { x: '2' }] } }]\n"
            + "  template: { metadata: { name: same }, spec: { project: shop, destination: { name: dev, namespace: a }, "
            + $"source: {{ repoURL: {Address}, path: a, targetRevision: HEAD }} }} }}\n";
        (string, string)[] files = [(".automation/gitops.yml", Clusters), ("argocd/a.yaml", App("a", "a")), ("a/m.yaml", Map("1"))];
        Lines(Check([.. files, ("a/n.yaml", Map("2")), ("argocd/s.yaml", set)], files)).ShouldBe([
            "argocd/a.yaml:3 gitops/duplicate-object", "argocd/s.yaml:3 gitops/duplicate-object", "argocd/s.yaml:3 gitops/generated-name",
        ], ignoreOrder: true);
    }

    [Fact]
    public void The_configuration_sets_the_severity_of_a_rule()
    {
        var files = new[] { (".automation/gitops.yml", Clusters), ("a/c.yaml", Cron) };
        var settings = new SettingsReader(RuleReference.All).Read([SourceText.Of("automation.yml", "rules: { gitops/api-removed: warning }\n")]).Settings;
        var report = new CheckRepository(settings, Baseline.Empty, null).Run(Of(files), null, TestContext.Current.CancellationToken);
        report.Findings.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void What_is_not_rendered_is_in_the_comment_with_the_reason()
    {
        (string, string)[] files =
        [
            (".automation/gitops.yml", Clusters), ("argocd/k.yaml", App("k", "k")), ("k/kustomization.yaml", "resources: [m.yaml]\n"), ("k/m.yaml", Map("1")),
        ];
        var text = Comment(Check([files[0], files[1], files[2], ("k/m.yaml", Map("2"))], files));
        text.ShouldContain("⚠️ `k`: Not rendered: k, because it is not installed here.");
        text.ShouldContain("| `k` | 🟡 changed |  ⚠️ | dev | k | shop | HEAD |");
    }

    [Fact]
    public void A_set_that_was_not_expanded_before_either_does_not_fail_the_change()
    {
        var set = "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: prs, namespace: argocd }\n"
            + "spec: { generators: [{ pullRequest: {} }], template: { metadata: { name: x }, spec: { project: shop, destination: { name: dev } } } }\n";
        (string, string)[] files = [(".automation/gitops.yml", Clusters), ("argocd/s.yaml", set)];
        var report = Check([.. files, ("README.md", "x")], files);
        report.NotChecked.Select(n => n.What).ShouldContain("ApplicationSet prs (argocd/s.yaml)");
        report.Conclusion.ShouldNotBe("failure");
    }

    [Fact]
    public void The_comment_stays_below_the_limit_and_names_what_it_leaves_out()
    {
        var files = new List<(string, string)> { (".automation/gitops.yml", Clusters) };
        for (var i = 0; i < 60; i++)
        {
            files.Add(($"argocd/a{i:D2}.yaml", App($"a{i:D2}", $"apps/a{i:D2}")));
            files.Add(($"apps/a{i:D2}/m.yaml", Map(new string('x', 20)) + string.Concat(Enumerable.Range(0, 150).Select(k => $"  k{k}: '{k}'\n"))));
        }

        var text = Comment(Check([.. files], [files[0]]));
        text.Length.ShouldBeLessThanOrEqualTo(CommentWriter.MostCharacters);
        text.ShouldContain("Left out because of the size: the rendered differences of `a");
        text.ShouldContain("… and 30 more.");
    }

    private static string Headline(Report report) => Comment(report).Split('\n')[1];

    private static string Comment(Report report)
    {
        var text = new StringWriter { NewLine = "\n" };
        new CommentWriter(ReportLinks.None).Write(report, text);
        return text.ToString();
    }

    private static IEnumerable<string> Lines(Report report) =>
        report.Findings.Where(f => !f.PreExisting).Select(f => $"{f.File}:{f.Span.Start.Line} {f.Rule.Id}").Order(StringComparer.Ordinal);

    private static Report Check((string Path, string Text)[] head, (string Path, string Text)[]? @base = null)
    {
        var policy = @base is null ? null : InMemoryTree.Of(@base);
        var (_, report) = new CheckChange(Of(head)) { Policy = policy, Base = policy, GitOps = new GitOpsInputs(new AbsentTools()) }
            .Run(TestContext.Current.CancellationToken);
        return report!;
    }

    private static RepositorySnapshot Of((string Path, string Text)[] files) => new(InMemoryTree.Of(files), "", new RepositorySlug("github.com", "acme", "gitops"));

    private static string App(string name, string path, string cluster = "dev") =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: {name}, namespace: argocd }}\nspec:\n  project: shop\n"
            + $"  destination: {{ name: {cluster}, namespace: {name} }}\n  syncPolicy: {{ automated: {{ prune: false, selfHeal: false }} }}\n"
            + $"  source: {{ repoURL: {Address}, path: {path}, targetRevision: HEAD }}\n";

    private static string Map(string value) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: m }}\ndata:\n  v: '{value}'\n";
}
