using Automation.Server.Ledger;
using Automation.Testing;
using Automation.Testing.GitHub.Model;

namespace Automation.Server.Tests.PullRequests;

/// <summary>A pull request to a GitOps repository: mistakes are annotations, and the comment shows what it deploys and deletes, within the budget.</summary>
public sealed class GitOpsTests
{
    private const string Settings = "clusters: { dev: { kubernetes-version: '1.33' } }\n";

    [Fact]
    public async Task The_comment_says_what_is_deleted_what_changes_and_what_is_not_rendered()
    {
        await using var app = await StartAsync(
            ("argocd/orders.yaml", App("orders", finalizer: true)), ("apps/orders/m.yaml", Map("orders", "1")),
            ("argocd/payments.yaml", App("payments")), ("apps/payments/m.yaml", Map("payments", "1")),
            ("argocd/money.yaml", App("money")), ("apps/money/kustomization.yaml", "resources: [m.yaml]\n"), ("apps/money/m.yaml", Map("money", "1")));
        app.GitHub.Repository("acme/gitops").Commit("change", new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["argocd/orders.yaml"] = null,
            ["apps/payments/m.yaml"] = Map("payments", "2"),
            ["apps/money/m.yaml"] = Map("money", "2"),
            ["argocd/payments.yaml"] = App("payments").Replace("name: dev", "name: dev, server: https://10.0.0.1", StringComparison.Ordinal),
        });

        var (run, comment, calls) = await CheckAsync(app);

        run.Conclusion.ShouldBe("failure");
        var annotation = run.Annotations.Where(a => a.Level == "failure").ShouldHaveSingleItem();
        (annotation.Path, annotation.StartLine, annotation.Title).ShouldBe(("argocd/payments.yaml", 6, "gitops/server-xor-name"));
        Snapshot.Match(Stable(comment, run.Id), "gitops-comment.md");
        calls.ShouldBeLessThanOrEqualTo(18);
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_sound_change_is_one_comment_and_a_second_push_updates_it()
    {
        await using var app = await StartAsync(("argocd/orders.yaml", App("orders")), ("apps/orders/m.yaml", Map("orders", "1")));
        app.GitHub.Repository("acme/gitops").Commit("change", "Change", ("apps/orders/m.yaml", Map("orders", "2")));
        var pull = app.GitHub.OpenPullRequest("acme/gitops", "change");
        await app.SettleAsync(pull.Opened);
        pull.CheckRuns.ShouldHaveSingleItem().Conclusion.ShouldBe("success");
        pull.Comments.ShouldHaveSingleItem().Body.ShouldContain("+  v: \"2\"");

        await app.SettleAsync(pull.Push(("apps/orders/m.yaml", Map("orders", "3"))));

        pull.Comments.ShouldHaveSingleItem().Body.ShouldContain("+  v: \"3\"");
    }

    [Fact]
    public async Task A_repository_of_five_thousand_manifests_costs_sixty_calls_and_says_what_was_not_compared()
    {
        var files = Enumerable.Range(0, 2_500).SelectMany(i => new[] { ($"argocd/a{i}.yaml", App($"a{i}")), ($"apps/a{i}/m.yaml", Map($"a{i}", "1")) }).ToArray();
        await using var app = await StartAsync(files);
        app.GitHub.Repository("acme/gitops").Commit("change", "Change",
            ("apps/a7/m.yaml", Map("a7", "2")), ("argocd/a8.yaml", App("a8").Replace("project", "projekt", StringComparison.Ordinal)));

        var (run, comment, calls) = await CheckAsync(app);

        calls.ShouldBeLessThanOrEqualTo(60);
        run.Conclusion.ShouldBe("failure");
        run.Annotations.Select(a => a.Path).Distinct().ShouldBe(["argocd/a8.yaml"]);
        comment.ShouldContain("the manifests that this change leaves alone, and what it deploys");
    }

