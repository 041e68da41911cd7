using Automation.Jobs.Configuration;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Testing.GitHub;

namespace Automation.Jobs.Tests.Scaffolding;

public sealed class PublishRepositoryTests
{
    private const string Publish = ScaffoldWorld.Files
        + """
            - id: publish
              action: publish:github
              input: { repoUrl: 'github.com?owner=acme&repo=orders', topics: [Payments], repoVisibility: internal }

        """;

    [Fact]
    public async Task A_repository_is_created_with_the_files_in_two_commits()
    {
        await using var world = await ScaffoldWorld.StartAsync();

        var report = await world.RunAsync(Publish);

        report.Error.ShouldBeNull();
        var repository = world.GitHub.Repository("acme/orders");
        repository.Files().ShouldBe(["README.md", "catalog-info.yaml", "src/main.js"]);
        repository.Text("src/main.js").ShouldBe("start('orders');\n");
        repository.History().Count.ShouldBeLessThanOrEqualTo(2);
        repository.Hosted.Settings.Topics.ShouldBe(["payments"]);
        repository.Hosted.Visibility.ShouldBe("internal");
        repository.Hosted.Settings.Protections.Keys.ShouldBe(["main"]);
        var output = report.Steps[^1].Output!;
        output["commitHash"]!.ToString().ShouldBe(repository.Tip());
        output["repoContentsUrl"]!.ToString().ShouldEndWith("/acme/orders/blob/main");
        output["remoteUrl"]!.ToString().ShouldEndWith("/acme/orders.git");
        report.Created.Single().Name.ShouldBe("acme/orders");
    }

    [Fact]
    public async Task The_calls_are_as_GitHub_describes_them()
    {
        await using var world = await ScaffoldWorld.StartAsync();

        (await world.RunAsync(Publish.Replace("internal", "private"))).Error.ShouldBeNull();

        world.GitHub.ShouldHonourTheContract();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_request_again_changes_nothing(bool isRecorded)
    {
        await using var world = await ScaffoldWorld.StartAsync();
        var records = new MemoryCheckpoints();
        await world.RunAsync(Publish, records);
        var (tip, before) = (world.GitHub.Repository("acme/orders").Tip(), world.Writes.Count);

        var report = await world.RunAsync(Publish, isRecorded ? records : null);

        report.Error.ShouldBeNull();
        report.Steps[^1].Output!["commitHash"]!.ToString().ShouldBe(tip);
        world.GitHub.Repository("acme/orders").Tip().ShouldBe(tip);
        world.Writes.Skip(before).ShouldAllBe(w => w.StartsWith("PUT"));
    }

    [Fact]
    public async Task A_repository_of_somebody_else_is_not_touched()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        world.Repository("acme/orders").Commit("main", "Theirs", ("README.md", "theirs"));

        var report = await world.RunAsync(Publish);

        report.Error!.ShouldContain("acme/orders exists, and this run did not create it");
        world.Writes.ShouldBeEmpty();
        report.Created.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_repository_is_filled_and_not_offered_for_removal()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        world.Repository("acme/orders");

        var report = await world.RunAsync(Publish);

        report.Error.ShouldBeNull();
        world.GitHub.Repository("acme/orders").Files().Count.ShouldBe(3);
        report.Created.Single().Remove.ShouldBeNull();
    }

    [Fact]
    public async Task A_repository_that_was_deleted_after_the_run_is_created_again()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        var records = new MemoryCheckpoints();
        await world.RunAsync(Publish, records);
        world.GitHub.Repository("acme/orders").Delete();

        var report = await world.RunAsync(Publish, records);

