using System.Globalization;

namespace Automation.Server.Tests.Pushes;

/// <summary>What people do to an organisation's teams is in the catalog.</summary>
public sealed class PeopleTests
{
    private const string Sources = "sources:\n  - github-people: acme\n  - github: acme/svc-*\n";

    [Fact]
    public async Task Teams_that_are_made_nested_renamed_and_emptied_and_people_who_leave_are_followed()
    {
        await using var acme = await FollowedOrganisation.StartAsync(sources: Sources);
        var organisation = acme.GitHub.Organisation("acme");
        organisation.Join("mona");
        organisation.Join("hubot");
        organisation.CreateTeam("platform");
        organisation.CreateTeam("runtime");
        var runtime = organisation.Team("runtime");
        runtime.Add("mona");
        runtime.NestIn("platform");
        await acme.SettledAsync();
        acme.Entity("runtime").ShouldNotBeNull().ShouldContain("parent: platform");
        acme.Entity("mona").ShouldNotBeNull().ShouldContain("- runtime");

        runtime.Rename("core");
        await acme.SettledAsync();
        acme.Entity("runtime").ShouldBeNull();
        acme.Entity("core").ShouldNotBeNull().ShouldContain("github.com/team-slug: acme/core");
        acme.Entity("mona").ShouldNotBeNull().ShouldContain("- core");

        runtime.Remove("mona");
        organisation.Leave("hubot");
        await acme.SettledAsync();
        acme.Entity("hubot").ShouldBeNull();
        acme.Entity("mona").ShouldNotBeNull().ShouldNotContain("- core");
        await acme.ShouldBeAsBuiltFromNothingAsync();
        acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task An_owner_that_is_a_team_on_GitHub_is_known()
    {
        await using var acme = await FollowedOrganisation.StartAsync(sources: Sources);
        acme.GitHub.Organisation("acme").CreateTeam("platform");
        acme.GitHub.Repository("acme/svc-orders").Commit("main", "Describe", ("catalog-info.yaml", FollowedOrganisation.Component("orders", "platform")));
        acme.GitHub.Repository("acme/svc-shop").Commit("main", "Describe", ("catalog-info.yaml", FollowedOrganisation.Component("shop", "nobody")));
        await acme.SettledAsync();

        var page = acme.Artifact.Text("CATALOG.md").ShouldNotBeNull();
        page.ShouldContain("group:default/nobody");
        page.ShouldContain("## Owners that do not exist\n");
        page.ShouldContain("| `nobody` | 1 |\n");
        page.ShouldNotContain("| `platform` | 1 |\n", Case.Sensitive, "it is a team");
    }

    [Fact]
    public async Task Repositories_of_a_pattern_bring_no_groups_and_one_that_is_named_may()
    {
        const string Group = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: {0}\nspec:\n  type: team\n  children: []\n";
        await using var acme = await FollowedOrganisation.StartAsync(sources: "sources:\n  - github: acme/teams\n  - github: acme/svc-*\n");
        acme.GitHub.Repository("acme/teams").Commit("main", "Teams", ("org.yaml", string.Format(CultureInfo.InvariantCulture, Group, "platform")));
        acme.GitHub.Repository("acme/svc-orders")
            .Commit(
                "main",
                "Describe",
                ("catalog-info.yaml", FollowedOrganisation.Component("orders", "platform")),
                ("org.yaml", string.Format(CultureInfo.InvariantCulture, Group, "intruders")));
        await acme.SettledAsync();

        acme.Entities().ShouldBe(["orders", "platform"], ignoreOrder: true);
        await acme.ShouldBeAsBuiltFromNothingAsync();
    }

    [Fact]
    public async Task Without_a_list_of_sources_everything_of_the_owner_is_followed()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        acme.Artifact.Commit("main", "Everything", ("catalog-sources.yml", null));
        acme.GitHub.Organisation("acme").CreateTeam("platform");
        acme.GitHub.Repository("acme/anything").Commit("main", "Describe", ("catalog-info.yaml", FollowedOrganisation.Component("anything", "platform")));
        await acme.SettledAsync();

        acme.Entities().Order(StringComparer.Ordinal).ShouldBe(["anything", "platform"]);
    }
}
