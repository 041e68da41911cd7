using Automation.Reporting.Model;

using static Automation.Jobs.Tests.GitOps.ComparedRepository;

namespace Automation.Jobs.Tests.GitOps;

/// <summary>More of what other tools answer wrongly without a word: applications that read files elsewhere, and what cannot be rendered.</summary>
public sealed class SilentErrorTests
{
    private const string Chart = "apiVersion: v2\nname: c\nversion: 1.0.0\n";

    [Fact]
    public void A_chart_that_is_listed_first_does_not_hide_the_changed_values_of_another_source()
    {
        var app = WithSources(
            "{ repoURL: 'https://charts.example', chart: redis, targetRevision: 1.0.0, helm: { valueFiles: [$values/env/redis.yaml] } }, "
            + $"{{ repoURL: {Address}, targetRevision: HEAD, ref: values }}");
        var diff = Repository(("argocd/a.yaml", app), ("env/redis.yaml", "a: 1\n"), ("env/other.yaml", "a: 1\n")).Diff(("env/redis.yaml", "a: 2\n"));
        diff.Applications.ShouldHaveSingleItem().Undecided.ShouldHaveSingleItem()
            .ShouldStartWith("Not rendered: chart redis 1.0.0 of https://charts.example, because the chart redis 1.0.0 of");
        Repository(("argocd/a.yaml", app), ("env/redis.yaml", "a: 1\n"), ("env/other.yaml", "a: 1\n")).Diff(("env/other.yaml", "a: 2\n")).Compared.ShouldBe(0);
    }

    [Fact]
    public void Values_above_the_chart_and_files_of_parameters_count()
    {
        var app = WithSources(
            $"{{ repoURL: {Address}, targetRevision: HEAD, path: charts/c, helm: {{ valueFiles: [../../env/v.yaml], fileParameters: [{{ name: x, path: x.txt }}] }} }}");
        var repository = Repository(
            ("argocd/a.yaml", app), ("charts/c/Chart.yaml", Chart), ("charts/c/x.txt", "1"), ("charts/c/README.md", "1"), ("env/v.yaml", "a: 1\n"));
        repository.Diff(("env/v.yaml", "a: 2\n")).Compared.ShouldBe(1);
        repository.Diff(("charts/c/x.txt", "2")).Compared.ShouldBe(1);
    }

    [Theory]
    [InlineData("kustomization.yaml")]
    [InlineData("kustomization.yml")]
    [InlineData("Kustomization")]
    public void A_base_counts_whatever_its_file_is_called(string name) =>
        Repository(("argocd/a.yaml", App("a", "over")), ("over/kustomization.yaml", "resources: [../base]\n"), ($"base/{name}", "resources: [m.yaml]\n"),
            ("base/m.yaml", Map("m", "1"))).Diff(("base/m.yaml", Map("m", "2"))).Applications.ShouldHaveSingleItem().Name.ShouldBe("a");

    [Fact]
    public void A_new_version_of_a_chart_that_is_not_in_git_is_shown_though_it_is_not_rendered()
    {
        static string Of(string version) => WithSources($"{{ repoURL: 'https://charts.example', chart: redis, targetRevision: {version} }}");
        var one = Repository(("argocd/a.yaml", Of("1.0.0"))).Diff(("argocd/a.yaml", Of("2.0.0"))).Applications.ShouldHaveSingleItem();
        (one.PlaceBefore!.Revision, one.Place.Revision).ShouldBe(("redis 1.0.0", "redis 2.0.0"));
        one.Undecided.Count.ShouldBe(2, "one for each version");
    }

    [Fact]
    public void A_deleted_application_that_cannot_be_rendered_does_not_say_that_it_deletes_nothing()
    {
        var app = App("k", "k").Replace("name: k,", "name: k, finalizers: [resources-finalizer.argocd.argoproj.io],", StringComparison.Ordinal);
        var one = Repository(("argocd/k.yaml", app), ("k/kustomization.yaml", "resources: [m.yaml]\n"), ("k/m.yaml", Map("m", "1"))).Diff(("argocd/k.yaml", null))
            .Applications.ShouldHaveSingleItem();
        one.Fate.ShouldBe("Its objects are deleted from the cluster with it: it has the finalizer for resources.");
        one.Undecided.ShouldHaveSingleItem().ShouldStartWith("Not rendered: k, because");
    }

    [Fact]
    public void Large_whole_numbers_are_not_rounded_to_the_same()
    {
        static string Big(string number) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: a }}\nspec: {{ number: {number} }}\n";
        Repository(("argocd/a.yaml", App("a", "a")), ("a/m.yaml", Big("9007199254740992"))).Diff(("a/m.yaml", Big("9007199254740993")))
            .Applications.ShouldHaveSingleItem().Objects.ShouldHaveSingleItem().Lines.Where(l => l[0] is '+' or '-')
            .ShouldBe(["-  number: 9007199254740992", "+  number: 9007199254740993"]);
    }

    [Fact]
    public void A_repository_under_another_host_is_its_own_where_the_settings_say_so()
    {
        const string Other = "https://git.acme.example/platform/gitops.git";
        var app = App("a", "a").Replace(Address, Other, StringComparison.Ordinal);
        Repository(("argocd/a.yaml", app), ("a/m.yaml", Map("m", "1"))).Diff(("a/m.yaml", Map("m", "2"))).Compared.ShouldBe(0);
        Repository((".automation/gitops.yml", "repositories: ['ssh://git@git.acme.example/platform/gitops']\n"), ("argocd/a.yaml", app), ("a/m.yaml", Map("m", "1")))
            .Diff(("a/m.yaml", Map("m", "2"))).Compared.ShouldBe(1);
    }

    [Fact]
    public void An_application_that_moves_to_another_file_is_changed_and_not_deleted()
    {
        var diff = Repository(("argocd/a.yaml", App("a", "a")), ("a/m.yaml", Map("m", "1"))).Diff(("argocd/a.yaml", null), ("argocd/new/a.yaml", App("a", "a")));
        diff.Applications.Where(a => a.State != DiffState.Changed).ShouldBeEmpty();
    }

    private static string WithSources(string sources)
    {
        var app = App("a", "a");
        return app[..app.IndexOf("  source:", StringComparison.Ordinal)] + $"  sources: [{sources}]\n";
    }
}
