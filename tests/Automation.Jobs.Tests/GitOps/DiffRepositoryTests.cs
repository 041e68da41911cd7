using Automation.Jobs.GitOps;
using Automation.Reporting.Model;

using static Automation.Jobs.Tests.GitOps.ComparedRepository;

namespace Automation.Jobs.Tests.GitOps;

/// <summary>
/// What other tools answer wrongly without a word (their public issues): each change here is shown, or named as not known. Folders of manifests need no tool.
/// </summary>
public sealed class DiffRepositoryTests
{
    [Fact]
    public void A_folder_whose_name_only_begins_the_same_is_another_one()
    {
        var diff = Repository(("argocd/foo.yaml", App("foo", "apps/foo")), ("apps/foo/m.yaml", Map("a", "1")), ("apps/foobar/m.yaml", Map("b", "1")))
            .Diff(("apps/foobar/m.yaml", Map("b", "2")));
        diff.Compared.ShouldBe(0);
        diff.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_source_at_the_root_of_the_repository_sees_its_changes() =>
        Repository(("argocd/all.yaml", App("all", ".")), ("m.yaml", Map("a", "1"))).Diff(("m.yaml", Map("a", "2"))).Applications.Single().Objects.Single().Lines
            .ShouldContain("+  v: \"2\"");

    [Fact]
    public void A_changed_secret_is_shown_as_changed_and_never_its_value()
    {
        const string Secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { password: hunter2 }\n";
        var text = Text(Repository(("argocd/a.yaml", App("a", "a")), ("a/s.yaml", Secret))
            .Diff(("a/s.yaml", Secret.Replace("hunter2", "hunter3", StringComparison.Ordinal))));
        text.ShouldContain("Secret a/s changed");
        text.ShouldContain("new value");
        text.ShouldNotContain("hunter");
    }

    [Fact]
    public void Hooks_are_shown_with_phase_and_wave()
    {
        var hook = "apiVersion: batch/v1\nkind: Job\nmetadata: { name: j, annotations: { argocd.argoproj.io/hook: PreSync, "
            + "argocd.argoproj.io/sync-wave: '-1' } }\nspec: { x: 1 }\n";
        Repository(("argocd/a.yaml", App("a", "a")), ("a/j.yaml", hook)).Diff(("a/j.yaml", hook.Replace("x: 1", "x: 2", StringComparison.Ordinal)))
            .Applications.Single().Objects.Single().Hook.ShouldBe("PreSync, wave -1");
    }

    [Theory]
    [InlineData("name: dev", "name: prod", "destination")]
    [InlineData("project: shop", "project: other", "project")]
    [InlineData("prune: false", "prune: true", "syncPolicy")]
    [InlineData("selfHeal: false", "selfHeal: true", "syncPolicy")]
    public void A_changed_field_of_the_application_is_shown(string before, string after, string field) =>
        Repository(("argocd/a.yaml", App("a", "a")), ("a/m.yaml", Map("a", "1")))
            .Diff(("argocd/a.yaml", App("a", "a").Replace(before, after, StringComparison.Ordinal)))
            .Applications.Single().Fields.Single().Name.ShouldBe(field);

    [Theory]
    [InlineData("helm.sh/chart: a-1", "helm.sh/chart: a-2")]
    [InlineData("checksum/config: abc", "checksum/config: abd")]
    [InlineData("caBundle: abc", "caBundle: abd")]
    [InlineData("tls.crt: abc", "tls.crt: abd")]
    public void No_line_is_hidden(string before, string after)
    {
        var map = $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: a }}\ndata: {{ {before} }}\n";
        Repository(("argocd/a.yaml", App("a", "a")), ("a/m.yaml", map)).Diff(("a/m.yaml", map.Replace(before, after, StringComparison.Ordinal)))
            .Applications.Single().Objects.Single().Lines.Count(l => l[0] is '+' or '-').ShouldBe(2);
    }

    [Fact]
    public void Custom_resources_of_an_unknown_kind_keep_their_namespaces_and_do_not_collapse()
    {
        static string Thing(string space, int x) =>
            $"apiVersion: example.com/v1\nkind: Thing\nmetadata: {{ name: same, namespace: {space} }}\nspec: {{ x: {x} }}\n";
        var diff = Repository(("argocd/a.yaml", App("a", "a")), ("a/one.yaml", Thing("one", 1)), ("a/two.yaml", Thing("two", 1)))
            .Diff(("a/two.yaml", Thing("two", 2)));
        diff.Applications.Single().Objects.Select(o => o.Name).ShouldBe(["Thing.example.com two/same"]);
        diff.Applications.Single().Undecided.Single().ShouldContain("Thing");
    }

    [Fact]
    public void The_same_name_in_several_files_is_compared_file_by_file()
    {
        var diff = Repository(("dev/a.yaml", App("a", "apps/one")), ("prod/a.yaml", App("a", "apps/two")), ("apps/one/m.yaml", Map("one", "1")), ("apps/two/m.yaml", Map("two", "1")))
            .Diff(("apps/two/m.yaml", Map("two", "2")));
        diff.Applications.Single().File.ShouldBe("prod/a.yaml");
        diff.Applications.Single().Objects.Single().State.ShouldBe(DiffState.Changed);
    }

    [Fact]
    public void A_changed_override_in_the_source_folder_counts() =>
        Repository(("argocd/a.yaml", App("a", "a")), ("a/m.yaml", Map("a", "1")), ("a/deep/m.yaml", Map("b", "1")))
            .Diff(("a/.argocd-source-a.yaml", "directory: { recurse: true }\n")).Applications.Single().Objects.Single().Name.ShouldBe("ConfigMap a/b");

    [Fact]
    public void Every_document_and_generator_of_a_set_counts_and_a_removed_folder_deletes_its_application()
    {
        var sets = Set("one", "dirs/*") + "---\n" + Set("two", "more/*");
        var repository = Repository(("argocd/sets.yaml", sets), ("dirs/a/m.yaml", Map("a", "1")), ("more/b/m.yaml", Map("b", "1")),
            ("more/c/m.yaml", Map("c", "1")));
        var diff = repository.Diff(("more/b/m.yaml", null), ("more/d/m.yaml", Map("d", "1")), ("more/c/m.yaml", Map("c", "2")));
        diff.Applications.Select(a => $"{a.Name} {a.State} {a.Origin}").ShouldBe([
            "b Deleted ApplicationSet two", "c Changed ApplicationSet two", "d Added ApplicationSet two",
        ]);
        diff.Applications[0].Fate.ShouldBe("Its 1 object is deleted from the cluster with it: it has the finalizer for resources.");
    }

    [Fact]
    public void A_set_that_cannot_be_expanded_is_named_and_not_empty()
    {
        var set = "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: prs }\n"
            + "spec: { generators: [{ pullRequest: {} }], template: {} }\n";
        var diff = Repository(("argocd/set.yaml", set)).Diff(("other.txt", "x"));
        diff.NotChecked.Single().What.ShouldBe("ApplicationSet prs (argocd/set.yaml)");
        diff.NotChecked.Single().Why.ShouldBe("the pull request generator lists the pull requests of a server");
    }

    [Fact]
    public void Applications_of_applications_are_followed_and_circles_end()
    {
        var diff = Repository(
            ("argocd/root.yaml", App("root", "children", "argocd")), ("children/child.yaml", App("child", "leaf")),
                ("children/root.yaml", App("root", "children", "argocd")),
            ("leaf/m.yaml", Map("m", "1"))).Diff(("leaf/m.yaml", Map("m", "2")));
        diff.Applications.Select(a => a.Name).ShouldBe(["child"]);
    }

    [Fact]
    public void A_source_that_is_pinned_to_a_tag_is_not_affected_and_one_of_the_branch_is()
    {
        var repository = Repository(("argocd/a.yaml", App("a", "apps/one").Replace("HEAD", "v1.2.0", StringComparison.Ordinal)),
            ("argocd/b.yaml", App("b", "apps/one").Replace("HEAD", "main", StringComparison.Ordinal)), ("apps/one/m.yaml", Map("one", "1")));
        repository.Diff(("apps/one/m.yaml", Map("one", "2"))).Applications.Select(a => a.Name).ShouldBe(["b"]);
    }

    [Fact]
    public void An_annotation_that_leaves_out_what_is_read_is_a_warning()
    {
        var app = App("a", "a").Replace("name: a,", "name: a, annotations: { argocd.argoproj.io/manifest-generate-paths: /other },", StringComparison.Ordinal);
        Repository(("argocd/a.yaml", app), ("a/m.yaml", Map("a", "1"))).Diff(("a/m.yaml", Map("a", "2"))).Applications.Single().Warnings.Single()
            .ShouldStartWith("The annotation manifest-generate-paths leaves out a/m.yaml");
    }

    [Fact]
    public void One_application_that_cannot_be_rendered_is_named_and_does_not_stop_the_others()
    {
        var diff = Repository(("argocd/a.yaml", App("a", "a")), ("a/m.yaml", Map("a", "1")), ("argocd/k.yaml", App("k", "k")),
            ("k/kustomization.yaml", "resources: [m.yaml]\n"), ("k/m.yaml", Map("k", "1")))
            .Diff(("a/m.yaml", Map("a", "2")), ("k/m.yaml", Map("k", "2")));
        diff.Applications.Select(a => $"{a.Name} {a.Objects.Count}").ShouldBe(["a 1", "k 0"]);
        diff.Applications[1].Undecided[0].ShouldStartWith("Not rendered: k, because ");
    }

    [Fact]
    public void A_repository_without_a_known_address_says_so() =>
        new DiffRepository(Snapshot([("argocd/a.yaml", App("a", "a"))], null), Snapshot([("argocd/a.yaml", App("a", "a"))], null), new AbsentTools())
            .Run(TestContext.Current.CancellationToken)
            .NotChecked.Single().What.ShouldBe("which sources are of this repository");

    [Fact]
    public void A_removed_api_version_of_a_declared_cluster_is_a_problem()
    {
        var cron = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: c }\nspec: { x: 1 }\n";
        Repository((".automation/gitops.yml", "clusters:\n  dev:\n    kubernetes-version: '1.30'\n"), ("argocd/a.yaml", App("a", "a")), ("a/c.yaml", cron))
            .Diff(("a/c.yaml", cron.Replace("x: 1", "x: 2", StringComparison.Ordinal))).AllProblems.Single()
            .ShouldBe("a: CronJob.batch a/c: Kubernetes 1.30 does not serve batch/v1beta1; use batch/v1.");
    }

    [Fact]
    public void Nothing_changed_renders_nothing_and_the_order_is_stable()
    {
        var files = Enumerable.Range(0, 20).SelectMany(i => new[] { ($"argocd/{i}.yaml", App($"a{i}", $"apps/{i}")), ($"apps/{i}/m.yaml", Map("m", "1")) })
            .ToArray();
        Repository(files).Diff(("README.md", "x")).Compared.ShouldBe(0);
        var changes = files.Where(f => f.Item1.StartsWith("apps/", StringComparison.Ordinal)).Select(f => (f.Item1, (string?)Map("m", "2"))).ToArray();
        Text(Repository(files).Diff(changes)).ShouldBe(Text(Repository(files).Diff(changes)));
    }
}
