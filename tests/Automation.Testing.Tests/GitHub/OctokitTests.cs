using Automation.Testing.GitHub;
using Octokit;

namespace Automation.Testing.Tests.GitHub;

/// <summary>GitHub's own client takes the fake for GitHub.</summary>
public sealed class OctokitTests
{
    [Fact]
    public async Task The_app_becomes_an_installation_and_reports_a_check()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var sha = gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        var app = Client(gitHub, gitHub.AppToken(), AuthenticationType.Bearer);
        var installation = await app.GitHubApps.GetRepositoryInstallationForCurrent("acme", "orders");
        var token = await app.GitHubApps.CreateInstallationToken(installation.Id);
        var client = Client(gitHub, token.Token);

        var run = await client.Check.Run.Create("acme", "orders", new NewCheckRun("catalog", sha)
        {
            Status = CheckStatus.Completed,
            Conclusion = CheckConclusion.Failure,
            Output = new NewCheckRunOutput("T", "S") { Annotations = [new NewCheckRunAnnotation("a", 1, 1, CheckAnnotationLevel.Failure, "M")] },
        });
        var listed = await client.Check.Run.GetAllForReference("acme", "orders", sha);
        var annotations = await client.Check.Run.GetAllAnnotations("acme", "orders", run.Id);

        (run.Conclusion!.Value.Value, run.App.Slug).ShouldBe((CheckConclusion.Failure, "automation"));
        listed.CheckRuns.ShouldHaveSingleItem().Id.ShouldBe(run.Id);
        annotations.ShouldHaveSingleItem().Message.ShouldBe("M");
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_pull_request_is_read_and_commented_on()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        var repository = gitHub.Repository("acme/orders");
        repository.Commit("main", "First", ("a", "1\n"));
        repository.Commit("feature/x", "Second", ("a", "2\n"), ("dir/b", "3\n"));
        var pull = gitHub.OpenPullRequest("acme/orders", "feature/x");
        var client = Client(gitHub, gitHub.InstallationToken("acme"));

        var read = await client.PullRequest.Get("acme", "orders", pull.Number);
        var files = await client.PullRequest.Files("acme", "orders", pull.Number);
        var tree = await client.Git.Tree.GetRecursive("acme", "orders", read.Head.Sha);
        var blob = await client.Git.Blob.Get("acme", "orders", tree.Tree.Single(t => t.Path == "dir/b").Sha);
        var compared = await client.Repository.Commit.Compare("acme", "orders", "main", "feature/x");
        var branch = await client.Repository.Branch.Get("acme", "orders", "feature/x");
        var reference = await client.Git.Reference.Get("acme", "orders", "heads/feature/x");
        var comment = await client.Issue.Comment.Create("acme", "orders", pull.Number, "Hello");
        var comments = await client.Issue.Comment.GetAllForIssue("acme", "orders", pull.Number, new ApiOptions { PageSize = 1 });
        var review = await client.PullRequest.Review.Create(
            "acme", "orders", pull.Number, new PullRequestReviewCreate { Body = "See", Event = PullRequestReviewEvent.Comment, CommitId = read.Head.Sha });

        (read.Mergeable, read.Head.Ref).ShouldBe((true, "feature/x"));
        files.Select(f => f.FileName).ShouldBe(["a", "dir/b"]);
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(blob.Content)).ShouldBe("3\n");
        compared.MergeBaseCommit.Sha.ShouldBe(repository.Tip("main"));
        (branch.Commit.Sha, reference.Object.Sha).ShouldBe((pull.HeadSha, pull.HeadSha));
        comments.ShouldHaveSingleItem().Id.ShouldBe(comment.Id);
        review.State.Value.ShouldBe(PullRequestReviewState.Commented);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task Refusals_are_the_exceptions_that_the_client_knows()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders");
        var client = Client(gitHub, gitHub.InstallationToken("acme"));

        await Should.ThrowAsync<NotFoundException>(() => client.Repository.Get("acme", "unknown"));
        gitHub.Faults.Next("GET *", new Fault.SecondaryLimit());
        await Should.ThrowAsync<SecondaryRateLimitExceededException>(() => client.Repository.Get("acme", "orders"));
        gitHub.Faults.Next("GET *", new Fault.TooManyRequests());
        (await Should.ThrowAsync<ApiException>(() => client.Repository.Get("acme", "orders"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.TooManyRequests);
        gitHub.ExhaustRateLimit("acme");
        await Should.ThrowAsync<RateLimitExceededException>(() => client.Repository.Get("acme", "orders"));
        await Should.ThrowAsync<AuthorizationException>(() => Client(gitHub, "ghs_wrong").Repository.Get("acme", "orders"));
    }

    [Fact]
    public async Task A_renamed_repository_is_followed()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Repository("acme/orders").Rename("ordering");
        var client = Client(gitHub, gitHub.InstallationToken("acme"));

        (await client.Repository.Get("acme", "orders")).FullName.ShouldBe("acme/ordering");
    }

    // Octokit talks to anything that is not github.com as to an enterprise server: under /api/v3.
    private static GitHubClient Client(FakeGitHub gitHub, string token, AuthenticationType type = AuthenticationType.Oauth) =>
        new(new ProductHeaderValue("tests"), gitHub.Url) { Credentials = new Credentials(token, type) };
}
