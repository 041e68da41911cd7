using System.Text;
using Automation.GitHub.Organisations;

namespace Automation.GitHub.Tests.Organisations;

public sealed class OrganisationReadingTests
{
    [Fact]
    public async Task People_and_teams_are_read_as_they_are()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var acme = app.GitHub.Organisation("acme")
            .WithTeam("Engineering", "eve")
            .WithTeam("Order Team", "ada", "grace")
            .WithPerson("ada", "Ada Lovelace", "ada@acme.example")
            .WithMembers("mallory");
        acme.Team("order-team").NestIn("engineering");
        acme.Team("order-team").Describe("Takes orders");
        acme.Team("order-team").Add("grace", asMaintainer: true);
        acme.WithTeam("Board", "eve").Team("board").Hide();

        var organisation = await WholeAsync(app);

        organisation.Teams.Select(t => t.Slug).ShouldBe(["engineering", "order-team"]);
        var (above, team) = (organisation.Teams[0], organisation.Teams[1]);
        (team.Name, team.Description, team.Parent).ShouldBe(("Order Team", "Takes orders", "engineering"));
        (string.Join(' ', team.Members), string.Join(' ', team.Maintainers)).ShouldBe(("ada grace", "grace"));
        above.Members.ShouldBe(["eve"]);
        above.Parent.ShouldBeNull();
        organisation.People.Select(p => p.Login).ShouldBe(["ada", "eve", "grace", "mallory"]);
        (organisation.People[0].Name, organisation.People[0].Email).ShouldBe(("Ada Lovelace", "ada@acme.example"));
        organisation.People[1].Email.ShouldBeNull();
        app.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Pages_are_read_to_the_end_with_the_documented_number_of_calls()
    {
        await using var app = await AppOnGitHub.StartAsync();
        var acme = app.GitHub.Organisation("acme").WithMembers([.. Enumerable.Range(0, 1000).Select(i => $"p{i}")]);
        foreach (var i in Enumerable.Range(0, 99))
        {
            acme.WithTeam($"team {i}", $"p{i}", $"p{i + 1}");
        }

        acme.WithTeam("everybody", [.. Enumerable.Range(0, 250).Select(i => $"p{i}")]);

        var organisation = await WholeAsync(app);

        (organisation.People.Count, organisation.Teams.Count).ShouldBe((1000, 100));
        organisation.Teams.Single(t => t.Slug == "everybody").Members.Count.ShouldBe(250);
        app.Asked("POST", "/graphql").ShouldBe(10 + 2 + 2);
    }

    [Fact]
    public async Task Without_the_permission_nothing_is_read_and_the_reason_is_reported()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Organisation("acme").WithTeam("orders", "ada").Grant(("contents", "read"));

        (await ReadAsync(app)).ShouldBeOfType<OrganisationOutcome.Unread>().Reason.ShouldStartWith("the App was not granted `members: read` in acme");
    }

    [Fact]
    public async Task The_token_may_read_members_and_nothing_else()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Organisation("acme");
        await ReadAsync(app);

        var asked = app.GitHub.Requests.Single(r => r.Path.EndsWith("/access_tokens", StringComparison.Ordinal));
        asked.Body.ShouldBe("""{"permissions":{"members":"read","metadata":"read"}}""");
    }

    [Fact]
    public async Task The_same_organisation_is_written_as_the_same_bytes_one_thing_a_line()
    {
        await using var app = await AppOnGitHub.StartAsync();
        app.GitHub.Organisation("acme").WithTeam("orders", "ada").WithPerson("ada", "Adä");

        var text = Encoding.UTF8.GetString(OrganisationJson.Write(await WholeAsync(app)));

        text.ShouldBe(Encoding.UTF8.GetString(OrganisationJson.Write(await WholeAsync(app))));
        text.Split('\n').Length.ShouldBe(10);
        text.ShouldContain("\"name\":\"Adä\"");
    }

    private static async Task<OrganisationOutcome> ReadAsync(AppOnGitHub app) =>
        await new OrganisationReading(app.Access.As((await app.Access.InstallationOfAsync("acme"))!.Id, "acme")).RunAsync(
            TestContext.Current.CancellationToken);

    private static async Task<Organisation> WholeAsync(AppOnGitHub app) => (await ReadAsync(app)).ShouldBeOfType<OrganisationOutcome.Whole>().Organisation;
}
