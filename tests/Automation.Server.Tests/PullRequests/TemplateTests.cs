using System.Globalization;
using Automation.Server.Ledger;
using Automation.Testing;
using Automation.Testing.GitHub.Drivers;
using Automation.Testing.GitHub.Model;

namespace Automation.Server.Tests.PullRequests;

/// <summary>A pull request that touches a software template is checked for it, and nothing that a fork writes points outside the repository.</summary>
public sealed class TemplateTests
{
    private const string Template = """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: service
        spec:
          owner: group:default/platform
          type: service
          parameters:
            required: [name]
            properties:
              name: { type: string }
          steps:
            - id: render
              action: fetch:template
              input:
                url: ./skeleton
                values:
                  name: ${{ parameters.name }}

        """;

    [Fact]
    public async Task A_skeleton_that_can_no_longer_be_rendered_is_an_annotation_at_its_line()
    {
        await using var app = await StartAsync();
        app.GitHub.Repository("acme/orders").Commit("change", "Change", ("service/skeleton/README.md", "# Orders\n\n${{ values.name | lower | }}\n"));

        var (run, comment) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldBe("failure");
        var annotation = run.Annotations.Where(a => a.Level == "failure").ShouldHaveSingleItem();
        (annotation.Path, annotation.StartLine).ShouldBe(("service/skeleton/README.md", 3));
        annotation.Message.ShouldContain("A name is expected");
        comment.ShouldContain("service/skeleton/README.md");
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_template_that_does_not_run_with_its_example_names_the_step_and_the_reason()
    {
        await using var app = await StartAsync();
        app.GitHub.Repository("acme/orders").Commit("change", "Change", ("service/template.yaml", Template + """
                - id: move
                  action: fs:rename
                  input:
                    files: [{ from: absent.txt, to: here.txt }]

            """.ReplaceLineEndings("\n")));

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldBe("failure");
        var annotation = run.Annotations.Where(a => a.Level == "failure").ShouldHaveSingleItem();
        (annotation.Path, annotation.StartLine).ShouldBe(("service/template.yaml", 19));
        annotation.Message.ShouldContain("the step 'move' (fs:rename) fails");
        annotation.Message.ShouldContain("absent.txt");
    }

    [Fact]
    public async Task What_the_base_has_does_not_fail_the_change()
    {
        await using var app = await StartAsync(("service/skeleton/README.md", "${{ values.name | slug }}\n"));
        app.GitHub.Repository("acme/orders").Commit("change", "Change", ("service/skeleton/LICENSE", "x"));

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldNotBe("failure", run.Summary);
        run.Summary!.ShouldContain("1 pre-existing problem");
    }

    [Fact]
    public async Task A_change_of_something_else_reads_no_skeleton()
    {
        await using var app = await StartAsync(("service/skeleton/README.md", "${{ values.name | slug }}\n"));
        app.GitHub.Repository("acme/orders").Commit("change", "Change", ("src/Program.cs", "// 1\n"));
        var before = app.GitHub.Requests.Count;

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldNotBe("failure", run.Summary);
        app.GitHub.Requests.Skip(before).Count(r => !r.Path.EndsWith("/access_tokens", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(13);
    }

    [Fact]
    public async Task A_fork_makes_the_check_neither_fetch_nor_call_anything()
    {
        await using var app = await StartAsync();
        app.GitHub.Repository("acme/orders").Fork("mallory").Commit(
            "change",
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["service/template.yaml"] = Template + string.Create(CultureInfo.InvariantCulture, $$$"""
                        - id: call
                          action: publish:github
                          input:
                            repoUrl: github.com?owner=acme&repo=stolen
                            token: ${{ secrets.GITHUB_TOKEN }}
                        - id: fetch
                          action: fetch:plain
                          input:
                            url: {{{app.GitHub.Url}}}stolen/${{ secrets | dump }}

                    """).ReplaceLineEndings("\n"),
            },
            by: "mallory");
        var before = app.GitHub.Requests.Count;

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "mallory:change", by: "mallory"));

        run.Summary!.ShouldContain("the dry run of service/template.yaml");
        app.GitHub.Requests.Skip(before).ShouldNotContain(r => r.Path.Contains("stolen", StringComparison.Ordinal));
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_skeleton_beyond_the_budget_is_a_note_and_does_not_fail_the_change()
    {
        await using var app = await StartAsync();
        var files = Enumerable.Range(0, 400).ToDictionary(i => $"service/skeleton/file-{i}.txt", i => (string?)$"{i}", StringComparer.Ordinal);
        app.GitHub.Repository("acme/orders").Commit("change", files);

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldNotBe("failure", run.Summary);
        run.Summary!.ShouldContain("reading its 403 files exceeds the budget of the check");
    }

    [Fact]
    public async Task A_skeleton_of_two_hundred_files_is_read_in_a_few_calls()
    {
        await using var app = await StartAsync();
        var files = Enumerable.Range(0, 200).ToDictionary(i => $"service/skeleton/file-{i}.txt", i => (string?)$"{i}", StringComparer.Ordinal);
        files["service/skeleton/file-7.txt"] = "${{ values.name | lower | }}";
        app.GitHub.Repository("acme/orders").Commit("change", files);
        var before = app.GitHub.Requests.Count;

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Annotations.Where(a => a.Level == "failure").ShouldHaveSingleItem().Path.ShouldBe("service/skeleton/file-7.txt");
        app.GitHub.Requests.Skip(before).Count(r => !r.Path.EndsWith("/access_tokens", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(18);
    }

    private static async Task<InstalledApp> StartAsync(params (string Path, string Text)[] more)
    {
        var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", "budget:\n  seconds: 3600\n"));
        var files = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["catalog-info.yaml"] = SoundDescriptor.Orders,
            ["team.yaml"] = SoundDescriptor.TeamA,
            ["service/template.yaml"] = Template,
            ["service/example.yaml"] = "name: parcels\n",
            ["service/skeleton/README.md"] = "# ${{ values.name }}\n",
        };
        foreach (var (path, text) in more)
        {
            files[path] = text;
        }

        app.GitHub.Repository("acme/orders").Commit("main", files);
        return app;
    }

    private static async Task<(CheckRun Run, string Comment)> CheckAsync(InstalledApp app, PullRequestDriver pull)
    {
        var row = await app.SettleAsync(pull.Opened);
        row.State.ShouldBe(DeliveryState.Done, row.Outcome);
        return (pull.CheckRuns.ShouldHaveSingleItem(), string.Concat(pull.Comments.Select(c => c.Body)));
    }
}
