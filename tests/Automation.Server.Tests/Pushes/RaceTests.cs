using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Pushes;

/// <summary>Somebody commits to the catalog's branch while the server does.</summary>
public sealed class RaceTests
{
    [Fact]
    public async Task A_commit_that_somebody_makes_during_a_rebuild_stays_and_the_catalog_follows_it()
    {
        await using var acme = await FollowedOrganisation.StartAsync();
        var moved = new TaskCompletionSource();
        acme.GitHub.Faults.Next("PATCH /repos/acme/catalog/git/refs/*", new Fault.Held(moved.Task));
        acme.Service("orders");
        await acme.GitHub.WaitFor(() => acme.GitHub.Requests.Any(r => r is { Method: "POST", Path: "/repos/acme/catalog/git/commits" }));

        acme.Artifact.Commit("main", "Notes", ("NOTES.md", "Who to ask.\n"));
        moved.SetResult();

        await acme.UntilAsync(() => acme.Entities().Contains("orders"), "it is not in the catalog");
        await acme.SettledAsync();
        acme.Artifact.Text("NOTES.md").ShouldBe("Who to ask.\n");
        acme.Artifact.History().Count.ShouldBe(3);
    }
}
