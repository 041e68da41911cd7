using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.Clusters;

namespace Automation.Cli.Tests;

/// <summary><c>automation health report</c>: clusters are read, and the state of each service is put on a branch of its own.</summary>
public sealed class HealthReportTests : IDisposable
{
    private const string Clusters = "samples/acme/infrastructure/clusters";
    private const string At = "2026-11-29T09:00:00Z";
    private const string Secret = "hunter2-s3cr3t";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_reads_well()
    {
        BuildCatalog();

        var report = Report("--state", Sample, "--at", At, "--out", "report");

        Snapshot.Match(report.Ends(0).Output, "health-report.txt");
        Snapshot.Match(File.ReadAllText(In("report/HEALTH.md")), "health-page.md");
    }

    [Fact]
    public void A_second_reading_with_the_same_state_confirms_it_and_a_third_writes_nothing()
    {
        BuildCatalog();
        Report("--state", Sample, "--at", At, "--out", "report").Ends(0);

        Report("--state", Sample, "--at", "2026-11-29T09:04:00Z", "--out", "report").Ends(0);
        Snapshot.Match(File.ReadAllText(In("report/HEALTH.md")), "health-page-confirmed.md");

        Report("--state", Sample, "--at", "2026-11-29T09:08:00Z", "--out", "report").Ends(0).Output.ShouldContain("report is up to date.");
        Report("--state", Sample, "--at", "2026-11-29T09:16:00Z", "--out", "report").Ends(0).Output.ShouldContain("Wrote 2 files to report.");
    }

    [Fact]
    public void What_is_not_fresh_is_unknown_and_its_last_state_is_not_shown()
    {
        BuildCatalog();
        Report("--state", Sample, "--at", At, "--out", "report").Ends(0);

        Snapshot.Match(Show("orders", "--health", "report", "--at", "2026-11-29T09:20:00Z").Ends(0).Output, "health-show-stored.txt");
        Snapshot.Match(Show("checkout", "--health", "report", "--at", "2026-11-29T10:20:00Z").Ends(0).Output, "health-show-unknown.txt");
    }

    [Fact]
    public async Task Clusters_are_read_over_HTTP_and_the_one_that_fails_stays_unknown()
    {
        BuildCatalog();
        await using var eu = await FakeCluster.StartAsync();
        await using var us = await FakeCluster.StartAsync();
        Fill(eu);
        Fill(us);
        _folder.With("eu.config", eu.Kubeconfig("prod-eu")).With("us.config", us.Kubeconfig("prod-us"));
        string[] clusters = ["--context", "prod-eu", "--context", "prod-us"];
        var kubeconfig = $"{In("eu.config")}{Path.PathSeparator}{In("us.config")}";
        Command(["report", "--out", "report", .. clusters]).With("KUBECONFIG", kubeconfig).Go().Ends(0).Output.ShouldContain("Wrote 3 files");

        us.Faults["*"] = 503;
        var second = Command(["report", "--out", "report", "--format", "json", .. clusters]).With("KUBECONFIG", kubeconfig).Go().Ends(0);

        using var json = JsonDocument.Parse(second.Output);
        var orders = json.RootElement.GetProperty("services").EnumerateArray().Single(s => s.GetProperty("ref").GetString() == "component:default/orders");
        var workloads = orders.GetProperty("workloads").EnumerateArray().ToDictionary(w => w.GetProperty("cluster").GetString()!);
        workloads["prod-eu"].GetProperty("status").GetString().ShouldBe("Healthy");
        workloads["prod-us"].GetProperty("status").GetString().ShouldBeNull();
        workloads["prod-us"].GetProperty("unknownSince").GetString().ShouldNotBeNull();
        json.RootElement.GetProperty("clusters")[1].GetProperty("failure").GetString().ShouldBe("the cluster: it answered 503");
    }

    [Fact]
    public async Task No_cluster_at_all_ends_with_3()
    {
        BuildCatalog();
        await using var eu = await FakeCluster.StartAsync();
        eu.Faults["*"] = 401;
        _folder.With("config", eu.Kubeconfig("prod-eu"));

        var report = Report("--kubeconfig", "config");

        report.Ends(3).Output.ShouldContain("cluster prod-eu: never read: the cluster: it refuses the credentials (401)");
    }

