using Automation.GitHub;
using Automation.Jobs.Webhooks;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.GitOps;
using Automation.Testing;
using Automation.Testing.GitHub;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.SelfService;

/// <summary>Where a GitOps repository is configured, a request for a service ends with the proposal to deploy it.</summary>
public sealed class ScaffoldedDeploymentTests
{
    [Fact]
    public async Task The_answer_links_the_proposal()
    {
        await using var acme = await StartAsync();

        var (issue, row) = await acme.AskAsync(TemplateIssues.Request("name: orders\nowner: engineering"));

        row.State.ShouldBe(DeliveryState.Done);
        Snapshot.Match(acme.Answer(issue), "scaffolded-deployment.md");
        var pull = acme.GitOps.PullRequests.ShouldHaveSingleItem();
        pull.Pull.Title.ShouldBe("Deploy orders to staging and production");
        pull.Pull.Body!.ShouldContain("A software template made the service `component:default/orders`");
        acme.GitOps.Text(".github/CODEOWNERS", pull.Pull.HeadRef).ShouldBe("/apps/orders/ @acme/engineering\n");
        acme.GitOps.Text("apps/orders/overlays/staging/kustomization.yaml", pull.Pull.HeadRef)!.ShouldContain("ghcr.io/acme/orders");
        acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_same_request_again_opens_no_second_one()
    {
        await using var acme = await StartAsync();
        var (issue, _) = await acme.AskAsync();
        var first = acme.Answer(issue);

        await acme.SettleAsync(acme.Templates.CommentOn(issue, "/automation scaffold"));

        acme.GitOps.PullRequests.Count.ShouldBe(1);
        acme.Answer(issue).ShouldBe(first);
    }

    [Fact]
    public async Task A_rebuild_before_the_registration_leaves_the_proposal_and_one_after_it_adopts_it()
    {
        await using var acme = await StartAsync();
        await acme.AskAsync(TemplateIssues.Request("name: orders\nowner: engineering"));
        var pull = acme.GitOps.PullRequests.ShouldHaveSingleItem();
        var files = acme.GitOps.Files(pull.Pull.HeadRef).ToDictionary(f => f, f => acme.GitOps.Text(f, pull.Pull.HeadRef));

        await ProposeAsync(acme);
        pull.Pull.State.ShouldBe("open");

        var catalog = acme.GitHub.Repository("acme/catalog");
        catalog.PullRequests.ShouldHaveSingleItem().Merge();
        await RebuildAsync(acme);
        await ProposeAsync(acme);

        acme.GitOps.PullRequests.ShouldHaveSingleItem().Pull.State.ShouldBe("open");
        pull.Pull.Body!.ShouldContain("The catalog has the service `component:default/orders`");
        acme.GitOps.Files(pull.Pull.HeadRef).ToDictionary(f => f, f => acme.GitOps.Text(f, pull.Pull.HeadRef)).ShouldBe(files);
    }

    [Fact]
    public async Task A_proposal_that_GitHub_refuses_is_a_note()
    {
        await using var acme = await StartAsync();
        acme.GitHub.Faults.Next("POST /repos/acme/gitops/git/trees", new Fault.Refused(403));

        var (issue, _) = await acme.AskAsync();

        acme.Answer(issue).ShouldContain("The run succeeded");
        acme.Answer(issue).ShouldContain("Its deployment is not proposed to acme/gitops");
    }

    private static async Task<TemplateIssues> StartAsync()
    {
        var acme = await TemplateIssues.StartAsync(settings: s => s with { GitOpsRepository = RepositoryName.Parse("acme/gitops") });
        acme.GitOps.Commit("main", "Begin", ("README.md", "What runs where\n"), (".automation/gitops.yml", DeployingOrganisation.Settings));
        return acme;
    }

    private static Task RebuildAsync(TemplateIssues acme) => RunAsync(acme, new CatalogItem());

    private static Task ProposeAsync(TemplateIssues acme) => RunAsync(acme, new ProposalItem { Repository = RepositoryName.Parse("acme/gitops")! });

    private static async Task RunAsync(TemplateIssues acme, WorkItem item)
    {
        var writer = acme.Server.Services.GetRequiredService<LedgerWriter>();
        await writer.RunAsync(l => WorkQueue.Add(l, item, Hosting.Debounce.Free, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        await RunningServer.UntilAsync(
            () => acme.Server.Read(l => l.Number("SELECT count(*) FROM work WHERE state IN ('waiting', 'running')")) == 0, () => $"{item.Key} does not end");
    }
}
