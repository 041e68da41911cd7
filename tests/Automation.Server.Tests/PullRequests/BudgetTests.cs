using System.Globalization;
using System.Text;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.Pushes;
using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;
using Automation.Testing.GitHub.Model;

namespace Automation.Server.Tests.PullRequests;

/// <summary>What one pull request costs is bounded, and what was too much for its budget never passes.</summary>
public sealed class BudgetTests
{
    private const int MiB = 1 << 20;

    // These tests ask for other budgets than time, on machines that others use as well.
    private const string Unhurried = "  seconds: 3600\n";

    [Fact]
    public async Task A_fork_with_six_thousand_descriptors_costs_sixty_calls_and_fails()
    {
        await using var app = await StartAsync();
        Configure(app, $"budget:\n{Unhurried}");
        var files = Enumerable.Range(0, 6_000)
            .ToDictionary(i => $"services/s{i:D4}/catalog-info.yaml", i => (string?)Component($"s{i}"), StringComparer.Ordinal);

        var (run, calls) = await CheckForkAsync(app, files);

        calls.ShouldBeLessThanOrEqualTo(60);
        run.Conclusion.ShouldBe("failure");
        run.Title!.ShouldContain("5,700 files that this change adds or changes");
        run.Summary!.ShouldContain("budget.changed-files");
        app.GitHub.ShouldHonourTheContract();
    }

    [Theory]
    [InlineData(300 * 1024, 120)]
    [InlineData(70 * 1024, 400)]
    public async Task Whatever_size_its_descriptors_have_a_fork_costs_sixty_calls_and_fails(int size, int count)
    {
        await using var app = await StartAsync();
        Configure(app, $"budget:\n{Unhurried}");

        var (run, calls) = await CheckForkAsync(app, Large(count, size));

        calls.ShouldBeLessThanOrEqualTo(60);
        run.Conclusion.ShouldBe("failure");
        run.Summary!.ShouldContain("that this change adds or changes");
    }