    [Fact]
    public void A_report_is_committed_to_a_branch_of_its_own()
    {
        BuildCatalog();
        using var git = GitSandbox.Create();
        git.Git("init", "--quiet", "--bare", git.Beside("catalog.git"));
        var bare = git.Beside("catalog.git");

        Report("--state", Sample, "--at", At, "--to", bare).Ends(0).Output.ShouldContain(" to health.");
        Report("--state", Sample, "--at", "2026-11-29T09:04:00Z", "--to", bare).Ends(0);
        Report("--state", Sample, "--at", "2026-11-29T09:05:00Z", "--to", bare).Ends(0).Output.ShouldContain("health is up to date.");

        git.Git("--git-dir", bare, "log", "--format=%s", "health").Trim().Split('\n').Length.ShouldBe(2);
        git.Git("--git-dir", bare, "ls-tree", "-r", "--name-only", "health").ShouldContain("HEALTH.md");
    }

    [Fact]
    public void A_branch_with_other_files_is_not_written_to()
    {
        BuildCatalog();
        using var git = GitSandbox.Create();
        git.Git("init", "--quiet", "--bare", git.Beside("catalog.git"));
        var bare = git.Beside("catalog.git");
        Run.Automation("catalog", "publish", "--source", Path.Combine(Repository.Root, "samples/acme"), "--to", bare, "--branch", "main").In(_folder.Path).Go().Ends(0);

        Report("--state", Sample, "--to", bare, "--branch", "main").Ends(3).Errors.ShouldContain("The branch 'main' has other files, and no health.json");
    }

    [Fact]
    public void A_cluster_that_is_gone_is_forgotten_when_that_is_said()
    {
        BuildCatalog();
        Report("--state", Sample, "--at", At, "--out", "report").Ends(0);

        Report("--state", Path.Combine(Sample, "prod-eu"), "--at", "2026-11-29T09:20:00Z", "--out", "report").Ends(0).Output.ShouldContain("cluster prod-us: read 2026-11-29 09:00 UTC");
        Report("--state", Path.Combine(Sample, "prod-eu"), "--at", "2026-11-29T09:20:00Z", "--forget", "prod-us", "--out", "report").Ends(0).Output.ShouldNotContain("prod-us");
    }