    [Fact]
    public async Task A_repository_of_a_thousand_manifests_is_compared_within_the_budget_and_the_next_check_reads_only_what_changed()
    {
        var files = Enumerable.Range(0, 500).SelectMany(i => new[] { ($"argocd/a{i}.yaml", App($"a{i}")), ($"apps/a{i}/m.yaml", Map($"a{i}", "1")) }).ToArray();
        await using var app = await StartAsync(files);
        app.GitHub.Repository("acme/gitops").Commit("change", "Change", ("apps/a7/m.yaml", Map("a7", "2")));

        var (_, comment, calls) = await CheckAsync(app);

        comment.ShouldContain("1 of 500 applications is affected and compared");
        calls.ShouldBeLessThanOrEqualTo(35);
        app.GitHub.Repository("acme/gitops").Commit("next", "Next", ("apps/a8/m.yaml", Map("a8", "2")));
        (_, comment, calls) = await CheckAsync(app, "next");
        comment.ShouldContain("1 of 500 applications is affected and compared");
        calls.ShouldBeLessThanOrEqualTo(16);
    }

    [Fact]
    public async Task A_fork_with_ten_thousand_manifests_costs_sixty_calls_and_fails()
    {
        await using var app = await StartAsync(("argocd/orders.yaml", App("orders")), ("apps/orders/m.yaml", Map("orders", "1")));
        app.GitHub.Repository("acme/gitops").Fork("mallory").Commit(
            "change", Enumerable.Range(0, 10_000).ToDictionary(i => $"apps/orders/m{i}.yaml", i => (string?)Map($"m{i}", "1"), StringComparer.Ordinal), by: "mallory");

        var (run, _, calls) = await CheckAsync(app, "mallory:change", "mallory");

        calls.ShouldBeLessThanOrEqualTo(60);
        run.Conclusion.ShouldBe("failure");
        run.Summary!.ShouldContain("budget.changed-files");
    }

    private static async Task<InstalledApp> StartAsync(params (string Path, string Text)[] files)
    {
        var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", "budget:\n  seconds: 3600\n"));
        app.GitHub.Repository("acme/gitops").Commit(
            "main", files.Append((".automation/gitops.yml", Settings)).ToDictionary(f => f.Item1, f => (string?)f.Item2, StringComparer.Ordinal));
        return app;
    }

    private static async Task<(CheckRun Run, string Comment, int Calls)> CheckAsync(InstalledApp app, string branch = "change", string? by = null)
    {
        var before = app.GitHub.Requests.Count;
        var pull = by is null ? app.GitHub.OpenPullRequest("acme/gitops", branch) : app.GitHub.OpenPullRequest("acme/gitops", branch, by: by);
        var row = await app.SettleAsync(pull.Opened);
        row.State.ShouldBe(DeliveryState.Done, row.Outcome);
        var calls = app.GitHub.Requests.Skip(before).Count(r => !r.Path.EndsWith("/access_tokens", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls");
        return (pull.CheckRuns.ShouldHaveSingleItem(), string.Concat(pull.Comments.Select(c => c.Body)), calls);
    }

    private static string Stable(string comment, long run)
    {
        var text = comment.Replace($"check_run_id={run}", "check_run_id=RUN", StringComparison.Ordinal);
        var at = text.IndexOf("/commit/", StringComparison.Ordinal);
        var sha = text[(at + 8)..(at + 48)];
        return text.Replace(sha, "COMMIT", StringComparison.Ordinal).Replace(sha[..7], "COMMIT", StringComparison.Ordinal);
    }

    private static string App(string name, bool finalizer = false) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: Application\n"
            + $"metadata: {{ name: {name}, namespace: argocd{(finalizer ? ", finalizers: [resources-finalizer.argocd.argoproj.io]" : "")} }}\nspec:\n"
            + $"  project: shop\n  destination: {{ name: dev, namespace: {name} }}\n"
            + $"  source: {{ repoURL: https://github.com/acme/gitops, path: apps/{name}, targetRevision: HEAD }}\n";

    private static string Map(string name, string value) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name} }}\ndata: {{ v: '{value}' }}\n";
}
