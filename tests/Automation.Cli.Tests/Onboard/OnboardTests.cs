using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Onboard;

/// <summary><c>onboard</c>: a pull request with an inferred descriptor for every repository that has none.</summary>
public sealed class OnboardTests
{
    [Fact]
    public async Task Each_repository_without_a_descriptor_gets_one_pull_request_that_explains_itself()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("orders");
        acme.Repository("described", ("catalog-info.yaml", Descriptors.Sound));
        acme.Repository("notes", ("README.md", "# Notes\n\nWhat the team decided, and why.\n"));
        acme.Repository("old", ("go.mod", "module acme.example/old\n")).Archive();
        acme.GitHub.Repository("upstream/library").Commit("main", "Begin", ("go.mod", "module upstream.example/library\n"));
        acme.GitHub.Repository("upstream/library").Fork("acme").WithCollaborator("ada");

        var outcome = acme.Onboard().Ends(0);

        var pull = acme.GitHub.Repository("acme/orders").PullRequests.ShouldHaveSingleItem();
        pull.Pull.Title.ShouldBe("Add catalog-info.yaml");
        acme.GitHub.Repository("acme/orders").Files("automation/onboard").ShouldContain("catalog-info.yaml");
        acme.GitHub.Repository("acme/described").PullRequests.ShouldBeEmpty();
        acme.GitHub.Repository("acme/old").PullRequests.ShouldBeEmpty();
        acme.GitHub.Repository("acme/orders").Text("catalog-info.yaml").ShouldBeNull("nothing happens until it is merged");
        Snapshot.Match(acme.Shown(outcome.Output), "onboard.txt");
        Snapshot.Match(acme.Shown(pull.Pull.Body!), "pull-request.md");
        Snapshot.Match(acme.Shown(acme.Body("notes")), "pull-request-to-decide.md");
        acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_table_is_json_and_markdown_too()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("orders");
        acme.Repository("described", ("catalog-info.yaml", Descriptors.Sound));
        acme.Onboard().Ends(0);

        Snapshot.Match(acme.Shown(acme.Onboard("--format", "markdown").Ends(0).Output), "table.md");
        Snapshot.Match(acme.Shown(acme.Onboard("--format", "json").Ends(0).Output), "table.json");
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_proposed_and_why_and_writes_nothing()
    {
        await using var acme = (await Organisation.StartAsync()).WithCatalog();
        acme.Service("orders");
        acme.Repository(
            "shop",
            ("frontend/package.json", """{"dependencies": {"next": "14"}, "version": "0.3.0"}"""),
            ("backend/go.mod", "module acme.example/shop\n"),
            ("backend/main.go", "package main\n\nimport \"net/http\"\n\nfunc main() { http.ListenAndServe(\":8080\", nil) }\n"),
            ("backend/Dockerfile", "FROM scratch\n"),
            ("backend/openapi.yaml", "openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\npaths: {}\n"));

        var outcome = acme.Onboard("--dry-run", "--catalog", "catalog").Ends(0);

        acme.Writes.ShouldBe(0);
        Snapshot.Match(outcome.Output, "dry-run.txt");
        var json = acme.Onboard("--dry-run", "--catalog", "catalog", "--format", "json").Ends(0).Json;
        json.GetProperty("waves")[0].GetProperty("repositories")[0].GetProperty("descriptors")[0].GetProperty("text").GetString()!
            .ShouldContain("owner: team-shop");
    }

    [Fact]
    public async Task The_catalog_names_the_owner_as_init_does()
    {
        await using var acme = (await Organisation.StartAsync()).WithCatalog();
        acme.Service("orders");

        acme.Onboard("--catalog", "catalog").Ends(0);

        acme.Proposed("orders").ShouldContain("  owner: team-shop\n");
        acme.Body("orders").ShouldContain("Nothing: every value has a source.");
    }

    [Fact]
    public async Task The_same_run_again_writes_nothing()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("orders");
        acme.Onboard().Ends(0).Output.ShouldContain("1 opened");
        var writes = acme.Writes;

        acme.Onboard().Ends(0).Output.ShouldContain("1 open.");

