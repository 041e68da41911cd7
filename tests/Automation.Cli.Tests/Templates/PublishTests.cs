using System.Diagnostics;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Templates;

/// <summary><c>automation template run</c> against a fake GitHub: a new service from a terminal.</summary>
public sealed class PublishTests : IAsyncLifetime
{
    private const string Template =
        """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: service
        spec:
          type: service
          parameters:
            required: [name]
            properties:
              name: { type: string }
          steps:
            - id: fetch
              name: Render the skeleton
              action: fetch:template
              input: { url: ./skeleton, values: { name: '${{ parameters.name }}' } }
            - id: publish
              name: Create the repository
              action: publish:github
              input: { repoUrl: 'github.com?owner=acme&repo=${{ parameters.name }}' }
            - id: register
              name: Register in the catalog
              action: catalog:register
              input: { repoContentsUrl: '${{ steps.publish.output.repoContentsUrl }}' }
          output:
            links:
              - { title: Repository, url: '${{ steps.publish.output.remoteUrl }}' }

        """;

    private readonly TemporaryFolder _folder = new();
    private FakeGitHub _gitHub = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _folder.With("template.yaml", Template).With("values.yaml", "name: orders\n")
            .With("skeleton/README.md", "# ${{ values.name }}\n")
            .With(
                "skeleton/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\nspec:\n  type: service\n  lifecycle: production\n  owner: team-a\n");
        _gitHub = await FakeGitHub.StartAsync();
        _gitHub.Organisation("acme").WithMembers("ada");
        _gitHub.Repository("acme/catalog").WithCollaborator("ada", "admin").Commit("main", "Begin", ("catalog-sources.yml", "sources:\n  - github: acme/billing\n"));
        _token = _gitHub.PersonalToken("ada");
    }

    public async ValueTask DisposeAsync()
    {
        await _gitHub.DisposeAsync();
        _folder.Dispose();
    }

    private Run Scaffold(params string[] more) => Run
        .Automation(["template", "run", "template.yaml", "--values", "values.yaml", .. more])
        .In(_folder.Path).With("GITHUB_TOKEN", _token).With("GITHUB_API_URL", _gitHub.Url.AbsoluteUri).With("XDG_STATE_HOME", Path.Combine(_folder.Path, "state"));

    private string Shown(string text) => text.Replace(_gitHub.Url.AbsoluteUri.TrimEnd('/'), "https://github.example", StringComparison.Ordinal);

    [Fact]
    public void A_service_is_created_and_registered_without_a_folder()
    {
        var outcome = Scaffold("--catalog-repository", "acme/catalog").Go().Ends(0);

        Snapshot.Match(Shown(outcome.Output), "published.txt");
        _gitHub.Repository("acme/orders").Files().ShouldBe(["README.md", "catalog-info.yaml"]);
        _gitHub.Repository("acme/catalog").PullRequests.Count.ShouldBe(1);
        outcome.Everything.ShouldNotContain(_token);
        _gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void The_same_request_again_changes_nothing()
    {
        Scaffold("--catalog-repository", "acme/catalog").Go().Ends(0);
        var (tip, head) = (_gitHub.Repository("acme/orders").Tip(), _gitHub.Repository("acme/catalog").Tip("register-acme-orders"));

        Scaffold("--catalog-repository", "acme/catalog").Go().Ends(0);
        Scaffold("--catalog-repository", "acme/catalog", "--restart").Go().Ends(0);

        _gitHub.Repository("acme/orders").Tip().ShouldBe(tip);
        _gitHub.Repository("acme/catalog").Tip("register-acme-orders").ShouldBe(head);
        _gitHub.Repository("acme/catalog").PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public void A_failure_lists_what_was_created_and_the_next_run_finishes_it()
    {
        _gitHub.Faults.Next("PATCH *", new Fault.Refused(403));

        var failed = Scaffold().Go().Ends(1);
        var finished = Scaffold("--format", "json").Go().Ends(0);

        Snapshot.Match(Shown(failed.Output), "failed.txt");
        failed.Everything.ShouldNotContain(_token);
        finished.Json.GetProperty("created").EnumerateArray().Single().Text("remove").ShouldBe("gh repo delete acme/orders");
        _gitHub.Repository("acme/orders").Files().Count.ShouldBe(2);
        _gitHub.Repository("acme/orders").History().Count.ShouldBe(2);
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
        _gitHub.Faults.Next(writes, "P* *", new Fault.Latency(TimeSpan.Zero)).Next(100, "P* *", new Fault.Held(never));
        var start = AutomationProcess.Begin(
            _folder.Path, [.. AutomationProcess.Command, "template", "run", "template.yaml", "--values", "values.yaml", "--catalog-repository", "acme/catalog"]);
        start.Environment["GITHUB_TOKEN"] = _token;
        start.Environment["GITHUB_API_URL"] = _gitHub.Url.AbsoluteUri;
        start.Environment["XDG_STATE_HOME"] = Path.Combine(_folder.Path, "state");
        using (var process = Process.Start(start)!)
        {
            await _gitHub.WaitFor(() => _gitHub.Requests.Count(r => r.IsWrite) >= writes);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        _gitHub.Faults.Clear();
        Scaffold("--catalog-repository", "acme/catalog").Go().Ends(0);

        _gitHub.Repository("acme/orders").Files().ShouldBe(["README.md", "catalog-info.yaml"]);
        _gitHub.Repository("acme/orders").History().Count.ShouldBe(2);
        _gitHub.Repository("acme/catalog").PullRequests.Count.ShouldBe(1);
        _gitHub.Requests.Count(r => r is { Method: "POST", Path: "/orgs/acme/repos" }).ShouldBe(1);
        await ended.CancelAsync();
    }

    [Fact]
    public void Without_a_token_nothing_begins()
    {
        var outcome = Scaffold().With("GITHUB_TOKEN", "").Go().Ends(1);

        outcome.Output.ShouldContain("set the environment variable GITHUB_TOKEN");
        _gitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void A_dry_run_calls_nothing()
    {
        Scaffold("--dry-run").With("GITHUB_TOKEN", "").Go().Ends(0);

        _gitHub.Requests.ShouldBeEmpty();
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

        _gitHub.Repository("acme/orders").History().Count.ShouldBe(2);
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
