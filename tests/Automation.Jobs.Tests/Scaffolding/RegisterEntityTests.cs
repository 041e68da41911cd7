using Automation.GitHub;
using Automation.Jobs.Scaffolding.Hosting;

namespace Automation.Jobs.Tests.Scaffolding;

public sealed class RegisterEntityTests
{
    private const string Steps = ScaffoldWorld.Files
        + """
            - id: publish
              action: publish:github
              input: { repoUrl: 'github.com?owner=acme&repo=orders' }
            - id: register
              action: catalog:register
              input: { repoContentsUrl: '${{ steps.publish.output.repoContentsUrl }}' }

        """;

    private static readonly DeclaredSources Catalog = new(new RepositoryName("acme", "catalog"), "catalog-sources.yml");

    [Fact]
    public async Task Nothing_is_needed_where_the_catalog_follows_all_repositories()
    {
        await using var world = await ScaffoldWorld.StartAsync();

        var report = await world.RunAsync(Steps);

        report.Error.ShouldBeNull();
        var output = report.Steps[^1].Output!;
        output["entityRef"]!.ToString().ShouldBe("component:default/orders");
        output["catalogInfoUrl"]!.ToString().ShouldEndWith("/acme/orders/tree/main/catalog-info.yaml");
        report.Created.Select(c => c.Kind).ShouldBe(["repository"]);
    }

    [Theory]
    [InlineData("sources:\n  - github-people: acme\n  - github: acme/billing   # theirs\n    exclude: [old/]\n")]
    [InlineData("sources:\r\n- github: acme/billing\r\n\r\nprocessors:\r\n  owner-from-codeowners: true\r\n")]
    [InlineData("sources:\n  - github: acme/billing")]
    public async Task A_pull_request_adds_the_repository_to_the_declared_sources(string file)
    {
        await using var world = await ScaffoldWorld.StartAsync();
        world.Sources = Catalog;
        var catalog = world.Repository("acme/catalog");
        catalog.Commit("main", "Begin", ("catalog-sources.yml", file));

        var report = await world.RunAsync(Steps);

        report.Error.ShouldBeNull();
        var pull = catalog.PullRequests.Single();
        pull.Pull.Title.ShouldBe("Register acme/orders");
        var text = catalog.Text("catalog-sources.yml", "register-acme-orders")!;
        text.ReplaceLineEndings("\n").ShouldContain("- github: acme/orders\n");
        text.Contains('\r').ShouldBe(file.Contains('\r'));
        report.Created.Select(c => $"{c.Kind} {c.Name}").ShouldBe(["repository acme/orders", "pull request acme/catalog#1"]);
        report.Problems.ShouldContain(p => p.Message.Contains("will be registered when this pull request is merged"));
        world.GitHub.ShouldHonourTheContract();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_request_is_the_same_pull_request_also_after_it_was_merged(bool isMerged)
    {
        await using var world = await ScaffoldWorld.StartAsync();
        world.Sources = Catalog;
        var catalog = world.Repository("acme/catalog");
        catalog.Commit("main", "Begin", ("catalog-sources.yml", "sources:\n  - github: acme/billing\n"));
        await world.RunAsync(Steps);
        if (isMerged)
        {
            catalog.PullRequests[0].Merge();
        }

        var head = catalog.Tip("register-acme-orders");

        (await world.RunAsync(Steps)).Error.ShouldBeNull();

        catalog.PullRequests.Count.ShouldBe(1);
        catalog.Tip("register-acme-orders").ShouldBe(head);
    }

    [Fact]
    public async Task A_pattern_that_names_the_repository_is_enough()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        world.Sources = Catalog;
        var catalog = world.Repository("acme/catalog");
        catalog.Commit("main", "Begin", ("catalog-sources.yml", "sources:\n  - github: Acme/*\n"));

        (await world.RunAsync(Steps)).Error.ShouldBeNull();

        catalog.PullRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_on_one_line_is_left_to_a_person()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        world.Sources = Catalog;
        world.Repository("acme/catalog").Commit("main", "Begin", ("catalog-sources.yml", "sources: [{ github: acme/billing }]\n"));

        (await world.RunAsync(Steps)).Error!.ShouldContain("Add '- github: acme/orders' to its sources");
    }
}
