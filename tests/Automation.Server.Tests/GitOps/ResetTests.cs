using Automation.Server.Ledger;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.GitOps;

/// <summary>A branch with commits of people stays as it is, until a person checks the box in the text of its pull request.</summary>
public sealed class ResetTests
{
    private const string Overlay = "apps/orders/overlays/staging/kustomization.yaml";

    [Fact]
    public async Task A_checked_box_discards_what_people_committed()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        var pull = await HeldAsync(acme);

        Check(pull, "bob");
        await acme.SettledAsync();

        acme.Repository.Text(Overlay, pull.Pull.HeadRef)!.ShouldNotContain("mine");
        acme.Repository.Text("apps/orders/base/kustomization.yaml", pull.Pull.HeadRef)!.ShouldContain("team-b");
        pull.Pull.Body!.ShouldNotContain("Discard the commits");
        acme.Runs()[^1].ShouldBe("done: services: 1 updated");
        acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_edit_that_the_App_makes_itself_is_ignored()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        var pull = await HeldAsync(acme);
        Check(pull, "bob");
        await acme.SettledAsync();
        var (runs, writes) = (acme.Runs().Count, acme.Writes);

        var own = pull.Edit($"{Checked(pull, "- [x] Discard the commits by other people. <!-- automation:gitops-reset -->")}", acme.GitHub.App.Bot.Login);
        await acme.SettledAsync();

        acme.Server.Find(own.Guid.ToString())!.State.ShouldBe(DeliveryState.Ignored);
        acme.Server.Find(own.Guid.ToString())!.Outcome.ShouldBe("the text of a proposal was edited by a program; only people can check its box");
        (acme.Runs().Count, acme.Writes).ShouldBe((runs, writes));
    }

    [Fact]
    public async Task Nobody_without_write_access_discards_commits()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        var pull = await HeldAsync(acme);
        var head = pull.HeadSha;

        Check(pull, "mallory");
        await acme.SettledAsync();

        pull.HeadSha.ShouldBe(head);
        acme.Runs()[^1].ShouldBe("done: mallory has no write access to acme/gitops");
    }

    [Fact]
    public async Task Another_edit_of_a_text_asks_for_nothing()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        var pull = await HeldAsync(acme);
        var runs = acme.Runs().Count;

        var edited = pull.Edit($"{pull.Pull.Body}\nLooks good.\n", "bob");
        await acme.SettledAsync();

        acme.Server.Find(edited.Guid.ToString())!.State.ShouldBe(DeliveryState.Ignored);
        acme.Runs().Count.ShouldBe(runs);
    }

    [Fact]
    public async Task A_promotion_is_generated_again_as_a_promotion()
    {
        await using var acme = await DeployingOrganisation.StartAsync();
        acme.Organisation.Service("orders");
        await acme.SettledAsync();
        await acme.MergeAsync("orders");
        acme.Repository.Commit("main", "Release", (Overlay, acme.Repository.Text(Overlay)!.Replace("latest", "2.0.0", StringComparison.Ordinal)));
        const string branch = "automation/gitops/promote/production/orders";
        const string production = "apps/orders/overlays/production/kustomization.yaml";
        acme.Repository.Commit(branch, new Dictionary<string, string?> { [production] = "mine: true\n" }, by: "bob");
        var pull = acme.Repository.OpenPullRequest(branch, by: "bob");

        pull.Edit(
            "<!-- automation:gitops-proposal component:default/orders 0123456789abcdef0123 -->\n<!-- automation:gitops-request promotion staging production -->\n"
            + "- [x] Discard the commits by other people, and generate this branch again. <!-- automation:gitops-reset -->\n",
            "bob");
        await acme.SettledAsync();

        acme.Repository.Text(production, branch)!.ShouldContain("newTag: 2.0.0");
        pull.Pull.Title.ShouldBe("Promote orders to production");
    }

    // A person commits to the branch, and then the catalog asks for something else.
    private static async Task<PullRequestDriver> HeldAsync(DeployingOrganisation acme)
    {
        var orders = acme.Organisation.Service("orders");
        await acme.SettledAsync();
        var pull = acme.Pull("orders");
        acme.Repository.Commit(pull.Pull.HeadRef, new Dictionary<string, string?> { [Overlay] = "mine: true\n" }, by: "bob");
        orders.Commit("main", "Move it", ("catalog-info.yaml", Pushes.FollowedOrganisation.Component("orders", "team-b")));
        await acme.SettledAsync();
        pull.Pull.Body!.ShouldContain("- [ ] Discard the commits");
        acme.Runs()[^1].ShouldBe("done: services: 1 held");
        return pull;
    }

    private static void Check(PullRequestDriver pull, string by) =>
        pull.Edit(pull.Pull.Body!.Replace("- [ ] Discard", "- [x] Discard", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal), by);

    private static string Checked(PullRequestDriver pull, string box) => $"{pull.Pull.Body}\n{box}\n";
}
