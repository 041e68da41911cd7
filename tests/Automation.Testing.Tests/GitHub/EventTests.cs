using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;
using Automation.Testing.GitHub.Webhooks;
using Octokit.Webhooks;
using Octokit.Webhooks.Events;

namespace Automation.Testing.Tests.GitHub;

public sealed class EventTests
{
    [Fact]
    public async Task A_delivery_is_signed_and_named_as_GitHub_does_it()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { WebhookSecret = "secret" });
        var delivery = Opened(gitHub).Opened;
        var headers = delivery.Headers.ToDictionary(h => h.Key, h => h.Value);

        headers["X-Hub-Signature-256"].ShouldBe("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret"), delivery.Body)));
        headers["X-GitHub-Event"].ShouldBe("pull_request");
        headers["X-GitHub-Delivery"].ShouldBe(delivery.Guid.ToString());
        headers["User-Agent"].ShouldStartWith("GitHub-Hookshot/");
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Everything_that_happens_to_a_pull_request_is_reported_and_can_be_read_back()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var pull = Opened(gitHub);
        gitHub.Repository("acme/orders").Commit("release", "Release", ("c", "1\n"));
        Delivery[] told =
        [
            pull.Opened, pull.Push(("a", "3\n")), pull.ConvertToDraft(), pull.MarkReady(), pull.ChangeBase("release"), pull.ChangeBase("main"), pull.Retitle(
                "Better"),
            pull.Close(), pull.Reopen(), pull.Queue(), pull.Merge(),
        ];

        told.Select(d => $"{d.Event} {d.Action}").ShouldBe(
        [
            "pull_request opened", "pull_request synchronize", "pull_request converted_to_draft", "pull_request ready_for_review", "pull_request edited",
                "pull_request edited", "pull_request edited",
            "pull_request closed", "pull_request reopened", "merge_group checks_requested", "pull_request closed",
        ]);
        var last = Read<PullRequestEvent>(told[^1]);
        (last.PullRequest.Merged, last.PullRequest.Number, last.Installation!.Id).ShouldBe((true, 1, gitHub.Organisation("acme").Installation!.Id));
        ShouldAllBeReadable(gitHub);
    }

    [Fact]
    public async Task Comments_and_checks_are_reported_and_can_be_read_back()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var pull = Opened(gitHub);
        var repository = gitHub.Repository("acme/orders");
        using var api = new Api(gitHub);
        await api.Post("/repos/acme/orders/check-runs", new JsonObject
        {
            ["name"] = "catalog",
            ["head_sha"] = pull.HeadSha,
            ["conclusion"] = "failure",
            ["actions"] = new JsonArray(new JsonObject { ["label"] = "Fix", ["description"] = "Fix it", ["identifier"] = "fix" }),
        });
        var comment = pull.Comment("Hello", by: "eve");
        pull.EditComment(pull.Comments[0], "Hello again", by: "eve");
        pull.DeleteComment(pull.Comments[0], by: "eve");
        var run = pull.CheckRuns.Single();

        Read<IssueCommentEvent>(comment).Comment.Body.ShouldBe("Hello");
        Read<CheckRunEvent>(repository.Rerun(run)).Action.ShouldBe("rerequested");
        Read<CheckRunEvent>(repository.Press(run, "fix")).CheckRun.Id.ShouldBe(run.Id);
        Read<CheckSuiteEvent>(repository.RerunAll(pull.HeadSha)).CheckSuite.HeadSha.ShouldBe(pull.HeadSha);
        repository.Archive();
        repository.Unarchive();
        repository.Rename("ordering");
        gitHub.Organisation("acme").Uninstall();
        gitHub.Deliveries.Select(d => $"{d.Event} {d.Action}".TrimEnd()).Distinct().ShouldBe(
        [
            "installation created", "push", "check_suite requested", "pull_request opened", "check_run created", "check_run completed",
                "issue_comment created", "issue_comment edited", "issue_comment deleted",
            "check_run rerequested", "check_run requested_action", "check_suite rerequested", "repository archived", "repository unarchived",
                "repository renamed", "installation deleted",
        ], ignoreOrder: true);
        ShouldAllBeReadable(gitHub);
    }

    [Fact]
    public async Task A_pull_request_from_a_fork_names_both_repositories()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders").As("public");
        repository.Commit("main", "First", ("a", "1\n"));
        repository.Fork("mallory").Commit("change", "Second", ("a", "2\n"));

        var pull = repository.OpenPullRequest("mallory:change", by: "mallory");

        var read = Read<PullRequestEvent>(pull.Opened).PullRequest;
        (read.Head.Repo!.FullName, read.Head.Repo.Fork, read.Base.Repo!.FullName).ShouldBe(("mallory/orders", true, "acme/orders"));
        ShouldAllBeReadable(gitHub);
    }

    private static void ShouldAllBeReadable(FakeGitHub gitHub)
    {
        foreach (var delivery in gitHub.Deliveries)
        {
            new Reader().Read(delivery).ShouldNotBeNull($"{delivery.Event} {delivery.Action}");
        }

        gitHub.ShouldHonourTheContract();
    }

    private static T Read<T>(Delivery delivery)
        where T : WebhookEvent => new Reader().Read(delivery).ShouldBeAssignableTo<T>()!;

    private static PullRequestDriver Opened(FakeGitHub gitHub)
    {
        var repository = gitHub.Repository("acme/orders");
        repository.Commit("main", "First", ("a", "1\n"), ("b", "1\n"));
        repository.Commit("change", "Second", ("a", "2\n"));
        return gitHub.OpenPullRequest("acme/orders", head: "change");
    }

    /// <summary>Reads deliveries as GitHub's own types.</summary>
    private sealed class Reader : WebhookEventProcessor
    {
        public WebhookEvent Read(Delivery delivery)
        {
            var headers = delivery.Headers.ToDictionary(
                h => h.Key, h => new Microsoft.Extensions.Primitives.StringValues(h.Value), StringComparer.OrdinalIgnoreCase);
            try
            {
                return DeserializeWebhookEvent(WebhookHeaders.Parse(headers), Encoding.UTF8.GetString(delivery.Body));
            }
            catch (JsonException problem)
            {
                throw new InvalidOperationException($"{delivery.Event} {delivery.Action}: {problem.Message}", problem);
            }
        }
    }
}
