using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Jobs.Scaffolding.Hosting;

namespace Automation.Jobs.Tests.Scaffolding;

public sealed class RepositoryActionTests
{
    private const string Url = "repoUrl: github.com?owner=acme&repo=orders";

    private static string Step(string action, string input) =>
        $"    - id: it\n      action: {action}\n      input:\n{string.Concat(input.Split('\n').Select(l => $"        {l.TrimEnd()}\n"))}";

    private static async Task<ScaffoldWorld> WithOrdersAsync()
    {
        var world = await ScaffoldWorld.StartAsync();
        world.Repository("acme/orders").Commit("main", "Begin", ("README.md", "Orders"));
        return world;
    }

    [Fact]
    public async Task A_repository_is_created_and_pushed_to_in_two_steps()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        var steps = Step(
                "github:repo:create",
                $"{Url}\nautoInit: true\naccess: acme/team-a\nrepoVariables: {{ STAGE: one }}\n"
                    + $"collaborators: [{{ user: 'user:default/bob', access: push }}, {{ team: nobody, access: pull }}]\ncustomProperties: {{ tier: '1' }}")
            .Replace("id: it", "id: create")
            + ScaffoldWorld.Files
            + Step("github:repo:push", $"{Url}\ngitCommitMessage: Scaffold\nrequiredApprovingReviewCount: 2\nrequireCodeOwnerReviews: true");

        var report = await world.RunAsync(steps);

        report.Error.ShouldBeNull();
        var repository = world.GitHub.Repository("acme/orders");
        repository.Files().Count.ShouldBe(3);
        repository.History().Count.ShouldBe(2);
        repository.Hosted.Settings.Variables["STAGE"].ShouldBe("one");
        repository.Hosted.Collaborators["bob"].ShouldBe("push");
        repository.Hosted.Settings.Creation!["custom_properties"]!["tier"]!.ToString().ShouldBe("1");
        var reviews = repository.Hosted.Settings.Protections["main"]["required_pull_request_reviews"]!;
        reviews["required_approving_review_count"]!.ToString().ShouldBe("2");
        reviews["require_code_owner_reviews"]!.ToString().ShouldBe("true");
        report.Problems.ShouldHaveSingleItem().Message.ShouldStartWith("'nobody' does not get the permission 'pull'");
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_push_never_replaces_commits_of_others()
    {
        await using var world = await WithOrdersAsync();
        var tip = world.GitHub.Repository("acme/orders").Tip();

        var report = await world.RunAsync(ScaffoldWorld.Files + Step("github:repo:push", Url));

        report.Error!.ShouldContain("has commits that this run did not make");
        world.GitHub.Repository("acme/orders").Tip().ShouldBe(tip);
    }

    [Fact]
    public async Task Secrets_of_a_new_repository_are_encrypted_for_GitHub_and_shown_nowhere()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        var step = Step("publish:github", $"{Url}\nsecrets: {{ NPM_TOKEN: '${{{{ secrets.npm }}}}', PLAIN: plain-canary-2 }}");
        var secrets = new Dictionary<string, string> { ["npm"] = "npm-canary-1 äöü 🔑" };

        var planned = await world.RunAsync(ScaffoldWorld.Files + step, dryRun: true, secrets: secrets);
        var report = await world.RunAsync(ScaffoldWorld.Files + step, secrets: secrets);