    [Fact]
    public async Task Texts_of_a_cluster_are_in_no_file_and_no_output()
    {
        BuildCatalog();
        await using var cluster = await FakeCluster.StartAsync();
        Fill(cluster);
        cluster.With($$$$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"bad","namespace":"orders","labels":{"backstage.io/kubernetes-id":"orders"},"uid":"u-bad","annotations":{"note":"{{{{{Secret}}}}}"}},
             "spec":{"restartPolicy":"Always","containers":[{"name":"app","image":"orders:1","env":[{"name":"PASSWORD","value":"{{{{{Secret}}}}}"}]}]},
             "status":{"phase":"Running","message":"{{{{{Secret}}}}}","containerStatuses":[{"name":"app","ready":false,"restartCount":9,
              "state":{"waiting":{"reason":"CrashLoopBackOff","message":"{{{{{Secret}}}}}"}},"lastState":{"terminated":{"exitCode":1,"reason":"Error","message":"{{{{{Secret}}}}}"}}}]}}
            """)
            .With($$$$$"""
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"orders"},"involvedObject":{"kind":"Pod","name":"bad","namespace":"orders","uid":"u-bad"},
             "reason":"Unhealthy","type":"Warning","message":"Liveness probe failed: {{{{{Secret}}}}}"}
            """)
            .With($$$$$"""
            {"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"orders","namespace":"argocd","labels":{"backstage.io/kubernetes-id":"orders"}},
             "spec":{"destination":{"name":"prod-eu"}},"status":{"sync":{"status":"OutOfSync"},"health":{"status":"Degraded","message":"{{{{{Secret}}}}}"},
             "operationState":{"phase":"Failed","message":"{{{{{Secret}}}}}"},"conditions":[{"type":"SyncError","message":"{{{{{Secret}}}}}"}]}}
            """);
        _folder.With("config", cluster.Kubeconfig("prod-eu"));

        foreach (var format in (string[])["text", "json", "markdown"])
        {
            var run = Report("--kubeconfig", "config", "--out", "report", "--format", format).Ends(0);
            (run.Output + run.Errors).ShouldNotContain(Secret);
            run.Output.ShouldContain("SyncError");
        }

        foreach (var file in Directory.EnumerateFiles(In("report"), "*", SearchOption.AllDirectories))
        {
            File.ReadAllText(file).ShouldNotContain(Secret);
        }
    }

    [Fact]
    public async Task A_hostile_cluster_is_read_in_time_and_its_names_are_escaped()
    {
        BuildCatalog();
        await using var cluster = await FakeCluster.StartAsync();
        var conditions = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"type":"C{{i}}","status":"False","message":"m"}"""));
        const string Name = @"a\u001b[31m\n::error::x\n| <img src=x onerror=alert(1)> | [x](https://evil.example) @acme/all \u202e";
        cluster.With($$$$$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"orders","namespace":"orders","labels":{"backstage.io/kubernetes-id":"orders"},
             "annotations":{"big":"{{{{{new string('x', 1 << 20)}}}}}"}},"spec":{"replicas":1},"status":{"replicas":1,"conditions":[{{{{{conditions}}}}}]}}
            """)
            .With($$$$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{{Name}}}}}","namespace":"{{{{{Name}}}}}","labels":{"backstage.io/kubernetes-id":"orders"}},
             "spec":{"restartPolicy":"Always","containers":[{"name":"{{{{{Name}}}}}","image":"{{{{{Name}}}}}","env":[{"name":"PASSWORD","value":"{{{{{Secret}}}}}"}]}]},
             "status":{"phase":"Running","containerStatuses":[{"name":"{{{{{Name}}}}}","ready":false,"restartCount":9,
              "state":{"waiting":{"reason":"CrashLoopBackOff","message":"{{{{{Secret}}}}}"}},"lastState":{"terminated":{"exitCode":1,"reason":"Error"}}}]}}
            """)
            .With($$$$$"""
            {"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"{{{{{Name}}}}}","namespace":"argocd","labels":{"backstage.io/kubernetes-id":"orders"}},
             "spec":{"destination":{"name":"{{{{{Name}}}}}"}},"status":{"sync":{"status":"{{{{{Name}}}}}"},"health":{"status":"{{{{{Name}}}}}"}}}
            """);
        _folder.With("config", cluster.Kubeconfig("prod-eu"));

        var text = Report("--kubeconfig", "config", "--out", "report").Ends(0).Output;
        Report("--kubeconfig", "config", "--out", "report").Ends(0);
        var shown = Show("orders", "--health", "report").Output;

        foreach (var output in (string[])[text, shown, File.ReadAllText(In("report/HEALTH.md"))])
        {
            output.Where(c => char.IsControl(c) && c is not ('\n' or '\r')).ShouldBeEmpty();
            output.ShouldNotContain("\u202e");
            output.ShouldNotContain(Secret);
            output.Split('\n').ShouldNotContain(l => l.StartsWith("::", StringComparison.Ordinal));
            output.Length.ShouldBeLessThan(100_000);
        }

        var page = RenderedMarkdown.Of(File.ReadAllText(In("report/HEALTH.md"))).Html;
        page.ShouldNotContain("<img");
        page.ShouldNotContain("href=\"https://evil");
        Directory.EnumerateFiles(In("report"), "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length).ShouldBeLessThan(100_000);
    }

    [Fact]
    public void An_owner_without_a_report_or_a_kubeconfig_learns_what_to_give()
    {
        BuildCatalog();

        Show("orders", "--health", "none").Ends(2).Errors.ShouldContain("automation health report --out none");
        Show("orders", "--kubeconfig", "none").Ends(2).Errors.ShouldContain("There is no kubeconfig at");
    }

    [Fact]
    public void The_catalog_shows_the_health_that_is_known()
    {
        BuildCatalog();
        Report("--state", Sample, "--at", At, "--out", "report").Ends(0);

        var shown = Run.Automation("catalog", "show", "checkout", "--catalog", "catalog", "--health", "report", "--at", At).In(_folder.Path).Go();

        Snapshot.Match(shown.Ends(0).Output, "catalog-show-health.txt");
    }

    private static string Sample => Path.Combine(Repository.Root, Clusters);

    private string In(string path) => Path.Combine(_folder.Path, path);

    private void BuildCatalog() =>
        Run.Automation("catalog", "build", "--source", Path.Combine(Repository.Root, "samples/acme"), "--out", "catalog").In(_folder.Path).Go();

    private Run Command(string[] arguments) => Run.Automation(["health", .. arguments, "--catalog", "catalog"]).In(_folder.Path);

    private Outcome Report(params string[] arguments) => Command(["report", .. arguments]).Go();

    private Outcome Show(string service, params string[] arguments) => Command(["show", service, .. arguments]).Go();

    private static void Fill(FakeCluster cluster) => cluster.With("""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"orders","namespace":"orders","labels":{"backstage.io/kubernetes-id":"orders"}},"spec":{"replicas":1},
         "status":{"replicas":1,"updatedReplicas":1,"availableReplicas":1}}
        """);
}