    [Fact]
    public async Task Thirty_descriptors_of_five_MiB_are_not_all_read_and_fail()
    {
        await using var app = await StartAsync();
        Configure(app, $"budget:\n{Unhurried}");

        var (run, _) = await CheckForkAsync(app, Large(30, (5 * MiB) - 100));

        run.Conclusion.ShouldBe("failure");
        run.Summary!.ShouldContain("budget.bytes");
        app.GitHub.Requests.Count(r => r.Path.StartsWith("/repos/acme/orders/git/blobs/", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task A_tree_bomb_is_listed_once_and_fails()
    {
        await using var app = await StartAsync();
        Configure(app, $"budget:\n{Unhurried}");
        app.GitHub.Repository("acme/orders").Fork("mallory").CommitTreeBomb("change", folders: 120, files: 99_999);

        var (run, calls) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "mallory:change", by: "mallory"));

        calls.ShouldBeLessThanOrEqualTo(20);
        run.Conclusion.ShouldBe("failure");
        run.Summary!.ShouldContain("budget.entries");
    }

    [Fact]
    public async Task What_the_change_leaves_alone_is_a_note_and_does_not_fail_it()
    {
        await using var app = await StartAsync();
        Configure(app, "budget:\n  base-files: 3\n");
        app.GitHub.Repository("acme/orders")
            .Commit("main", Enumerable.Range(0, 10).ToDictionary(i => $"s{i}/catalog-info.yaml", i => (string?)Component($"s{i}"), StringComparer.Ordinal));
        app.GitHub.Repository("acme/orders")
            .Commit("change", "Change", ("s9/catalog-info.yaml", Component("s9").Replace("service", "library", StringComparison.Ordinal)));

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldNotBe("failure");
        run.Summary!.ShouldContain("7 files that this change leaves alone");
        run.Summary!.ShouldContain("budget.base-files");
    }

    [Fact]
    public async Task Installed_packages_that_are_too_many_to_list_are_a_note_and_do_not_fail_it()
    {
        await using var app = await InstalledApp.StartAsync(new FakeGitHubOptions { MostTreeEntries = 3 });
        Configure(app, "budget:\n  entries: 12\n");
        var files = Enumerable.Range(0, 20).ToDictionary(i => $"node_modules/p{i}/index.js", _ => (string?)"x", StringComparer.Ordinal);
        files["catalog-info.yaml"] = Component("orders");
        app.GitHub.Repository("acme/orders").Commit("change", files);

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldNotBe("failure", run.Summary);
        run.Summary!.ShouldContain(@"node\_modules");
    }

    [Fact]
    public async Task A_folder_that_the_change_adds_and_whose_own_list_is_cut_off_fails_it()
    {
        await using var app = await InstalledApp.StartAsync(new FakeGitHubOptions { MostTreeEntries = 3 });
        Configure(app, $"budget:\n{Unhurried}");
        var files = Enumerable.Range(0, 5).ToDictionary(i => $"large/file-{i}.txt", _ => (string?)"x", StringComparer.Ordinal);
        files["catalog-info.yaml"] = Component("orders");
        app.GitHub.Repository("acme/orders").Commit("change", files);

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldBe("failure", run.Summary);
        run.Summary!.ShouldContain("1 folder that this change adds or changes");
        app.GitHub.Requests.ShouldContain(r => r.Path.Contains("/git/trees/", StringComparison.Ordinal) && r.Query.Length == 0, "listed by itself");
    }

    [Fact]
    public async Task Links_count_as_files_that_the_change_adds()
    {
        using var sandbox = GitSandbox.Create();
        sandbox.With("README.md", "Orders").Commit();
        sandbox.Git("checkout", "--quiet", "-b", "change");
        sandbox.With("real.yaml", Component("orders"));
        for (var i = 0; i < 9; i++)
        {
            sandbox.WithLink($"s{i}/catalog-info.yaml", i % 2 == 0 ? "../real.yaml" : $"../nowhere{i}.yaml");
        }

        sandbox.Commit();
        await using var app = await StartAsync();
        Configure(app, "budget:\n  changed-files: 5\n");
        app.GitHub.Repository("acme/orders").Load(sandbox.Path);

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldBe("failure");
        run.Title!.ShouldContain("that this change adds or changes");
        app.GitHub.Requests.Count(r => r.Path.Contains("/git/blobs/", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task If_the_budget_leaves_all_descriptors_unread_none_is_reported_as_missing()
    {
        await using var app = await StartAsync();
        Configure(app, "budget:\n  bytes: 300\n");
        app.GitHub.Repository("acme/orders").Commit("change", "Change", ("catalog-info.yaml", Component("orders") + new string('#', 400) + "\n"));

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldBe("failure");
        run.Title.ShouldBe("This check fails; not checked: 1 file that this change adds or changes");
        run.Summary!.ShouldNotContain("none was found");
    }

    [Fact]
    public async Task What_the_configuration_excludes_counts_for_nothing()
    {
        await using var app = await StartAsync();
        Configure(app, "budget:\n  changed-files: 2\n");
        app.GitHub.Repository("acme/orders").Commit("main", "First", (".github/automation.yml", "descriptors:\n  exclude: [samples/**]\n"));
        var files = Enumerable.Range(0, 50).ToDictionary(i => $"samples/s{i}/catalog-info.yaml", _ => (string?)"not: a descriptor\n", StringComparer.Ordinal);
        files["catalog-info.yaml"] = Component("orders");
        app.GitHub.Repository("acme/orders").Commit("change", files);

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldNotBe("failure", run.Summary);
    }

    [Fact]
    public async Task Only_the_organisation_sets_the_budget()
    {
        await using var app = await StartAsync();
        Configure(app, "budget:\n  changed-files: 1\n");
        app.GitHub.Repository("acme/orders").Commit("main", "First", (".github/automation.yml", "budget:\n  changed-files: 100\n"));
        app.GitHub.Repository("acme/orders").Commit("change", "Change", ("a/catalog-info.yaml", Component("a")), ("b/catalog-info.yaml", Component("b")));

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldBe("failure");
        run.Title!.ShouldContain("1 file that this change adds or changes");
    }

    [Fact]
    public async Task Very_many_small_documents_are_not_all_validated_and_fail()
    {
        await using var app = await StartAsync();
        Configure(app, $"budget:\n  documents: 200\n{Unhurried}");
        var text = string.Join("---\n", Enumerable.Range(0, 90).Select(i => $"a: {i}\n"));

        var (run, _) = await CheckForkAsync(
            app, Enumerable.Range(0, 3).ToDictionary(i => $"s{i}/catalog-info.yaml", i => (string?)$"# {i}\n{text}", StringComparer.Ordinal));

        run.Conclusion.ShouldBe("failure");
        run.Summary!.ShouldContain("budget.documents");
    }

    [Fact]
    public async Task A_check_that_takes_too_long_fails_and_names_the_time()
    {
        await using var app = await StartAsync();
        Configure(app, "budget:\n  seconds: 2\n");
        app.GitHub.Repository("acme/orders").Commit("change", "Change", ("catalog-info.yaml", Component("orders")));
        app.GitHub.Faults.Next("GET /repos/acme/orders/compare/*", new Fault.Latency(TimeSpan.FromSeconds(8)));

        var (run, _) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldBe("failure");
        run.Summary!.ShouldContain("budget.seconds");
    }

    [Fact]
    public async Task Files_that_Locations_lead_to_are_read_together()
    {
        await using var app = await StartAsync();
        Base(app);
        var files = Enumerable.Range(0, 90).ToDictionary(i => $"parts/p{i}.yaml", i => (string?)Component($"p{i}"), StringComparer.Ordinal);
        files["catalog-info.yaml"] = "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n  targets:\n    - ./parts/*.yaml\n";
        app.GitHub.Repository("acme/orders").Commit("change", files);

        var (run, calls) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        calls.ShouldBeLessThanOrEqualTo(16);
        run.Summary!.ShouldNotContain("budget.");
        app.GitHub.Requests.Count(r => r.Path.Contains("/git/blobs/", StringComparison.Ordinal)).ShouldBe(1, "the Location by itself");
    }

    [Fact]
    public async Task An_ordinary_pull_request_takes_twelve_calls()
    {
        await using var app = await StartAsync();
        var files = Sources();
        files["catalog-info.yaml"] = Component("orders");
        app.GitHub.Repository("acme/orders").Commit("main", files);
        app.GitHub.Repository("acme/orders").Commit("change", "Change", ("catalog-info.yaml", Component("orders", "library")));

        var (run, calls) = await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "change"));

        run.Conclusion.ShouldNotBe("failure", run.Summary);
        calls.ShouldBeLessThanOrEqualTo(12, Log(app));
    }

    [Fact]
    public async Task With_configuration_a_catalog_and_a_team_it_takes_eighteen_and_ten_more_where_the_catalog_is_cold()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        acme.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", $"budget:\n{Unhurried}"));
        var repository = acme.Service("orders");
        acme.GitHub.Organisation("acme").WithTeam("orders", "eve").WithAccess("orders", "svc-orders");
        var files = Sources();
        files["CODEOWNERS"] = "* @acme/orders\n";
        repository.Commit("main", files);
        await acme.SettledAsync();
        acme.GitHub.SendTo(null);

        // What the server wrote itself it has not to read: the first check reads what it reads of any catalog.
        await CheckAsync(acme.App, Change("first"));
        var (run, warm) = await CheckAsync(acme.App, Change("warm"));
        await using var restarted = await RunningServer.StartAsync(settings: acme.App.Settings);
        var cold = Change("cold");
        var before = acme.GitHub.Requests.Count;
        (await restarted.DeliverAsync(cold.Opened.Event, Encoding.UTF8.GetString(cold.Opened.Body), "cold")).ShouldBe(202);
        await restarted.UntilAsync("cold", DeliveryState.Done);

        run.Conclusion.ShouldNotBe("failure", run.Summary);
        TestContext.Current.TestOutputHelper?.WriteLine($"{warm} calls, {Calls(acme.App, before)} with a cold catalog");
        warm.ShouldBeLessThanOrEqualTo(18, Log(acme.App));
        Calls(acme.App, before).ShouldBeLessThanOrEqualTo(28, Log(acme.App));

        PullRequestDriver Change(string branch)
        {
            repository.Commit(branch, "Change", ("catalog-info.yaml", FollowedOrganisation.Component("orders", "orders", $"  # {branch}\n")));
            return repository.OpenPullRequest(branch);
        }
    }

    private static Task<InstalledApp> StartAsync() => InstalledApp.StartAsync();

    private static async Task<(CheckRun Run, int Calls)> CheckForkAsync(InstalledApp app, Dictionary<string, string?> files)
    {
        Base(app);
        app.GitHub.Repository("acme/orders").Fork("mallory").Commit("change", files, by: "mallory");
        return await CheckAsync(app, app.GitHub.OpenPullRequest("acme/orders", "mallory:change", by: "mallory"));
    }

    private static async Task<(CheckRun Run, int Calls)> CheckAsync(InstalledApp app, PullRequestDriver pull)
    {
        var before = app.GitHub.Requests.Count;
        var row = await app.SettleAsync(pull.Opened);
        row.State.ShouldBe(DeliveryState.Done, row.Outcome);
        return (pull.CheckRuns.ShouldHaveSingleItem(), Calls(app, before));
    }

    // Tokens do not count.
    private static int Calls(InstalledApp app, int before) =>
        app.GitHub.Requests.Skip(before).Count(r => !r.Path.EndsWith("/access_tokens", StringComparison.Ordinal));

    private static string Log(InstalledApp app) => string.Join('\n', app.GitHub.Requests.TakeLast(45).Select(r => $"{r.Status} {r.Method} {r.Path}{r.Query}"));

    private static void Base(InstalledApp app) => app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));

    private static Dictionary<string, string?> Sources() =>
        Enumerable.Range(0, 2_000)
            .ToDictionary(i => string.Create(CultureInfo.InvariantCulture, $"src/{i % 50}/{i}.cs"), i => (string?)$"// {i}\n", StringComparer.Ordinal);

    private static void Configure(InstalledApp app, string text)
    {
        app.GitHub.Repository("acme/.github").Commit("main", "First", (".github/automation.yml", text));
        Base(app);
    }

    private static Dictionary<string, string?> Large(int count, int size)
    {
        var filler = string.Concat(Enumerable.Repeat("# nothing to see here, only bytes that somebody has to read\n", (size / 60) + 1));
        return Enumerable.Range(0, count)
            .ToDictionary(i => $"services/s{i:D4}/catalog-info.yaml", i => (string?)$"{Component($"s{i}")}{filler}"[..size], StringComparer.Ordinal);
    }

    private static string Component(string name, string type = "service") =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: {type}\n  lifecycle: production\n  owner: orders\n";
}
