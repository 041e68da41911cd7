using Automation.Testing.GitHub;

namespace Automation.Testing.Tests.GitHub;

public sealed class OrganisationTests
{
    [Fact]
    public async Task Teams_their_members_and_what_they_may_do_are_read()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Organisation("acme").WithMembers("eve").WithTeam("Order Team", "ada", "grace").WithAccess("order-team", "orders", "push");
        using var api = new Api(gitHub);

        (await api.Get("/orgs/acme/teams")).Items.Select(t => (string?)t!["slug"]).ShouldBe(["order-team"]);
        ((int)(await api.Get("/orgs/acme/teams/order-team"))["members_count"]).ShouldBe(2);
        (await api.Get("/orgs/acme/teams/order-team/members")).Items.Select(m => (string?)m!["login"]).ShouldBe(["ada", "grace"]);
        (await api.Get("/orgs/acme/members")).Items.Select(m => (string?)m!["login"]).ShouldBe(["ada", "eve", "grace"]);
        (await api.Get("/orgs/acme/teams/order-team/repos/acme/orders")).Status.ShouldBe(204);
        var access = await api.Get("/orgs/acme/teams/order-team/repos/acme/orders", ("Accept", "application/vnd.github.v3.repository+json"));
        ((bool)access["permissions"]["push"]!).ShouldBeTrue();
        ((string?)(await api.Get("/repos/acme/orders/collaborators/ada/permission"))["permission"]).ShouldBe("write");
        ((string?)(await api.Get("/repos/acme/orders/collaborators/eve/permission"))["permission"]).ShouldBe("none");
        ((string?)(await api.Get("/users/ada"))["login"]).ShouldBe("ada");
        (await api.Get("/orgs/acme/teams/unknown")).Status.ShouldBe(404);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Without_the_permission_teams_stay_unread()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Organisation("acme").WithTeam("orders", "ada").Grant(("contents", "read"));
        using var api = new Api(gitHub);

        var teams = await api.Get("/orgs/acme/teams");

        (teams.Status, teams.Message, teams.Headers["X-Accepted-GitHub-Permissions"]).ShouldBe((403, "Resource not accessible by integration", "members=read"));
    }
}
