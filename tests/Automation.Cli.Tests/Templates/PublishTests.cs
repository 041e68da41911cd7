using System.Diagnostics;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Cli.Tests.Templates;

/// <summary><c>automation template run</c> against a fake GitHub: a new service from a terminal.</summary>
public sealed class PublishTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private PlatformTeam _team = null!;

    private FakeGitHub GitHub => _team.GitHub;

    private string Token => _team.Token;

    public async ValueTask InitializeAsync()
    {
        PlatformTeam.Write(_folder);
        _folder.With("values.yaml", "name: orders\n");
        _team = await PlatformTeam.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _team.DisposeAsync();
        _folder.Dispose();
    }

    private Run Scaffold(params string[] more) => Run
        .Automation(["template", "run", "template.yaml", "--values", "values.yaml", .. more])
        .In(_folder.Path).With("GITHUB_TOKEN", Token).With("GITHUB_API_URL", GitHub.Url.AbsoluteUri)
        .With("XDG_STATE_HOME", Path.Combine(_folder.Path, "state"));

    private string Shown(string text) => _team.Shown(text);

    [Fact]
    public void A_service_is_created_and_registered_without_a_folder()
    {
        var outcome = Scaffold("--catalog-repository", "acme/catalog").Go().Ends(0);

        Snapshot.Match(Shown(outcome.Output), "published.txt");
        GitHub.Repository("acme/orders").Files().ShouldBe(["README.md", "catalog-info.yaml"]);
        GitHub.Repository("acme/catalog").PullRequests.Count.ShouldBe(1);
        outcome.Everything.ShouldNotContain(Token);
        GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void A_secret_of_a_new_repository_arrives_sealed()
    {
        var sealing = PlatformTeam.Template
            .Replace("repo=${{ parameters.name }}' }", "repo=${{ parameters.name }}', secrets: { NPM: '${{ secrets.npm }}' } }", StringComparison.Ordinal);
        PlatformTeam.Write(_folder, template: sealing);

        var outcome = Scaffold("--secret", "npm=MINE").With("MINE", "npm-canary").Go().Ends(0);

        GitHub.Repository("acme/orders").Hosted.Settings.Secrets.ShouldBe(new Dictionary<string, string> { ["NPM"] = "npm-canary" });
        outcome.Everything.ShouldNotContain("canary");
        GitHub.Requests.ShouldAllBe(r => !r.Body.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_request_again_changes_nothing()
    {
        Scaffold("--catalog-repository", "acme/catalog").Go().Ends(0);
        var (tip, head) = (GitHub.Repository("acme/orders").Tip(), GitHub.Repository("acme/catalog").Tip("register-acme-orders"));

        Scaffold("--catalog-repository", "acme/catalog").Go().Ends(0);
        Scaffold("--catalog-repository", "acme/catalog", "--restart").Go().Ends(0);

        GitHub.Repository("acme/orders").Tip().ShouldBe(tip);
        GitHub.Repository("acme/catalog").Tip("register-acme-orders").ShouldBe(head);
        GitHub.Repository("acme/catalog").PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public void A_run_that_registers_a_component_ends_with_the_pull_request_that_deploys_it()
    {
        _folder.With(
            "teams/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: engineering, annotations: { github.com/team-slug: acme/engineers } }\n"
            + "spec: { type: team, children: [] }\n");
        Run.Automation("catalog", "build", "--source", Path.Combine(_folder.Path, "teams"), "--out", "catalog").In(_folder.Path).Go().Ends(0);
        GitHub.Repository("acme/gitops").WithCollaborator("ada", "admin").Commit("main", "Begin", (".automation/gitops.yml", GitOps.GitOpsWorld.Settings));

        var outcome = Scaffold("--catalog", "catalog", "--gitops-repository", "acme/gitops", "--format", "markdown").Go().Ends(0);
        Scaffold("--catalog", "catalog", "--gitops-repository", "acme/gitops").Go().Ends(0);

        var pull = GitHub.Repository("acme/gitops").PullRequests.ShouldHaveSingleItem();
        pull.Pull.Title.ShouldBe("Deploy orders to staging and production");
        Shown(outcome.Output).ShouldContain("- pull request [`acme/gitops#1`](https://github.example/acme/gitops/pull/1)");
        outcome.Everything.ShouldNotContain(Token);
    }

    [Fact]
    public void The_GitOps_repository_needs_the_catalog() =>
        Scaffold("--gitops-repository", "acme/gitops").Go().Ends(2).Everything.ShouldContain("--gitops-repository needs --catalog DIR");

    [Fact]
    public void A_failure_lists_what_was_created_and_the_next_run_finishes_it()
    {
        GitHub.Faults.Next("PATCH *", new Fault.Refused(403));

        var failed = Scaffold().Go().Ends(1);
        var finished = Scaffold("--format", "json").Go().Ends(0);

        Snapshot.Match(Shown(failed.Output), "failed.txt");
        failed.Everything.ShouldNotContain(Token);
        finished.Json.GetProperty("created").EnumerateArray().Single().Text("remove").ShouldBe("gh repo delete acme/orders");
        GitHub.Repository("acme/orders").Files().Count.ShouldBe(2);
        GitHub.Repository("acme/orders").History().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task A_run_that_was_killed_is_finished_by_the_next_one(int writes)
    {
        // The next write never arrives: the process ends after some effects, whether it recorded the last one or not.
        using var ended = new CancellationTokenSource();
        var never = Task.Delay(Timeout.Infinite, ended.Token);
        GitHub.Faults.Next(writes, "P* *", new Fault.Latency(TimeSpan.Zero)).Next(100, "P* *", new Fault.Held(never));
        var start = AutomationProcess.Begin(
            _folder.Path,
            [.. AutomationProcess.Command, "template", "run", "template.yaml", "--values", "values.yaml", "--catalog-repository", "acme/catalog"]);
        start.Environment["GITHUB_TOKEN"] = Token;
        start.Environment["GITHUB_API_URL"] = GitHub.Url.AbsoluteUri;
        start.Environment["XDG_STATE_HOME"] = Path.Combine(_folder.Path, "state");
        using (var process = Process.Start(start)!)
        {
            await GitHub.WaitFor(() => GitHub.Requests.Count(r => r.IsWrite) >= writes);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        GitHub.Faults.Clear();
        Scaffold("--catalog-repository", "acme/catalog").Go().Ends(0);

        GitHub.Repository("acme/orders").Files().ShouldBe(["README.md", "catalog-info.yaml"]);
        GitHub.Repository("acme/orders").History().Count.ShouldBe(2);
        GitHub.Repository("acme/catalog").PullRequests.Count.ShouldBe(1);
        GitHub.Requests.Count(r => r is { Method: "POST", Path: "/orgs/acme/repos" }).ShouldBe(1);
        await ended.CancelAsync();
    }

    [Fact]
    public void Without_a_token_nothing_begins()
    {
        var outcome = Scaffold().With("GITHUB_TOKEN", "").Go().Ends(1);

        outcome.Output.ShouldContain("set the environment variable GITHUB_TOKEN");
        GitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void A_dry_run_calls_nothing()
    {
        Scaffold("--dry-run").With("GITHUB_TOKEN", "").Go().Ends(0);

        GitHub.Requests.ShouldBeEmpty();
        Directory.Exists(Path.Combine(_folder.Path, "state")).ShouldBeFalse();
    }

    [Fact]
    public void A_token_is_sent_only_over_an_encrypted_connection()
    {
        Scaffold().With("GITHUB_API_URL", "http://github.example/api").Go().Ends(2).Errors.ShouldContain("not an https address");
    }

    [Fact]
    public void A_record_that_was_cut_off_is_no_obstacle()
    {
        Scaffold().Go().Ends(0);
        var file = Directory.GetFiles(Path.Combine(_folder.Path, "state"), "*.jsonl", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file)[..^20]);

        Scaffold().Go().Ends(0);

        GitHub.Repository("acme/orders").History().Count.ShouldBe(2);
    }

    [Fact]
    public void Template_actions_lists_all_with_their_schemas()
    {
        var actions = Run.Automation("template", "actions", "--format", "json").Go().Ends(0).Json.EnumerateArray().ToList();

        actions.Select(a => a.Text("id")).ShouldContain("publish:github");
        actions.Single(a => a.Text("id") == "catalog:register").GetProperty("input").GetProperty("anyOf").GetArrayLength().ShouldBe(2);
        actions.ShouldAllBe(a => a.Text("description")!.EndsWith('.'));
    }
}