        acme.Writes.ShouldBe(writes);
    }

    [Fact]
    public async Task A_repository_takes_few_calls_to_look_at_and_to_onboard()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("orders");
        acme.Onboard().Ends(0);
        var opened = acme.GitHub.Requests.Count;

        acme.Onboard().Ends(0);

        (opened, acme.GitHub.Requests.Count - opened).ShouldBe((11, 9));
    }

    [Fact]
    public async Task A_pull_request_that_was_closed_is_never_opened_again()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.Onboard().Ends(0);
        acme.Pull("orders").Close("bob");
        orders.SetBranch("automation/onboard", null, "bob");
        orders.Commit("main", "Another main.js", ("main.js", "import './orders.js';\n"));

        acme.Onboard().Ends(0).Output.ShouldContain("Its pull request was closed.");

        orders.PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_is_remembered_when_the_default_branch_has_another_name_since()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.Onboard().Ends(0);
        acme.Pull("orders").Close();
        orders.SetBranch("trunk", orders.Tip());
        orders.MakeDefault("trunk");

        acme.Onboard().Ends(0).Output.ShouldContain("1 declined");

        orders.PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_merged_pull_request_leaves_nothing_to_propose()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.Onboard().Ends(0);
        acme.Pull("orders").Merge();

        acme.Onboard().Ends(0).Output.ShouldContain("1 described");
        orders.Commit("main", "Not in the catalog after all", ("catalog-info.yaml", null));

        acme.Onboard().Ends(0).Output.ShouldContain("the descriptor was removed since");
        orders.PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_branch_follows_what_is_inferred_as_long_as_only_the_program_committed_to_it()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.Onboard().Ends(0);
        var before = orders.Tip("automation/onboard");
        orders.Commit("main", "A better description", ("package.json", Organisation.PackageOf("Takes back orders")));

        acme.Onboard().Ends(0).Output.ShouldContain("1 updated");

        acme.Proposed("orders").ShouldContain("description: Takes back orders");
        acme.Body("orders").ShouldContain("Takes back orders");
        orders.History("automation/onboard").ShouldContain(before!, "the branch moves forward");
        orders.PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_branch_that_a_person_pushed_to_is_left_alone()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.Onboard().Ends(0);
        orders.Commit(
            "automation/onboard",
            new Dictionary<string, string?>
            {
                ["catalog-info.yaml"] = acme.Proposed("orders").Replace("owner: shop", "owner: team-shop", StringComparison.Ordinal),
            },
            by: "bob");
        var (tip, body) = (orders.Tip("automation/onboard"), acme.Body("orders"));
        orders.Commit("main", "A better description", ("package.json", Organisation.PackageOf("Other words")));

        acme.Onboard().Ends(0).Output.ShouldContain("People have committed to it");

        (orders.Tip("automation/onboard"), acme.Body("orders")).ShouldBe((tip, body));
    }

    [Fact]
    public async Task A_repository_opts_out_by_a_key_of_its_configuration()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders", (".github/automation.yml", "onboarding: false\n"));

        acme.Onboard().Ends(0).Output.ShouldContain("1 opted out");

        orders.PullRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_organisation_opts_out_and_a_repository_in()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("orders", (".github/automation.yml", "onboarding: true\n"));
        acme.Service("billing");
        await File.WriteAllTextAsync(Path.Combine(acme.Folder, "organisation.yml"), "onboarding: false\n", TestContext.Current.CancellationToken);

        acme.Onboard("--config", "organisation.yml").Ends(0);

        acme.GitHub.Repository("acme/billing").PullRequests.ShouldBeEmpty();
        acme.GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(".github/automation.yml", "onboarding: false\n", "has `onboarding: false`")]
    [InlineData("catalog-info.yaml", null, "has a descriptor now")]
    public async Task An_open_pull_request_that_is_no_longer_wanted_is_closed_with_the_reason(string path, string? text, string reason)
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.Onboard().Ends(0);
        orders.Commit("main", "Decided", (path, text ?? Descriptors.Sound));

        acme.Onboard().Ends(0);

        acme.Pull("orders").Pull.State.ShouldBe("closed");
        acme.Pull("orders").Comments.ShouldHaveSingleItem().Body.ShouldContain(reason);
    }

    [Fact]
    public async Task Waves_start_when_the_earlier_ones_are_merged_or_closed()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("shop-a").WithTopics("pilot");
        acme.Service("shop-b").WithTopics("pilot");
        acme.Service("other");
        string[] waves = ["--wave", "topic=pilot,name=shop-*", "--require-merge"];

        acme.Onboard(waves).Ends(0).Output.ShouldContain("2 opened, 1 waiting");
        acme.Pull("shop-a").Merge();
        acme.Onboard(waves).Ends(0).Output.ShouldContain("1 open, 1 waiting");
        acme.Pull("shop-b").Close();
        acme.Onboard(waves).Ends(0).Output.ShouldContain("1 opened");

        acme.GitHub.Repository("acme/other").PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_more_pull_requests_are_open_at_a_time_than_allowed()
    {
        await using var acme = await Organisation.StartAsync();
        foreach (var i in Enumerable.Range(1, 5))
        {
            acme.Service($"service-{i}");
        }

        acme.Onboard("--max-open", "2").Ends(0).Output.ShouldContain("2 opened, 3 waiting");
        acme.Onboard("--max-open", "2").Ends(0).Output.ShouldContain("2 open, 3 waiting");
        bool IsOpened(int i) => acme.GitHub.Repository($"acme/service-{i}").PullRequests.Count > 0;
        var first = Enumerable.Range(1, 5).First(IsOpened);
        acme.Pull($"service-{first}").Merge();

        var outcome = acme.Onboard("--max-open", "2").Ends(0);
        outcome.Output.ShouldContain("1 opened, 1 open, 2 waiting");
        Enumerable.Range(1, 5).Count(IsOpened).ShouldBe(3);
    }

    [Fact]
    public async Task Two_runs_at_once_open_one_pull_request_each()
    {
        await using var acme = await Organisation.StartAsync();
        var names = Enumerable.Range(1, 8).Select(i => $"service-{i}").ToList();
        names.ForEach(n => acme.Service(n));

        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => acme.Onboard())));

        runs.ShouldAllBe(r => r.ExitCode == 0);
        names.ShouldAllBe(n => acme.GitHub.Repository($"acme/{n}").PullRequests.Count == 1);
    }

    [Fact]
    public async Task One_repository_that_cannot_be_reached_is_named_and_holds_the_later_waves()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("shop-a").Block();
        acme.Service("shop-b");
        acme.Service("other");

        var outcome = acme.Onboard("--wave", "name=shop-*").Ends(1);

        outcome.Output.ShouldContain("Repository access blocked");
        acme.GitHub.Repository("acme/shop-b").PullRequests.Count.ShouldBe(1);
        acme.GitHub.Repository("acme/other").PullRequests.ShouldBeEmpty();
        acme.Onboard("--wave", "name=shop-*", "--exclude", "shop-a").Ends(0);
        acme.GitHub.Repository("acme/other").PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_ends_when_githubs_limit_is_used_up_and_the_rest_waits_for_the_next_one()
    {
        await using var acme = await Organisation.StartAsync(new() { RequestsPerHour = 30 });
        var names = Enumerable.Range(1, 6).Select(i => $"service-{i}").ToList();
        names.ForEach(n => acme.Service(n));

        var outcome = acme.Onboard().Ends(0);

        outcome.Output.ShouldContain("2 opened, 4 waiting");
        outcome.Output.ShouldContain("The rest waits: run the command again then.");
        acme.GitHub.Requests.Count.ShouldBe(31, "after the refusal nothing is asked");
        acme.Onboard().Ends(3).Errors.ShouldContain("the rate limit is exhausted");
    }

    [Fact]
    public async Task A_repository_with_a_broken_configuration_is_refused()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("broken", (".github/automation.yml", "onboarding: [\n"));

        var outcome = acme.Onboard().Ends(1);

        outcome.Output.ShouldContain("refused");
        outcome.Output.ShouldContain(".github/automation.yml, line ");
        acme.GitHub.Repository("acme/broken").PullRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_token_of_an_installation_needs_no_organisation()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("orders");
        acme.GitHub.Organisation("acme").Grant(("contents", "write"), ("pull_requests", "write"));
        acme.Token = acme.GitHub.InstallationToken("acme");

        acme.Command("onboard").Go().Ends(0).Output.ShouldContain("1 opened");

        acme.Pull("orders").Pull.Author.Login.ShouldBe("automation[bot]");
    }

    [Theory]
    [InlineData("There is no token for GitHub", "", "onboard", "acme")]
    [InlineData("GitHub has no organisation nobody", "token", "onboard", "nobody")]
    [InlineData("Name the organisation", "token", "onboard")]
    [InlineData("'owner=shop' is not a wave", "token", "onboard", "acme", "--wave", "owner=shop")]
    [InlineData("'orders' is not a repository", "token", "onboard", "acme", "--repository", "orders")]
    [InlineData("GitHub lists no repository acme/none", "token", "onboard", "acme", "--repository", "acme/none")]
    [InlineData("'--max-open' must be at least 1", "token", "onboard", "acme", "--max-open", "0")]
    [InlineData("There is no catalog folder 'none'", "token", "onboard", "acme", "--catalog", "none")]
    public async Task Wrong_usage_is_reported(string message, string token, params string[] arguments)
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("orders");

        var run = Run.Automation(arguments).In(acme.Folder).With("GITHUB_API_URL", acme.GitHub.Url.AbsoluteUri);
        (token.Length == 0 ? run : run.With("GITHUB_TOKEN", acme.Token)).Go().Ends(2).Errors.ShouldContain(message);
    }

    [Fact]
    public async Task What_a_repository_says_does_nothing_in_the_text_of_the_pull_request()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Repository(
            "hostile",
            ("package.json", """{"dependencies": {"express": "4"}, "description": "@acme/everyone <img src=x> | fixes #1 `x` ](https://evil.example)"}"""),
            ("CODEOWNERS", "* @acme/shop\n"));

        acme.Onboard().Ends(0);

        var body = acme.Body("hostile");
        var page = RenderedMarkdown.Of(body);
        page.Autolinks.ShouldBeEmpty();
        page.Elements.ShouldNotContain("img");
        page.Links.Select(l => new Uri(l).Host).Distinct().ShouldBe(["backstage.io", "github.com"], ignoreOrder: true);
        body.Length.ShouldBeLessThan(65_536);
    }
}
