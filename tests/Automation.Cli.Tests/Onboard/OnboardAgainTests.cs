using Automation.Jobs.Onboarding;
using Automation.Jobs.RepositoryWrites;
using Automation.Reporting.Model;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Onboard;

/// <summary><c>onboard</c>, run after run: what counts as an answer of a person, and who has their turn.</summary>
public sealed class OnboardAgainTests
{
    [Fact]
    public async Task A_pull_request_from_a_fork_of_the_same_organisation_is_not_ours()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.GitHub.Organisation("partner").WithMembers("ada");
        var fork = orders.Fork("partner");
        fork.Commit("automation/onboard", "A change", ("other.js", "export {};\n"));
        var foreign = orders.OpenPullRequest("partner:automation/onboard");
        foreign.Close();
        fork.Rename("orders-copy");
        fork.Transfer("acme");

        acme.Onboard().Ends(0).Output.ShouldContain("1 opened");
        acme.Onboard().Ends(0).Output.ShouldNotContain("opened");

        orders.PullRequests.Count.ShouldBe(2);
        acme.Proposed("orders").ShouldNotBeNull();
    }

    [Fact]
    public async Task What_the_program_closed_by_a_mistake_of_the_organisation_is_proposed_again()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.Onboard().Ends(0);
        await File.WriteAllTextAsync(Path.Combine(acme.Folder, "organisation.yml"), "onboarding: false\n", TestContext.Current.CancellationToken);
        acme.Onboard("--config", "organisation.yml").Ends(0).Output.ShouldContain("1 opted out");
        acme.Pull("orders").Pull.State.ShouldBe("closed");

        acme.Onboard().Ends(0).Output.ShouldContain("1 opened");
        orders.PullRequests.Count.ShouldBe(2);
        acme.Pull("orders").Close("bob");

        acme.Onboard().Ends(0).Output.ShouldContain("1 declined");
        orders.PullRequests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_person_opened_again_and_closed_is_declined()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.Onboard().Ends(0);
        orders.Commit("main", "No", (".github/automation.yml", "onboarding: false\n"));
        acme.Onboard().Ends(0);
        orders.Commit("main", "Perhaps", (".github/automation.yml", null));
        acme.Pull("orders").Reopen("bob");
        acme.Pull("orders").Push(("notes.md", "Mine\n"));

        acme.Onboard().Ends(0).Output.ShouldContain("People have committed to it");
        acme.Body("orders").ShouldStartWith("<!-- automation:onboard -->");
        acme.Pull("orders").Close("bob");

        acme.Onboard().Ends(0).Output.ShouldContain("1 declined");
    }

    [Fact]
    public async Task A_close_that_fails_adds_no_comment()
    {
        await using var acme = await Organisation.StartAsync();
        var orders = acme.Service("orders");
        acme.Onboard().Ends(0);
        orders.Commit("main", "Decided", ("catalog-info.yaml", Descriptors.Sound));
        acme.GitHub.Faults.Next("PATCH /repos/acme/orders/pulls/*", new Fault.Refused(403));

        acme.Onboard().Ends(1);
        acme.Pull("orders").Comments.ShouldBeEmpty();

        acme.Onboard().Ends(0).Output.ShouldContain("1 described");
        acme.Pull("orders").Comments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Open_pull_requests_of_later_waves_count()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("other");
        acme.Onboard().Ends(0);
        acme.Service("shop");

        acme.Onboard("--wave", "name=shop", "--max-open", "1").Ends(0).Output.ShouldContain("2 waiting");

        acme.GitHub.Repository("acme/shop").PullRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_says_what_is_open()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("orders");
        acme.Onboard().Ends(0);
        acme.Service("billing");

        acme.Onboard("--dry-run").Ends(0).Output.ShouldContain("acme: 1 open, 1 planned.");
    }

    [Fact]
    public async Task Every_repository_has_its_turn_when_githubs_limit_ends_each_run()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 11, 30, 7, 17, 0, TimeSpan.Zero));
        await using var acme = await Organisation.StartAsync(new() { RequestsPerHour = 33, Clock = clock });
        var names = Enumerable.Range(1, 12).Select(i => $"acme/service-{i}").ToList();
        names.ForEach(n => acme.Repository(n[5..], ("catalog-info.yaml", Descriptors.Sound)));

        var runs = new List<IReadOnlyList<string>>();
        for (var day = 0; day < 7; day++)
        {
            using var host = new GitHubHost(acme.GitHub.Url, acme.Token, clock);
            var report = await new OnboardRepositories(new() { Organisation = "acme" }, host, clock).RunAsync(TestContext.Current.CancellationToken);
            report.Limit.ShouldNotBeNull();
            report.Repositories.Select(r => r.Repository).ShouldBe(names.Order(StringComparer.Ordinal), "the table does not follow the turns");
            runs.Add([.. report.Repositories.Where(r => r.State == OnboardingState.Described).Select(r => r.Repository)]);
            clock.Now += TimeSpan.FromDays(1);
        }

        runs.ShouldAllBe(r => r.Count > 0 && r.Count < names.Count);
        runs.SelectMany(r => r).Distinct().Order().ShouldBe(names.Order());
    }

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
