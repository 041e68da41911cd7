using System.Text.Json.Nodes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.Tests.GitHub;

public sealed class TeamTests
{
    [Fact]
    public async Task What_people_do_to_teams_sends_the_events_of_GitHub()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var acme = gitHub.Organisation("acme").WithTeam("Engineering", "eve");
        gitHub.Repository("acme/orders");

        Told(acme.CreateTeam("Order Team", "ada")).ShouldBe(("team", "created", "order-team"));
        var team = acme.Team("order-team");
        Told(team.Rename("Fulfilment")).ShouldBe(("team", "edited", "fulfilment"));
        Told(team.NestIn("engineering")).ShouldBe(("team", "edited", "fulfilment"));
        Told(team.Describe("Sends things")).ShouldBe(("team", "edited", "fulfilment"));
        Told(team.Hide()).ShouldBe(("team", "edited", "fulfilment"));
        Told(team.Add("grace", asMaintainer: true)).ShouldBe(("membership", "added", "fulfilment"));
        Told(team.Remove("ada")).ShouldBe(("membership", "removed", "fulfilment"));
        Told(team.Give("orders", "maintain")).ShouldBe(("team", "added_to_repository", "fulfilment"));
        Told(team.Take("orders")).ShouldBe(("team", "removed_from_repository", "fulfilment"));
        Told(acme.Join("mallory")).ShouldBe(("organization", "member_added", null));
        Told(acme.Leave("grace")).ShouldBe(("organization", "member_removed", null));
        Told(acme.Team("engineering").Delete()).ShouldBe(("team", "deleted", "engineering"));

        acme.Account.Teams.ShouldBeEmpty();
        acme.Account.Members.Keys.ShouldBe(["ada", "eve", "mallory"]);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_nested_team_has_the_access_of_the_team_above_which_counts_its_members()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var acme = gitHub.Organisation("acme").WithTeam("engineering", "eve").WithTeam("orders", "ada");
        gitHub.Repository("acme/shop");
        acme.Team("orders").NestIn("engineering");
        acme.Team("engineering").Give("shop");
        using var api = new Api(gitHub);

        (await api.Get("/orgs/acme/teams/orders/repos/acme/shop")).Status.ShouldBe(204);
        (await api.Get("/orgs/acme/teams/engineering/members")).Items.Select(m => (string?)m!["login"]).ShouldBe(["ada", "eve"]);
        ((string?)(await api.Get("/repos/acme/shop/collaborators/ada/permission"))["permission"]).ShouldBe("write");
        ((string?)(await api.Get("/orgs/acme/teams/orders"))["parent"]!["slug"]).ShouldBe("engineering");
        gitHub.ShouldHonourTheContract();
    }

    private static (string Event, string? Action, string? Team) Told(Delivery delivery) =>
        (delivery.Event, delivery.Action, (string?)JsonNode.Parse(delivery.Body)!["team"]?["slug"]);
}