        report.Error.ShouldBeNull();
        world.GitHub.Repository("acme/orders").Files().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_repository_of_a_user_has_another_branch_and_no_protection()
    {
        await using var world = await ScaffoldWorld.StartAsync();

        var report = await world.RunAsync(Publish
            .Replace("owner=acme", "owner=ada")
            .Replace("topics: [Payments]", "defaultBranch: trunk/one, protectDefaultBranch: false, gitCommitMessage: Begin, gitAuthorName: Robot"));

        report.Error.ShouldBeNull();
        var repository = world.GitHub.Repository("ada/orders");
        repository.Hosted.DefaultBranch.ShouldBe("trunk/one");
        repository.Hosted.Refs.Keys.ShouldBe(["refs/heads/trunk/one"]);
        repository.Files().Count.ShouldBe(3);
        repository.Hosted.Settings.Protections.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gitlab.com?owner=acme&repo=orders", "not one of this GitHub")]
    [InlineData("github.com?owner=acme", "no repo")]
    [InlineData("github.com?owner=acme&repo=..", "does not allow")]
    [InlineData("github.com?owner=acme&repo=a%2Fb", "does not allow")]
    [InlineData("github.com.evil.example?owner=acme&repo=orders", "not one of this GitHub")]
    public async Task A_repository_elsewhere_is_refused_before_anything_is_sent(string url, string reason)
    {
        await using var world = await ScaffoldWorld.StartAsync();

        var report = await world.RunAsync(Publish.Replace("github.com?owner=acme&repo=orders", url));

        report.Error!.ShouldContain(reason);
        world.GitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_policy_decides_on_owners()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        world.Policy = new ScaffoldSettings { Allow = [new ScaffoldRule { Into = ["platform"] }] };

        (await world.RunAsync(Publish)).Error!.ShouldContain("to reach repositories of 'acme'");

        world.GitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_runs_without_a_token()
    {
        await using var world = await ScaffoldWorld.StartAsync();

        var report = await world.RunAsync(Publish, withToken: false);

        report.Error!.ShouldContain("set the environment variable GITHUB_TOKEN");
        report.Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_calls_nothing()
    {
        await using var world = await ScaffoldWorld.StartAsync();

        var report = await world.RunAsync(Publish, dryRun: true, withToken: false);

        report.Error.ShouldBeNull();
        report.Steps[^1].Output!["remoteUrl"]!.ToString().ShouldBe("<example>");
        world.GitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_lists_what_was_created_and_how_to_remove_it()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        world.GitHub.Faults.Next("POST */git/trees", new Fault.Refused(422));

        var report = await world.RunAsync(Publish);

        report.Error.ShouldNotBeNull();
        report.Created.Single().ShouldBe(new("repository", "acme/orders", report.Created[0].Url, "gh repo delete acme/orders"));
    }

    [Fact]
    public async Task A_run_finishes_what_another_began_wherever_that_one_ended()
    {
        var hasEnded = true;
        for (var n = 0; hasEnded; n++)
        {
            await using var world = await ScaffoldWorld.StartAsync();
            var records = new EndingCheckpoints(n);
            hasEnded = false;
            try
            {
                await world.RunAsync(Publish, records);
            }
            catch (OperationCanceledException)
            {
                hasEnded = true;
            }

            (await world.RunAsync(Publish, records.Kept)).Error.ShouldBeNull();

            var repository = world.GitHub.Repository("acme/orders");
            repository.Files().Count.ShouldBe(3);
            repository.History().Count.ShouldBeLessThanOrEqualTo(2);
            world.Writes.Count(w => w == "POST /orgs/acme/repos").ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_run_finishes_what_another_began_whatever_answer_was_lost()
    {
        var hasFailed = true;
        for (var n = 0; hasFailed; n++)
        {
            await using var world = await ScaffoldWorld.StartAsync();
            var records = new MemoryCheckpoints();
            world.GitHub.Faults.Next(n, "P* *", new Fault.Latency(TimeSpan.Zero)).Next("P* *", new Fault.ResetAfterEffect());
            hasFailed = (await world.RunAsync(Publish, records)).Error is not null;
            world.GitHub.Faults.Clear();

            (await world.RunAsync(Publish, records)).Error.ShouldBeNull();

            world.GitHub.Repository("acme/orders").Files().Count.ShouldBe(3);
            world.GitHub.Repository("acme/orders").History().Count.ShouldBeLessThanOrEqualTo(2);
            world.Writes.Count(w => w == "POST /orgs/acme/repos").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Links_programs_and_bytes_arrive_unchanged()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        var files = Enumerable.Range(0, 900).Select(i => ($"skeleton/many/{i:D3}.txt", $"{i}\n"));
        world.Skeleton.AddRange(files);

        (await world.RunAsync(Publish)).Error.ShouldBeNull();

        world.GitHub.Repository("acme/orders").Files().Count.ShouldBe(903);
        world.Writes.Count(w => w.EndsWith("/git/trees")).ShouldBe(3);
    }
}

/// <summary>Records that end the process after some effects, as <c>kill -9</c> does.</summary>
internal sealed class EndingCheckpoints(int after) : ICheckpoints
{
    /// <summary>What is on the disk.</summary>
    public MemoryCheckpoints Kept { get; } = new();

    public IReadOnlyList<Checkpoint> All => Kept.All;

    public void Add(Checkpoint checkpoint)
    {
        Kept.Add(checkpoint);
        if (Kept.All.Count > after)
        {
            throw new OperationCanceledException("killed");
        }
    }
}
