using Automation.Server.Ledger;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.SelfService;

/// <summary>A person asks for a service in an issue, and gets it without a portal.</summary>
public sealed class ScaffoldTests
{
    [Fact]
    public async Task An_issue_asks_for_a_service_and_one_comment_says_where_it_is()
    {
        await using var acme = await TemplateIssues.StartAsync();

        var (issue, row) = await acme.AskAsync(TemplateIssues.Request("name: orders\nowner: engineering"));

        row.State.ShouldBe(DeliveryState.Done);
        row.Outcome.ShouldBe("template:default/node-service for ada: succeeded: acme/orders");
        Snapshot.Match(acme.Answer(issue), "scaffolded.md");
        var orders = acme.GitHub.Repository("acme/orders");
        orders.Files().ShouldBe([".automation/scaffold.yml", "README.md", "catalog-info.yaml"]);
        orders.Text("README.md").ShouldBe("# orders\n\nMade for user:default/ada.\n");
        orders.Text(".automation/scaffold.yml").ShouldNotBeNull().ShouldContain(acme.Templates.Tip()!);
        acme.GitHub.Repository("acme/catalog").PullRequests.ShouldHaveSingleItem().Pull.Title.ShouldBe("Register acme/orders");
        acme.GitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task The_token_of_the_run_can_do_what_the_steps_need_and_is_shown_nowhere()
    {
        await using var acme = await TemplateIssues.StartAsync();

        var (issue, _) = await acme.AskAsync();

        var asked = acme.GitHub.Requests.Where(
            r => r.Path.EndsWith("/access_tokens", StringComparison.Ordinal) && r.Body.Contains("administration", StringComparison.Ordinal));
        asked.ShouldHaveSingleItem().Body.ShouldBe(
            """{"permissions":{"administration":"write","contents":"write","pull_requests":"write","workflows":"write","metadata":"read"}}""");
        acme.GitHub.IssuedTokens.ShouldAllBe(t => !acme.Answer(issue).Contains(t, StringComparison.Ordinal));
        acme.GitHub.IssuedTokens.ShouldAllBe(t => acme.GitHub.Repository("acme/orders").Files().All(
            f => !acme.GitHub.Repository("acme/orders").Text(f)!.Contains(t, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_write_is_in_the_audit_log()
    {
        await using var acme = await TemplateIssues.StartAsync();

        await acme.AskAsync();

        var entries = acme.Server.Read(ledger => AuditLog.List(ledger, null, null, 100));
        entries.ShouldAllBe(e => e.Result == AuditLog.Done && e.Key == "scaffold acme/templates");
        entries.Select(e => $"{e.Repository}: {e.What}").ShouldContain("acme/templates: POST orgs/acme/repos");
        entries.Select(e => $"{e.Repository}: {e.What}").ShouldContain("acme/orders: POST git/commits");
        entries.Count(e => e.Kind == "template").ShouldBe(
            acme.GitHub.Requests.Count(r => r.IsWrite && !r.Path.Contains("/comments", StringComparison.Ordinal)
                && !r.Path.Contains("access_tokens", StringComparison.Ordinal) && r.Path != "/graphql"
                && !r.Path.StartsWith("/repos/acme/catalog/git", StringComparison.Ordinal) && !r.Path.StartsWith("/repos/mirror", StringComparison.Ordinal))
            + entries.Count(e => e.Repository == "acme/catalog" && e.What!.Contains("git/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_same_request_again_changes_nothing()
    {
        await using var acme = await TemplateIssues.StartAsync();
        var (issue, _) = await acme.AskAsync();
        var (tip, first) = (acme.GitHub.Repository("acme/orders").Tip(), acme.Answer(issue));

        await acme.SettleAsync(acme.Templates.CommentOn(issue, "/automation scaffold"));
        var (other, _) = await acme.AskAsync();

        acme.GitHub.Repository("acme/orders").Tip().ShouldBe(tip);
        acme.GitHub.Repository("acme/catalog").PullRequests.Count.ShouldBe(1);
        acme.GitHub.Requests.Count(r => r is { Method: "POST", Path: "/orgs/acme/repos" }).ShouldBe(1);
        acme.Answer(issue).ShouldBe(first);
        acme.Answer(other).ShouldBe(first);
    }

    [Fact]
    public async Task A_comment_corrects_the_values_and_a_comment_alone_repeats_what_the_issue_asks_for()
    {
        await using var acme = await TemplateIssues.StartAsync();
        var (issue, _) = await acme.AskAsync(TemplateIssues.Request("name: Orders!"));
        acme.Answer(issue).ShouldContain("must match the pattern");

        await acme.SettleAsync(acme.Templates.CommentOn(issue, "/automation scaffold node-service\n\n~~~\nname: orders\n~~~"));

        acme.Answer(issue).ShouldContain("The run succeeded");
        acme.GitHub.Repository("acme/orders").Files().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_dry_run_lists_the_files_and_creates_nothing()
    {
        await using var acme = await TemplateIssues.StartAsync();

        var (issue, _) = await acme.AskAsync(TemplateIssues.Request(command: "/automation scaffold node-service --dry-run"));

        Snapshot.Match(acme.Answer(issue), "dry-run.md");
        acme.GitHub.Requests.ShouldNotContain(r => r.Path == "/orgs/acme/repos" && r.IsWrite);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task A_run_that_was_interrupted_is_finished_by_the_next_server(int writes)
    {
        await using var acme = await TemplateIssues.StartAsync(settings: s => s with { DrainWithin = TimeSpan.Zero });
        using var ended = new CancellationTokenSource();
        var never = Task.Delay(Timeout.Infinite, ended.Token);
        acme.GitHub.Faults.Next(writes, "P* /*s/acme*", new Fault.Latency(TimeSpan.Zero)).Next(100, "P* /*s/acme*", new Fault.Held(never));
        var (issue, opened) = acme.Templates.OpenIssue(TemplateIssues.Request());
        await acme.Server.DeliverAsync("issues", System.Text.Encoding.UTF8.GetString(opened.Body), "a-1");
        await acme.GitHub.WaitFor(() => acme.GitHub.Requests.Count(r => r.IsWrite && r.Path.Contains("s/acme", StringComparison.Ordinal)) > writes);

        await using var next = await acme.RestartAsync();
        acme.GitHub.Faults.Clear();
        await ended.CancelAsync();
        await next.UntilAsync("a-1", DeliveryState.Done);

        acme.GitHub.Repository("acme/orders").Files().Count.ShouldBe(3);
        acme.GitHub.Repository("acme/orders").History().Count.ShouldBe(2);
        acme.GitHub.Repository("acme/catalog").PullRequests.Count.ShouldBe(1);
        acme.Answer(issue).ShouldContain("The run succeeded");
    }

    [Fact]
    public async Task While_GitHub_is_down_the_run_waits_and_then_goes_on()
    {
        await using var acme = await TemplateIssues.StartAsync();
        acme.GitHub.Faults.Next(6, "POST /repos/acme/orders/git/trees", new Fault.ServerError());

        var (issue, row) = await acme.AskAsync();

        row.State.ShouldBe(DeliveryState.Done);
        acme.Answer(issue).ShouldContain("The run succeeded");
        acme.GitHub.Repository("acme/orders").History().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_says_what_was_created_and_the_command_finishes_it()
    {
        await using var acme = await TemplateIssues.StartAsync();
        acme.GitHub.Faults.Next("PATCH /repos/acme/orders/git/*", new Fault.Refused(403));

        var (issue, _) = await acme.AskAsync();
        Snapshot.Match(acme.Answer(issue), "failed.md");

        await acme.SettleAsync(acme.Templates.CommentOn(issue, "/automation scaffold"));
        acme.Answer(issue).ShouldContain("The run succeeded");
        acme.GitHub.Repository("acme/orders").Files().Count.ShouldBe(3);
    }
}
