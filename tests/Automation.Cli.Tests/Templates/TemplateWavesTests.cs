using System.Diagnostics;
using System.Text.Json;
using Automation.Cli.Action;
using Automation.Cli.Tests.Action;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Templates;

/// <summary>A change of a template reaches every service that was made from it, as one pull request each.</summary>
public sealed class TemplateWavesTests : IAsyncLifetime
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
              lifecycle: { type: string, default: production }
          steps:
            - id: fetch
              action: fetch:template
              input: { url: ./skeleton, values: { name: '${{ parameters.name }}', lifecycle: '${{ parameters.lifecycle }}' } }
            - id: publish
              action: publish:github
              input: { repoUrl: 'github.com?owner=acme&repo=${{ parameters.name }}' }

        """;

    private const string Descriptor =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: ${{ values.name }}
          annotations:
            backstage.io/source-template: template:default/service
        spec:
          type: service
          lifecycle: ${{ values.lifecycle }}
          owner: team-a

        """;

    private readonly GitSandbox _template = GitSandbox.Create();
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _services = [];
    private FakeGitHub _gitHub = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _gitHub = await FakeGitHub.StartAsync();
        _gitHub.Organisation("acme").WithMembers("ada");
        _gitHub.Repository("acme/templates").WithCollaborator("ada", "admin").Commit("main", "Begin", ("README.md", "Templates\n"));
        _token = _gitHub.PersonalToken("ada");
        _template.With("template.yaml", Template)
            .With("skeleton/catalog-info.yaml", Descriptor)
            .With("skeleton/README.md", "# ${{ values.name }}\n\nRuns on node 20.\n\nAsk in #help.\n")
            .With("skeleton/Dockerfile", "FROM node:20\nCOPY . .\nCMD node .\n")
            .Commit("The first version");
    }

    public async ValueTask DisposeAsync()
    {
        await _gitHub.DisposeAsync();
        _template.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_change_reaches_twenty_services_as_twenty_pull_requests_and_three_have_conflicts()
    {
        Scaffold(Enumerable.Range(1, 20).Select(i => $"service-{i:00}"));
        foreach (var name in (string[])["service-03", "service-09", "service-17"])
        {
            Commit(name, "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        }

        Commit("service-05", "README.md", t => t.Replace("#help", "#service-05", StringComparison.Ordinal));
        var before = _gitHub.Repository("acme/service-09").Text("Dockerfile");
        Change();

        var outcome = Waves("--tracking", "acme/templates", "--format", "json").Ends(1);

        var services = outcome.Json.GetProperty("waves")[0].GetProperty("services").EnumerateArray().ToList();
        services.Count.ShouldBe(20);
        services.Where(s => s.Text("state") == "conflicted").Select(s => s.Text("entity"))
            .ShouldBe(["component:default/service-03", "component:default/service-09", "component:default/service-17"]);
        services.Count(s => s.Text("state") == "pending").ShouldBe(17);
        _services.ShouldAllBe(s => _gitHub.Repository($"acme/{s}").PullRequests.Count == 1);
        _services.Count(s => _gitHub.Repository($"acme/{s}").PullRequests[0].Pull.IsDraft).ShouldBe(3);

        const string branch = "automation/template/service";
        _gitHub.Repository("acme/service-01").Text("Dockerfile", branch).ShouldBe("FROM node:22\nCOPY . .\nCMD node .\n");
        _gitHub.Repository("acme/service-05").Text("README.md", branch).ShouldBe("# service-05\n\nRuns on node 22.\n\nAsk in #service-05.\n");
        _gitHub.Repository("acme/service-09").Text("Dockerfile", branch).ShouldBe(before);
        _gitHub.Repository("acme/service-09").Text("README.md", branch).ShouldBe("# service-09\n\nRuns on node 22.\n\nAsk in #help.\n");
        _gitHub.Repository("acme/service-09").Hosted.Settings.Statuses.Single().Description.ShouldBe("1 file to decide");
        Snapshot.Match(Shown(_gitHub.Repository("acme/service-09").PullRequests[0].Pull.Body!), "update-conflict.md");
        Snapshot.Match(Shown(_gitHub.Repository("acme/service-05").PullRequests[0].Pull.Body!), "update-merged.md");
        Snapshot.Match(Shown(_gitHub.Repository("acme/templates").Hosted.Settings.Issues.Single().Body!), "waves-table.md");
        _gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void The_same_request_again_changes_nothing()
    {
        Scaffold(["orders", "billing"]);
        Commit("billing", "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        Change();
        Waves("--tracking", "acme/templates").Ends(1);
        Waves("--tracking", "acme/templates").Ends(1);
        var writes = _gitHub.Requests.Count(r => r.IsWrite);

        var again = Waves("--tracking", "acme/templates").Ends(1);

        _gitHub.Requests.Count(r => r.IsWrite).ShouldBe(writes);
        Snapshot.Match(Shown(again.Output), "waves.txt");
    }

    [Fact]
    public void A_newer_revision_is_brought_by_the_same_pull_request()
    {
        Scaffold(["orders"]);
        Change();
        Waves().Ends(0);
        _template.With("skeleton/Dockerfile", "FROM node:24\nCOPY . .\nCMD node .\n").Commit("Use node 24");

        Waves().Ends(0);

        var pull = _gitHub.Repository("acme/orders").PullRequests.ShouldHaveSingleItem();
        pull.Pull.Body!.ShouldContain("Use node 24");
        _gitHub.Repository("acme/orders").Text("Dockerfile", "automation/template/service").ShouldStartWith("FROM node:24");
        pull.Merge();
        Waves("--format", "json").Ends(0).Output.ShouldContain("\"state\":\"adopted\"");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_run_that_was_killed_is_finished_by_the_next_one(int writes)
    {
        Scaffold(["orders"]);
        Commit("orders", "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        Change();
        var before = _gitHub.Requests.Count(r => r.IsWrite);

        // The next write never arrives: the process ends after some effects.
        using var ended = new CancellationTokenSource();
        var never = Task.Delay(Timeout.Infinite, ended.Token);
        _gitHub.Faults.Next(writes, "P* *", new Fault.Latency(TimeSpan.Zero)).Next(100, "P* *", new Fault.Held(never));
        var start = AutomationProcess.Begin(
            _template.Path, [.. AutomationProcess.Command, "template", "waves", "template.yaml", "--catalog", At("catalog"), "--tracking", "acme/templates"]);
        start.Environment["GITHUB_TOKEN"] = _token;
        start.Environment["GITHUB_API_URL"] = _gitHub.Url.AbsoluteUri;
        using (var process = Process.Start(start)!)
        {
            await _gitHub.WaitFor(() => _gitHub.Requests.Count(r => r.IsWrite) >= before + writes);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        _gitHub.Faults.Clear();
        Waves("--tracking", "acme/templates").Ends(1);

        var pull = _gitHub.Repository("acme/orders").PullRequests.ShouldHaveSingleItem();
        pull.Pull.IsDraft.ShouldBeTrue();
        _gitHub.Repository("acme/orders").Text("README.md", "automation/template/service").ShouldBe("# orders\n\nRuns on node 22.\n\nAsk in #help.\n");
        _gitHub.Repository("acme/orders").Hosted.Settings.Statuses.ShouldHaveSingleItem();
        _gitHub.Repository("acme/templates").Hosted.Settings.Issues.ShouldHaveSingleItem();
        await ended.CancelAsync();
    }

    [Fact]
    public void The_branch_of_a_merged_pull_request_is_used_again()
    {
        Scaffold(["orders"]);
        Change();
        Waves().Ends(0);
        var pull = _gitHub.Repository("acme/orders").PullRequests[0];
        pull.Push(("notes.txt", "A change of a person\n"));
        pull.Merge();
        _template.With("skeleton/Dockerfile", "FROM node:24\nCOPY . .\nCMD node .\n").Commit("Use node 24");

        Waves().Ends(0);

        _gitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(2);
        _gitHub.Repository("acme/orders").Text("notes.txt", "automation/template/service").ShouldBe("A change of a person\n");
    }

    [Fact]
    public void A_branch_that_a_person_made_is_left_alone()
    {
        Scaffold(["orders"]);
        Change();
        var own = _gitHub.Repository("acme/orders").Commit("automation/template/service", "Mine", ("notes.txt", "x\n"));

        Waves().Ends(1).Output.ShouldContain("has commits by other people and no pull request");

        _gitHub.Repository("acme/orders").Tip("automation/template/service").ShouldBe(own);
        _gitHub.Repository("acme/orders").PullRequests.ShouldBeEmpty();
    }

    [Fact]
    public void A_pull_request_with_commits_of_people_is_never_replaced()
    {
        Scaffold(["orders"]);
        Change();
        Waves().Ends(0);
        var pull = _gitHub.Repository("acme/orders").PullRequests[0];
        pull.Push(("Dockerfile", "FROM node:22-slim\n"));
        var head = pull.HeadSha;
        _template.With("skeleton/Dockerfile", "FROM node:24\nCOPY . .\nCMD node .\n").Commit("Use node 24");

        Waves().Ends(1).Output.ShouldContain("commits by other people");
        Waves().Ends(1);

        pull.HeadSha.ShouldBe(head);
        pull.Comments.Count.ShouldBe(1);
    }

    [Fact]
    public void A_pull_request_that_was_closed_is_not_opened_again_for_this_revision()
    {
        Scaffold(["orders"]);
        Change();
        Waves().Ends(0);
        _gitHub.Repository("acme/orders").PullRequests[0].Close();

        Waves("--format", "json").Ends(0).Output.ShouldContain("opted out");
        _gitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(1);

        _template.With("skeleton/Dockerfile", "FROM node:24\nCOPY . .\nCMD node .\n").Commit("Use node 24");
        Waves().Ends(0);
        _gitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(2);
    }

    [Fact]
    public void A_failing_wave_stops_the_next()
    {
        Scaffold(["orders", "billing"], "production");
        Scaffold(["trial"], "experimental");
        Commit("trial", "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        Change();

        var outcome = Waves("--wave", "lifecycle=experimental").Ends(1);

        Snapshot.Match(Shown(outcome.Output), "waves-stopped.txt");
        _gitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(0);

        // The owner decides: the conflict is edited on the branch, and the pull request is merged.
        var pull = _gitHub.Repository("acme/trial").PullRequests[0];
        pull.Push(("Dockerfile", "FROM node:22-alpine\nCOPY . .\nCMD node .\n"));
        pull.MarkReady();
        pull.Merge();
        Waves("--wave", "lifecycle=experimental").Ends(0);
        _gitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(1);
        _gitHub.Repository("acme/billing").PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public void A_dry_run_changes_nothing()
    {
        Scaffold(["orders"]);
        Change();
        var writes = _gitHub.Requests.Count(r => r.IsWrite);

        Waves("--dry-run").Ends(0).Output.ShouldContain("planned");

        _gitHub.Requests.Count(r => r.IsWrite).ShouldBe(writes);
    }

    [Fact]
    public void A_pinned_service_keeps_its_versions()
    {
        _template.Git("tag", "v1.0.0");
        Scaffold(["orders"]);
        Commit("orders", ".automation/scaffold.yml", t => t.Replace("pin: null", "pin: 1.x", StringComparison.Ordinal));
        Change();
        _template.Git("tag", "v2.0.0");

        Waves("--format", "json").Ends(0).Output.ShouldContain("excludes v2.0.0");

        _gitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(0);
    }

    [Fact]
    public void The_action_brings_it_and_writes_outputs_and_a_summary()
    {
        Scaffold(["orders"], "production");
        Scaffold(["trial"], "experimental");
        Commit("trial", "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        Change();

        var outcome = Run.Automation("action", "update-baseline").In(_template.Path)
            .With("INPUT_TEMPLATE", "template.yaml").With("INPUT_CATALOG", At("catalog")).With("INPUT_WAVES", "lifecycle=experimental\n")
            .With("INPUT_TRACKING", "acme/templates").With("INPUT_TOKEN", _token).With("GITHUB_API_URL", _gitHub.Url.AbsoluteUri).With("GITHUB_ACTIONS", "true")
            .With("GITHUB_OUTPUT", At("output")).With("GITHUB_STEP_SUMMARY", At("summary")).Go().Ends(1);

        var outputs = File.ReadAllLines(At("output")).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]);
        outputs.Keys.ShouldBe(DeclaredAction.Named("update-baseline").Outputs);
        UpdateInputs.Names.ShouldBe(DeclaredAction.Named("update-baseline").Inputs);
        (outputs["conclusion"], outputs["conflicted"], outputs["waiting"], outputs["open"]).ShouldBe(("failure", "1", "1", "0"));
        JsonDocument.Parse(outputs["waves"]).RootElement.GetProperty("waves").GetArrayLength().ShouldBe(2);
        File.ReadAllText(At("summary")).ShouldContain("| `component:default/trial` | team-a | [conflicted](");
        outcome.Output.ShouldContain("::error");
        outcome.Everything.ShouldNotContain(_token);
    }

    private string At(string path) => Path.Combine(_folder.Path, path);

    private void Change() =>
        _template.With("skeleton/README.md", "# ${{ values.name }}\n\nRuns on node 22.\n\nAsk in #help.\n")
            .With("skeleton/Dockerfile", "FROM node:22\nCOPY . .\nCMD node .\n")
            .Commit("Use node 22");

    private void Scaffold(IEnumerable<string> names, string lifecycle = "production")
    {
        foreach (var name in names)
        {
            _services.Add(name);
            Run.Automation("template", "run", "template.yaml", "--values", "-").Reading($"name: {name}\nlifecycle: {lifecycle}").In(_template.Path)
                .With("GITHUB_TOKEN", _token).With("GITHUB_API_URL", _gitHub.Url.AbsoluteUri).With("XDG_STATE_HOME", At("state")).Go().Ends(0);
            _folder.With($"sources/{name}/catalog-info.yaml", _gitHub.Repository($"acme/{name}").Text("catalog-info.yaml")!)
                .With($"sources/{name}/.git/config", $"[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = https://github.com/acme/{name}.git\n")
                .With($"sources/{name}/.git/HEAD", "ref: refs/heads/main\n")
                .With($"sources/{name}/.git/objects/keep", "").With($"sources/{name}/.git/refs/keep", "");
        }

        Run.Automation(["catalog", "build", .. _services.SelectMany(s => new[] { "--source", At($"sources/{s}") }), "--out", At("catalog")])
            .In(_folder.Path).Go().Ends(0);
    }

    private void Commit(string service, string path, Func<string, string> edit)
    {
        var repository = _gitHub.Repository($"acme/{service}");
        repository.Commit("main", "A change of the service", (path, edit(repository.Text(path)!)));
    }

    private Outcome Waves(params string[] more) =>
        Run.Automation(["template", "waves", "template.yaml", "--catalog", At("catalog"), .. more]).In(_template.Path)
            .With("GITHUB_TOKEN", _token).With("GITHUB_API_URL", _gitHub.Url.AbsoluteUri).Go();

    private string Shown(string text)
    {
        var shown = text.Replace(_gitHub.Url.AbsoluteUri.TrimEnd('/'), "https://github.example", StringComparison.Ordinal);
        foreach (var (commit, index) in _template.Git("log", "--reverse", "--format=%H").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((c, i) => (c, i)))
        {
            shown = shown.Replace(commit, $"COMMIT-{index + 1}", StringComparison.Ordinal).Replace(commit[..10], $"COMMIT-{index + 1}", StringComparison.Ordinal);
        }

        return shown;
    }
}
