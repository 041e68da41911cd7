using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Templates;

/// <summary>Services that changed without notice, and runs at the same time: each is answered by itself, and no work of people is lost.</summary>
public sealed class UnluckyWavesTests : ServicesOfATemplate
{
    private const string Branch = "automation/template/service";

    [Fact]
    public void One_service_that_cannot_be_updated_does_not_keep_the_revision_from_the_others()
    {
        string[] all = ["archived", "blocked", "broken", "deleted", "empty", "fine", "hostile", "renamed", "trunk"];
        Scaffold(all);
        GitHub.Repository("acme/archived").Archive();
        GitHub.Repository("acme/blocked").Block();
        Commit("broken", ".automation/scaffold.yml", _ => "template: [\n");
        GitHub.Repository("acme/deleted").Delete();
        GitHub.Repository("acme/empty").SetBranch("main", null);
        Commit("hostile", ".automation/scaffold.yml", t => t.Replace("README.md:", "../../README.md:", StringComparison.Ordinal));
        GitHub.Repository("acme/renamed").Rename("orders");
        GitHub.Repository("acme/trunk").SetBranch("trunk", GitHub.Repository("acme/trunk").Tip());
        GitHub.Repository("acme/trunk").MakeDefault("trunk");
        Change();

        var outcome = Waves("--tracking", "acme/templates").Ends(1);

        Snapshot.Match(Shown(outcome.Output), "waves-unlucky.txt");
        GitHub.Repository("acme/fine").PullRequests.Count.ShouldBe(1);
        GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(1);
        GitHub.Repository("acme/trunk").PullRequests.ShouldHaveSingleItem().Pull.BaseRef.ShouldBe("trunk");
        Waves("--tracking", "acme/templates").Ends(1);
        GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_person_pushes_while_a_newer_revision_is_brought_is_not_lost()
    {
        Scaffold(["orders"]);
        Change();
        Waves().Ends(0);
        Repository.With("skeleton/Dockerfile", "FROM node:24\nCOPY . .\nCMD node .\n").Commit("Use node 24");
        var release = new TaskCompletionSource();
        GitHub.Faults.Next("PATCH /repos/acme/orders/git/refs/*", new Fault.Held(release.Task));

        var run = Task.Run(() => Waves(), TestContext.Current.CancellationToken);
        await GitHub.WaitFor(() => GitHub.Requests.Any(r => r is { Method: "POST", Path: "/repos/acme/orders/git/commits" }
            && r.Body.Contains(GitHub.Repository("acme/orders").Tip(Branch)!, StringComparison.Ordinal)));
        var mine = GitHub.Repository("acme/orders").Commit(Branch, "Mine", ("notes.txt", "Mine\n"));
        release.SetResult();

        (await run).Ends(1).Output.ShouldContain("Somebody else pushed to");
        GitHub.Repository("acme/orders").Tip(Branch).ShouldBe(mine);
        Waves().Ends(1).Output.ShouldContain("commits by other people");
        GitHub.Repository("acme/orders").Text("notes.txt", Branch).ShouldBe("Mine\n");
    }

    [Fact]
    public async Task Two_runs_at_once_open_one_pull_request_each()
    {
        Scaffold(["billing", "orders", "shop"]);
        Change();

        var outcomes = await Task.WhenAll(Task.Run(() => Waves(), TestContext.Current.CancellationToken),
            Task.Run(() => Waves(), TestContext.Current.CancellationToken));

        outcomes.ShouldAllBe(o => !o.Everything.Contains("unreachable", StringComparison.Ordinal));
        Services.ShouldAllBe(s => GitHub.Repository($"acme/{s}").PullRequests.Count == 1);
        Waves().Ends(0);
        Services.ShouldAllBe(s => GitHub.Repository($"acme/{s}").PullRequests.Count == 1);
    }

    [Fact]
    public async Task Two_runs_at_once_keep_one_issue_with_the_table()
    {
        Scaffold(["orders"]);
        Change();
        var release = new TaskCompletionSource();
        GitHub.Faults.Next("POST /repos/acme/templates/issues", new Fault.Held(release.Task));

        // One run waits before it opens its issue, until the other one has opened another and ended.
        Task<Outcome>[] runs = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Waves("--tracking", "acme/templates"), TestContext.Current.CancellationToken))];
        await Task.WhenAny(runs);
        release.SetResult();
        await Task.WhenAll(runs);

        var issues = GitHub.Repository("acme/templates").Hosted.Settings.Issues;
        issues.Select(i => i.IsClosed).ShouldBe([false, true]);
        issues[0].Body!.ShouldStartWith("<!-- automation:template-waves template:default/service -->");
        issues[1].Body!.ShouldBe($"Two runs opened an issue for this template at the same time: the table is in #{issues[0].Number}.");
        Waves("--tracking", "acme/templates").Ends(0);
        var writes = GitHub.Requests.Count(r => r.IsWrite);
        Waves("--tracking", "acme/templates").Ends(0);
        GitHub.Requests.Count(r => r.IsWrite).ShouldBe(writes);
        GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void A_service_that_the_catalog_has_twice_gets_one_pull_request()
    {
        Scaffold(["orders"]);
        Commit("orders", "catalog-info.yaml", t => $"{t}---\n{t.Replace("name: orders", "name: orders-worker", StringComparison.Ordinal)}");
        Folder.With("sources/orders/catalog-info.yaml", GitHub.Repository("acme/orders").Text("catalog-info.yaml")!);
        Build();
        Change();

        var outcome = Waves("--format", "json").Ends(0);

        outcome.Json.GetProperty("waves")[0].GetProperty("services").GetArrayLength().ShouldBe(1);
        GitHub.Repository("acme/orders").PullRequests.Count.ShouldBe(1);
    }

    [Fact]
    public void A_service_or_a_wave_that_is_misspelt_starts_nothing()
    {
        Scaffold(["orders"]);
        Change();

        Waves("--service", "component:default/order").Ends(2).Errors.ShouldContain("The catalog has no service component:default/order");
        Waves("--wave", "lifecyle=experimental").Ends(2).Errors.ShouldContain("did you mean 'lifecycle'?");

        GitHub.Repository("acme/orders").PullRequests.ShouldBeEmpty();
    }
}