        report.Error.ShouldBeNull();
        world.GitHub.Repository("acme/orders").Hosted.Settings.Secrets
            .ShouldBe(new Dictionary<string, string> { ["NPM_TOKEN"] = "npm-canary-1 äöü 🔑", ["PLAIN"] = "plain-canary-2" });
        world.GitHub.Requests.ShouldAllBe(r => !r.Body.Contains("canary", StringComparison.Ordinal));
        System.Text.Json.JsonSerializer.Serialize(new[] { planned, report }).ShouldNotContain("canary");
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Secrets_of_an_environment_are_encrypted_with_its_key_and_replaced()
    {
        await using var world = await WithOrdersAsync();
        string StepWith(string value) => Step("github:environment:create", $"{Url}\nname: production\nsecrets: {{ KEY: {value} }}");
        await world.RunAsync(StepWith("first"));

        (await world.RunAsync(StepWith("second"))).Error.ShouldBeNull();

        world.GitHub.Repository("acme/orders").Hosted.Settings.Secrets.ShouldBe(new Dictionary<string, string> { ["production/KEY"] = "second" });
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task An_environment_is_created_once()
    {
        await using var world = await WithOrdersAsync();
        var step = Step(
            "github:environment:create",
            $"{Url}\nname: production\nwaitTimer: 5\ndeploymentBranchPolicy: {{ protected_branches: false, custom_branch_policies: true }}\n"
                + $"customBranchPolicyNames: [main, 'release/*']\ncustomTagPolicyNames: ['v*']\nenvironmentVariables: {{ REGION: eu }}\n"
                + $"reviewers: ['user:default/bob', 'group:default/team-a', 'user:default/ghost']");
        await world.RunAsync(step);

        var report = await world.RunAsync(step);

        report.Error.ShouldBeNull();
        var settings = world.GitHub.Repository("acme/orders").Hosted.Settings;
        settings.Environments["production"]["wait_timer"]!.ToString().ShouldBe("5");
        settings.Environments["production"]["reviewers"]!.AsArray().Count.ShouldBe(2);
        settings.DeploymentPolicies.ShouldBe(["production branch main", "production branch release/*", "production tag v*"]);
        settings.Variables["production/REGION"].ShouldBe("eu");
        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("'user:default/ghost' was not added as a reviewer");
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_webhook_is_created_once_and_its_secret_is_never_shown()
    {
        await using var world = await WithOrdersAsync();
        var step = Step("github:webhook", $"{Url}\nwebhookUrl: https://hooks.acme.example/in\nwebhookSecret: '${{{{ secrets.HOOK }}}}'\n"
            + $"events: [push, pull_request]\ncontentType: json");
        var secrets = new Dictionary<string, string> { ["HOOK"] = "hook-canary-1" };
        await world.RunAsync(step, secrets: secrets);

        var report = await world.RunAsync(step, secrets: secrets);

        report.Error.ShouldBeNull();
        var hook = world.GitHub.Repository("acme/orders").Hosted.Settings.Hooks.ShouldHaveSingleItem();
        hook["events"]!.AsArray().Count.ShouldBe(2);
        System.Text.Json.JsonSerializer.Serialize(report).ShouldNotContain("hook-canary-1");
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task An_issue_is_opened_once_and_gets_labels()
    {
        await using var world = await WithOrdersAsync();
        var records = new MemoryCheckpoints();
        var steps = Step("github:issues:create", $"{Url}\ntitle: Set up monitoring\nbody: Please.")
            + Step("github:issues:label", $"{Url}\nnumber: '${{{{ steps.it.output.issueNumber }}}}'\n"
            + $"labels: [ops, new]").Replace("id: it", "id: label").Replace("'$", "$").Replace("}}'", "}}");
        await world.RunAsync(steps, records);

        var report = await world.RunAsync(steps, records);

        report.Error.ShouldBeNull();
        var settings = world.GitHub.Repository("acme/orders").Hosted.Settings;
        settings.Issues.ShouldHaveSingleItem().Title.ShouldBe("Set up monitoring");
        settings.Labels[1].ShouldBe(["ops", "new"]);
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Labels_that_cannot_be_added_are_a_note()
    {
        await using var world = await WithOrdersAsync();

        var report = await world.RunAsync(Step("github:issues:label", $"{Url}\nnumber: 99\nlabels: [ops]"));

        report.Fails.ShouldBeFalse();
        report.Problems.ShouldHaveSingleItem().Message.ShouldContain("The labels of acme/orders#99 were not added");
    }

    [Fact]
    public async Task A_workflow_is_started_once_for_a_request_and_its_result_is_awaited()
    {
        await using var world = await WithOrdersAsync();
        var records = new MemoryCheckpoints();
        var step = Step("github:actions:dispatch", $"{Url}\nworkflowId: deploy.yml\nbranchOrTagName: main\n"
            + $"workflowInputs: {{ stage: one }}\nwaitForResult: true");
        await world.RunAsync(step, records);

        var report = await world.RunAsync(step, records);

        report.Error.ShouldBeNull();
        var run = world.GitHub.Repository("acme/orders").Hosted.Settings.Runs.ShouldHaveSingleItem();
        run.Inputs["stage"]!.ToString().ShouldBe("one");
        var output = report.Steps[^1].Output!;
        output["workflowRunConclusion"]!.ToString().ShouldBe("success");
        output["workflowRunId"]!.ToString().ShouldBe($"{run.Id}");
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_workflow_that_fails_ends_the_run()
    {
        await using var world = await WithOrdersAsync();
        world.GitHub.Repository("acme/orders").Hosted.Settings.Conclusion = "failure";

        var report = await world.RunAsync(Step("github:actions:dispatch", $"{Url}\nworkflowId: deploy.yml\nbranchOrTagName: main\nwaitForResult: true"));

        report.Error!.ShouldContain("The workflow ended with 'failure'");
    }

    [Fact]
    public async Task A_workflow_without_a_wait_gives_no_details()
    {
        await using var world = await WithOrdersAsync();

        var report = await world.RunAsync(Step("github:actions:dispatch", $"{Url}\nworkflowId: ../../issues\nbranchOrTagName: main"));

        report.Error.ShouldBeNull();
        report.Steps[^1].Output!.Count.ShouldBe(0);
        world.GitHub.Repository("acme/orders").Hosted.Settings.Runs.Single().Workflow.ShouldBe("../../issues");
    }

    [Fact]
    public async Task A_branch_is_protected()
    {
        await using var world = await WithOrdersAsync();

        (await world.RunAsync(Step("github:branch-protection:create", $"{Url}\nenforceAdmins: false\n"
            + $"requiredStatusCheckContexts: [build]"))).Error.ShouldBeNull();

        var protection = world.GitHub.Repository("acme/orders").Hosted.Settings.Protections["main"];
        protection["enforce_admins"]!.ToString().ShouldBe("false");
        protection["required_status_checks"]!["contexts"]![0]!.ToString().ShouldBe("build");
        world.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_token_is_in_no_message()
    {
        await using var world = await WithOrdersAsync();

        var report = await world.RunAsync(Step("github:issues:create", $"{Url}\ntitle: a\n"
            + $"milestone: 99") + Step("debug:log", "message: a").Replace("id: it", "id: b"));

        System.Text.Json.JsonSerializer.Serialize(report).ShouldNotContain(world.Token);
    }

    [Fact]
    public async Task An_own_token_of_a_step_is_used_instead()
    {
        await using var world = await WithOrdersAsync();
        var own = world.GitHub.PersonalToken("bob");
        world.GitHub.Repository("acme/orders").WithCollaborator("bob");

        var report = await world.RunAsync(
            Step("github:issues:create", $"{Url}\ntitle: a\ntoken: '${{{{ secrets.OWN }}}}'"),
            withToken: false,
            secrets: new Dictionary<string, string> { ["OWN"] = own });

        report.Error.ShouldBeNull();
        world.GitHub.Repository("acme/orders").Hosted.Settings.Issues.Single().Author.Login.ShouldBe("bob");
        System.Text.Json.JsonSerializer.Serialize(report).ShouldNotContain(own);
    }

    [Fact]
    public async Task Entities_come_from_the_catalog()
    {
        await using var world = await ScaffoldWorld.StartAsync();
        world.Catalog = r => r == new EntityRef("component", "default", "orders") ? new JsonObject { ["kind"] = "Component" } : null;

        var found = await world.RunAsync(Step("catalog:fetch", "entityRefs: ['component:orders', other]\ndefaultKind: Component\noptional: true"));
        var missing = await world.RunAsync(Step("catalog:fetch", "entityRef: component:other"));
        var tried = await world.RunAsync(Step("catalog:fetch", "entityRef: component:other"), dryRun: true);

        found.Steps[0].Output!["entities"]!.ToJsonString().ShouldBe("""[{"kind":"Component"},null]""");
        missing.Error!.ShouldBe("The catalog has no component:default/other.");
        tried.Error.ShouldBeNull();
        tried.Fails.ShouldBeTrue();
    }

    [Theory]
    [InlineData("minutes: 11", "A step can wait at most 10 minutes.")]
    [InlineData("minutes: 10\nmilliseconds: 1", "A step can wait at most 10 minutes.")]
    [InlineData("milliseconds: 1", null)]
    public async Task A_wait_is_bounded(string input, string? error)
    {
        await using var world = await ScaffoldWorld.StartAsync();

        (await world.RunAsync(Step("debug:wait", input))).Error.ShouldBe(error);
    }
}
