using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Cli.Tests.Action;

/// <summary>The action with <c>comment: true</c>, for repositories without the App.</summary>
public sealed class CommentTests : IAsyncLifetime
{
    private readonly GitSandbox _origin = GitSandbox.Create();
    private FakeGitHub _gitHub = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _origin.With("README.md", "x").Commit();
        _origin.Git("checkout", "--quiet", "-b", "change");
        _origin.With("catalog-info.yaml", Descriptors.Refused).Commit();
        _origin.Git("checkout", "--quiet", "main");
        _gitHub = await FakeGitHub.StartAsync();
        _gitHub.Organisation("acme");
        _token = _gitHub.OtherApp("github-actions", "acme");
    }

    public async ValueTask DisposeAsync()
    {
        await _gitHub.DisposeAsync();
        _origin.Dispose();
    }

    [Fact]
    public void A_job_writes_the_comment_of_the_app_and_rewrites_it_with_each_run()
    {
        using var job = Job.For(_origin);
        var pull = Open();

        var outcome = job.Commenting(_gitHub, pull.Number, _token).Check().Ends(1);
        job.Check().Ends(1);

        outcome.Output.ShouldNotContain("title=Automation::");
        $"{outcome.Output}{outcome.Errors}{job.Summary}".ShouldNotContain(_token);
        var comment = pull.Comments.ShouldHaveSingleItem();
        comment.Author.Login.ShouldBe("github-actions[bot]");
        comment.Body.ShouldStartWith("<!-- automation:check -->\n### ❌ 1 problem fails this check\n");
        comment.Body.ShouldContain($"https://github.example/acme/orders/blob/{job.Head}/catalog-info.yaml#L4");
        comment.Body.ShouldContain("[all findings](https://github.example/acme/orders/actions/runs/77)");
        comment.Body.ShouldNotContain("/automation recheck", Case.Sensitive, "nobody answers commands");
        _gitHub.Requests.Count(r => r.IsWrite).ShouldBe(1, "the second run had nothing to change");
        _gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public void Without_the_input_nothing_is_written_and_nothing_is_asked()
    {
        using var job = Job.For(_origin);

        job.Commenting(_gitHub, Open().Number, _token).With("INPUT_COMMENT", "false").Check().Ends(1);

        _gitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void On_a_fork_there_is_a_notice_and_the_same_exit_code()
    {
        using var job = Job.For(_origin);

        job.Commenting(_gitHub, Open().Number, _token, isFork: true)
            .Check()
            .Ends(1).Output
            .ShouldContain("::notice title=Automation::No comment was written on the pull request: it comes from a fork");

        _gitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void The_token_is_sent_over_https_alone()
    {
        using var job = Job.For(_origin);

        job.Commenting(_gitHub, Open().Number, _token)
            .With("GITHUB_API_URL", "http://github.example/api/v3")
            .Check()
            .Ends(1).Output
            .ShouldContain("::notice title=Automation::No comment was written on the pull request: GITHUB_API_URL is not an https address");

        _gitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_app_comments_the_job_does_not_and_takes_its_own_comment_away()
    {
        using var job = Job.For(_origin);
        var pull = Open();
        job.Commenting(_gitHub, pull.Number, _token).Check().Ends(1);
        pull.Comment("<!-- automation:check -->\nWhat the App reports.", by: $"{_gitHub.App.Slug}[bot]");

        job.Check().Ends(1).Output.ShouldNotContain("title=Automation::");

        pull.Comments.ShouldHaveSingleItem().Body.ShouldContain("What the App reports.");
    }

    [Fact]
    public void A_marker_that_a_person_has_copied_changes_nothing()
    {
        using var job = Job.For(_origin);
        var pull = Open();
        pull.Comment("<!-- automation:check -->\nNothing to see here.", by: "mallory");

        job.Commenting(_gitHub, pull.Number, _token).Check().Ends(1);

        pull.Comments.Select(c => c.Author.Login).ShouldBe(["mallory", "github-actions[bot]"]);
    }

    [Fact]
    public void A_comment_goes_when_there_is_nothing_to_report_any_more()
    {
        using var job = Job.For(_origin);
        var pull = Open();
        job.Commenting(_gitHub, pull.Number, _token).Check().Ends(1);
        _origin.Git("checkout", "--quiet", "change");
        _origin.Without("catalog-info.yaml").Commit();
        using var next = Job.For(_origin);
        _gitHub.Repository("acme/orders").Load(_origin.Path);

        next.Commenting(_gitHub, pull.Number, _token).Check().Ends(0);

        pull.Comments.ShouldBeEmpty();
    }

    [Fact]
    public void A_job_for_a_commit_that_is_not_the_newest_leaves_the_comment_to_the_newest()
    {
        using var job = Job.For(_origin);
        var pull = Open();
        pull.Push(("README.md", "newer"));

        job.Commenting(_gitHub, pull.Number, _token).Check().Ends(1);

        pull.Comments.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "Give the job the permission 'pull-requests: write'")]
    [InlineData(true, "could not be written")]
    public void A_comment_that_GitHub_does_not_take_is_a_warning_and_fails_nothing(bool isDown, string warning)
    {
        using var job = Job.For(_origin);
        var pull = Open();
        _gitHub.Faults.Next("POST /repos/acme/orders/issues/*", isDown ? new Fault.ServerError() : new Fault.Refused(403));

        job.Commenting(_gitHub, pull.Number, _token).Check().Ends(1).Output.ShouldContain(warning);

        job.Outputs["errors"].ShouldBe("1");
    }

    [Fact]
    public void An_event_of_no_pull_request_has_no_comment()
    {
        using var job = Job.For(_origin);

        job.Commenting(_gitHub, 1, _token).Event("""{"ref":"refs/heads/main"}""").Check().Ends(1);

        _gitHub.Requests.ShouldBeEmpty();
    }

    private PullRequestDriver Open()
    {
        _gitHub.Repository("acme/orders").Load(_origin.Path);
        return _gitHub.OpenPullRequest("acme/orders", "change");
    }
}
