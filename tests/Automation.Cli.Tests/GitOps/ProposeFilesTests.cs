using System.Diagnostics;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.GitOps;

/// <summary>Proposals as files of a checkout, and by processes that are killed.</summary>
public sealed class ProposeFilesTests
{
    private const string Template =
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: ${{ values.name }}
          annotations: { region: '${{ values.clusters[0].annotations.aws_region }}' }
        spec:
          schedule: "0 3 * * *"

        """;

    [Fact]
    public async Task The_files_of_a_service_are_written_into_a_checkout()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders", "billing");
        using var checkout = Checkout(GitOpsWorld.Settings);

        Write(world, checkout, "orders").Ends(0).Output.ShouldContain("written");
        Write(world, checkout, "--all").Ends(0);

        File.ReadAllText(checkout.At("argocd/projects/shop.yaml")).ShouldContain("billing-staging");
        File.ReadAllText(checkout.At(".github/CODEOWNERS")).ShouldBe("/apps/orders/ @acme/shop\n/apps/billing/ @acme/shop\n");
        Write(world, checkout, "--all").Ends(0).Output.ShouldContain("2 unchanged");
    }

    [Fact]
    public async Task All_services_are_written_one_on_top_of_the_other()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders", "billing", "search");
        using var checkout = Checkout(GitOpsWorld.Settings);

        Write(world, checkout, "--all").Ends(0);

        var project = File.ReadAllText(checkout.At("argocd/projects/shop.yaml"));
        ((string[])["orders", "billing", "search"]).ShouldAllBe(s => project.Contains($"{s}-staging", StringComparison.Ordinal));
        Write(world, checkout, "--all").Ends(0).Output.ShouldContain("3 unchanged");
    }

    [Fact]
    public async Task A_deployment_template_of_the_repository_is_rendered_with_the_facts_of_clusters()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        using var checkout = Checkout(
            "template: templates/job\nenvironments: [{ name: staging, clusters: [staging] }]\n"
            + "clusters: { staging: { annotations: { aws_region: eu-central-1 } } }\n");
        checkout.With("templates/job/base/kustomization.yaml", "resources: []\n").With("templates/job/environment/job.yaml", Template).Commit();

        Write(world, checkout, "orders").Ends(0);

        File.ReadAllText(checkout.At("apps/orders/overlays/staging/job.yaml")).ShouldContain("region: 'eu-central-1'");
        File.ReadAllText(checkout.At("apps/orders/overlays/staging/kustomization.yaml")).ShouldContain("- job.yaml");
        checkout.With("templates/job/environment/job.yaml", "${{ values.").Commit();
        Write(world, checkout, "orders").Ends(1).Output.ShouldContain("templates/job/environment");
    }

    // Somebody with a repository of their own gets no deployment of others by a name that is the same in a cluster.
    [Theory]
    [InlineData("Pay.ments")]
    [InlineData("pay_ments")]
    public async Task A_service_whose_name_is_the_same_in_a_cluster_does_not_take_over_the_folder(string other)
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("pay-ments");
        using var checkout = Checkout(GitOpsWorld.Settings);
        Write(world, checkout, "--all").Ends(0);
        checkout.Commit();

        world.With(other);
        var output = Write(world, checkout, "--all").Everything;

        output.ShouldContain("The folder 'apps/pay-ments' belongs to component:default/pay-ments, whose name is the same in a cluster: rename one.");
        checkout.Git("status", "--short").ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_removals_at_once_are_not_proposed()
    {
        var names = Enumerable.Range(1, 25).Select(i => $"service-{i:00}").ToArray();
        await using var world = (await GitOpsWorld.StartAsync()).With(["orders", .. names]);
        using var checkout = Checkout(GitOpsWorld.Settings);
        Write(world, checkout, "--all").Ends(0);
        checkout.Commit();
        foreach (var name in names)
        {
            world.Services.Without($"{name}/catalog-info.yaml");
        }

        world.Services.Commit();
        string[] confirm = ["--confirm-removal", Path.GetFileName(world.Services.Path)];
        Run.Automation(["catalog", "build", "--source", $"{world.Services.Path}@HEAD", "--out", world.Catalog, .. confirm]).In(world.Services.Path)
            .Go().Ends(0);

        var outcome = Write(world, checkout, "--all").Ends(0);

        outcome.Output.ShouldContain("25 of 26 services would be removed");
        File.Exists(checkout.At("apps/service-01/base/deployment.yaml")).ShouldBeTrue();
    }

    [Fact]
    public async Task Files_for_another_folder_leave_the_checkout_alone_and_the_message_names_that_folder()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        using var checkout = Checkout(GitOpsWorld.Settings);

        var outcome = Write(world, checkout, "--all", "--out", "proposed").Ends(0);

        outcome.Output.ShouldContain("Review the files in proposed, copy them into the checkout, then commit them.");
        Directory.Exists(checkout.At("proposed/apps")).ShouldBeTrue();
        Directory.Exists(checkout.At("apps")).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_services_are_not_removed_at_once()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With([.. Enumerable.Range(1, 22).Select(i => $"service-{i:00}")]);
        using var checkout = Checkout(GitOpsWorld.Settings);
        Write(world, checkout, "--all").Ends(0);
        checkout.Commit();

        // The catalog itself lets no more go at once, either.
        world.Without([.. Enumerable.Range(1, 11).Select(i => $"service-{i:00}")]);
        world.Without([.. Enumerable.Range(12, 10).Select(i => $"service-{i:00}")]);

        var output = Write(world, checkout, "--all").Ends(0).Output;

        output.ShouldContain("21 of 22 services would be removed, which is more than is removed at once");
        checkout.Git("status", "--short").ShouldBeEmpty();
        Write(world, checkout, "component:default/service-01", "--remove").Ends(0);
        checkout.Git("status", "--short").ShouldContain("service-01");
    }

    // Each write is the last one of a process: the next process ends with the same repository.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_run_that_was_killed_is_finished_by_the_next_one(int writes)
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        var before = world.Writes;
        using var ended = new CancellationTokenSource();
        world.GitHub.Faults.Next(writes, "P* *", new Fault.Latency(TimeSpan.Zero)).Next(100, "P* *", new Fault.Held(Task.Delay(Timeout.Infinite, ended.Token)));
        var start = AutomationProcess.Begin(
            world.Services.Path,
            [.. AutomationProcess.Command, "gitops", "propose", "--all", "--catalog", world.Catalog, "--pull-request", "--repository", "acme/gitops"]);
        start.Environment["GITHUB_TOKEN"] = world.Token;
        start.Environment["GITHUB_API_URL"] = world.GitHub.Url.AbsoluteUri;
        using (var process = Process.Start(start)!)
        {
            await Task.WhenAny(
                world.GitHub.WaitFor(() => world.Writes >= before + writes), process.WaitForExitAsync(TestContext.Current.CancellationToken));
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        world.GitHub.Faults.Clear();
        world.Propose("--all").Ends(0);

        var pull = world.Repository.PullRequests.ShouldHaveSingleItem();
        world.GitHub.Repository("acme/gitops").Hosted.Settings.Labels[pull.Number].ShouldContain("gitops/onboard");
        world.TextOn("orders", "apps/orders/base/service.yaml").ShouldNotBeNull();
        world.Repository.History("automation/gitops/deploy/orders").Count.ShouldBe(2);
        await ended.CancelAsync();
    }

    private static GitSandbox Checkout(string settings)
    {
        var checkout = GitSandbox.Create();
        checkout.Git("remote", "add", "origin", "https://github.com/acme/gitops.git");
        checkout.With(".automation/gitops.yml", settings).Commit();
        return checkout;
    }

    private static Outcome Write(GitOpsWorld world, GitSandbox checkout, params string[] more) =>
        Run.Automation(["gitops", "propose", "--catalog", world.Catalog, .. more]).In(checkout.Path).Go();
}
