using Automation.Server.Ledger;
using Automation.Testing.GitHub.Drivers;
using Automation.Testing.GitHub.Model;

namespace Automation.Server.Tests.PullRequests;

/// <summary>Owners in CODEOWNERS are held against what GitHub knows of them.</summary>
public sealed class OwnersOnGitHubTests
{
    private const string Codeowners = "* @acme/orders\n/billing/ @acme/billing @ada\n";

    [Fact]
    public async Task Owners_who_may_write_are_no_finding()
    {
        await using var app = await InstalledApp.StartAsync();
        Prepare(app);

        (await FindingsAsync(app)).ShouldBeEmpty();
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_team_that_may_only_read_is_reported_at_its_line_and_follows_what_people_do()
    {
        await using var app = await InstalledApp.StartAsync();
        var acme = Prepare(app);
        acme.Team("billing").Give("shop", "triage");

        (await FindingsAsync(app)).ShouldBe(["CODEOWNERS:2 owners/cannot-write: '@acme/billing' has no write access to this repository. GitHub skips it."]);

        acme.Team("billing").NestIn("orders");
        (await FindingsAsync(app)).ShouldBeEmpty();
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_team_that_is_renamed_hidden_or_of_others_is_unknown()
    {
        await using var app = await InstalledApp.StartAsync();
        var acme = Prepare(app);

        acme.Team("billing").Hide();
        (await FindingsAsync(app)).ShouldBe([
            "CODEOWNERS:2 owners/unknown-owner: '@acme/billing' is a secret team, which only its members can see: make it visible, or use another owner. "
            + "GitHub skips it.",
        ]);

        acme.Team("billing").Rename("Payments");
        (await FindingsAsync(app)).ShouldBe(["CODEOWNERS:2 owners/unknown-owner: GitHub has no team '@acme/billing'. GitHub skips it."]);

        (await FindingsAsync(app, "* @acme/orders\n/x/ @Others/orders\n/y/ @others/orders\n"))
            .ShouldBe([
                "CODEOWNERS:2 owners/unknown-owner: '@Others/orders' is a team of an organisation other than this repository's. GitHub skips it, here and in 1 "
                + "more place.",
            ]);
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_user_who_left_has_no_write_access_and_a_missing_one_is_unknown()
    {
        await using var app = await InstalledApp.StartAsync();
        var acme = Prepare(app);

        acme.Leave("ada");

        (await FindingsAsync(app)).ShouldBe(["CODEOWNERS:2 owners/cannot-write: '@ada' has no write access to this repository. GitHub skips it."]);
        (await FindingsAsync(app, "* @nobody-at-all\n")).ShouldBe(["CODEOWNERS:1 owners/unknown-owner: GitHub has no user '@nobody-at-all'. GitHub skips it."]);
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Without_the_permission_users_are_checked_and_teams_are_reported_as_not_checked()
    {
        await using var app = await InstalledApp.StartAsync();
        var acme = Prepare(app);
        acme.Leave("ada");
        acme.Grant(("contents", "write"), ("checks", "write"), ("pull_requests", "write"), ("metadata", "read"));

        var run = await CheckAsync(app, Codeowners);

        Told(run).ShouldBe(["CODEOWNERS:2 owners/cannot-write: '@ada' has no write access to this repository. GitHub skips it."]);
        run.Summary!.ShouldContain("whether the teams in CODEOWNERS exist on GitHub with write access");
        run.Summary!.ShouldContain("members: read");
    }

    [Fact]
    public async Task Asking_again_costs_of_the_limit_only_what_a_push_changes()
    {
        await using var app = await InstalledApp.StartAsync();
        Prepare(app);
        await FindingsAsync(app);
        var before = app.GitHub.Requests.Count;

        await FindingsAsync(app);

        var asked = app.GitHub.Requests.Skip(before)
            .Where(r => r.Path.Contains("/teams/", StringComparison.Ordinal) || r.Path.EndsWith("/permission", StringComparison.Ordinal))
            .ToList();
        asked.Count.ShouldBe(5);
        asked.Where(r => !r.Path.EndsWith("/repos/acme/shop", StringComparison.Ordinal)).ShouldAllBe(r => r.Status == 304);
    }

    private static OrganisationDriver Prepare(InstalledApp app)
    {
        var acme = app.GitHub.Organisation("acme").WithTeam("orders", "eve").WithTeam("billing", "grace").WithTeam("keepers", "ada");
        app.GitHub.Repository("acme/shop").Commit("main", "First", ("README.md", "Shop"));
        acme.WithAccess("orders", "shop").WithAccess("billing", "shop", "maintain").WithAccess("keepers", "shop", "admin");
        return acme;
    }

    private static async Task<IEnumerable<string>> FindingsAsync(InstalledApp app, string codeowners = Codeowners) => Told(await CheckAsync(app, codeowners));

    private static IEnumerable<string> Told(CheckRun run) =>
        run.Annotations.Where(
            a => a.Title!.StartsWith("owners/unknown", StringComparison.Ordinal) || a.Title.StartsWith("owners/cannot", StringComparison.Ordinal))
            .Select(a => $"{a.Path}:{a.StartLine} {a.Title}: {a.Message}");

    private static async Task<CheckRun> CheckAsync(InstalledApp app, string codeowners)
    {
        var branch = $"change-{app.GitHub.Requests.Count}";
        app.GitHub.Repository("acme/shop")
            .Commit(branch, "Change", ("CODEOWNERS", codeowners), ("orders/x.md", branch), ("billing/x.md", branch), ("x/x.md", branch), ("y/x.md", branch));
        var pull = app.GitHub.OpenPullRequest("acme/shop", branch);
        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Done, app.Server.Find(pull.Opened.Guid.ToString())?.Outcome);
        return pull.CheckRuns.ShouldHaveSingleItem();
    }
}
