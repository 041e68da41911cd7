using System.Text;
using Automation.GitHub;
using Automation.Jobs.Webhooks;

namespace Automation.Jobs.Tests.Webhooks;

public sealed class WebhookAnalysisTests
{
    private const string Repository =
        "\"repository\":{\"id\":1,\"full_name\":\"acme/orders\",\"default_branch\":\"main\"},\"sender\":{\"login\":\"mona\",\"type\":\"User\"},\"installation\":{\"id\":7}";

    [Theory]
    [InlineData("opened")]
    [InlineData("synchronize")]
    [InlineData("reopened")]
    [InlineData("ready_for_review")]
    [InlineData("converted_to_draft")]
    public void A_pull_request_that_opens_or_moves_is_checked(string action)
    {
        var item = Handled(
            "pull_request",
            $$$"""{"action":"{{{action}}}","number":12,"pull_request":{"head":{"sha":"abc"},"base":{"ref":"main"},"user":{"type":"Bot"} },{{{Repository}}} }""");

        item.Key.ShouldBe("acme/orders#12");
        item.Trigger.ShouldBe($"pull_request.{action}");
        (item.HeadSha, item.BaseRef, item.Actor, item.InstallationId, item.RepositoryId).ShouldBe(("abc", "main", "mona", 7L, 1L));
    }

    [Fact]
    public void An_edit_matters_where_the_base_changed()
    {
        Handled("pull_request",
            $$$"""{"action":"edited","number":12,"changes":{"base":{"ref":{"from":"dev"} } },"pull_request":{},{{{Repository}}} }""").Number.ShouldBe(
            12);
        Ignored("pull_request", $$$"""{"action":"edited","number":12,"changes":{"title":{"from":"a"} },"pull_request":{},{{{Repository}}} }""").ShouldContain(
            "title");
    }

    [Theory]
    [InlineData("closed", "closed")]
    [InlineData("labeled", "pull_request.labeled")]
    [InlineData("not\\nknown", "pull_request.not?known")]
    public void Other_actions_are_ignored_with_a_reason(string action, string reason) =>
        Ignored("pull_request", $$$"""{"action":"{{{action}}}","number":12,"pull_request":{},{{{Repository}}} }""").ShouldContain(reason);

    [Fact]
    public void A_merge_group_is_known_by_its_commit()
    {
        var item = Handled(
            "merge_group", $$$"""{"action":"checks_requested","merge_group":{"head_sha":"ABC","base_ref":"refs/heads/main"},{{{Repository}}} }""");

        item.Key.ShouldBe("acme/orders@abc");
        item.BaseRef.ShouldBe("main");
    }

    [Fact]
    public void Our_own_check_run_is_run_again_by_its_commit_even_where_no_pull_request_is_named()
    {
        var item = Handled(
            "check_run",
            $$$"""{"action":"rerequested","check_run":{"head_sha":"abc","app":{"id":42},"check_suite":{"head_branch":null},"pull_requests":[]},{{{Repository}}} }""");

        item.Key.ShouldBe("acme/orders@abc");
        item.Trigger.ShouldBe("check_run.rerequested");
    }

    [Fact]
    public void Where_one_pull_request_of_the_repository_is_named_it_is_that_one()
    {
        const string Named = """[{"number":12,"base":{"ref":"main","repo":{"id":1}}},{"number":3,"base":{"ref":"main","repo":{"id":99}}}]""";

        Handled(
            "check_suite", $$$"""{"action":"rerequested","check_suite":{"head_sha":"abc","app":{"id":42},"pull_requests":{{{Named}}} },{{{Repository}}} }""").Key.ShouldBe(
            "acme/orders#12");
    }

    [Fact]
    public void The_button_of_a_check_run_asks_for_the_fix()
    {
        Handled(
            "check_run",
            $$$"""{"action":"requested_action","requested_action":{"identifier":"fix"},"check_run":{"head_sha":"abc","app":{"id":42} },{{{Repository}}} }""").Request.ShouldBe(
            Request.Fix);
        Ignored(
            "check_run",
            $$$"""{"action":"requested_action","requested_action":{"identifier":"deploy"},"check_run":{"head_sha":"abc","app":{"id":42} },{{{Repository}}} }""").ShouldContain(
            "deploy");
    }

    [Theory]
    [InlineData("check_run", "rerequested", 41, "another App")]
    [InlineData("check_run", "created", 42, "our own check run")]
    [InlineData("check_run", "completed", 41, "checks of other Apps are ignored")]
    [InlineData("check_suite", "completed", 42, "our own check suite")]
    [InlineData("check_suite", "requested", 42, "the pull request's own event")]
    public void Checks_that_were_not_requested_from_us_are_ignored(string name, string action, int app, string reason) =>
        Ignored(name, $$$"""{"action":"{{{action}}}","{{{name}}}":{"head_sha":"abc","app":{"id":{{{app}}} } },{{{Repository}}} }""").ShouldContain(reason);

    [Fact]
    public void Without_an_App_no_check_is_known_to_be_ours() =>
        new WebhookAnalysis(null).Analyse(
            "check_run", Encoding.UTF8.GetBytes($$$"""{"action":"rerequested","check_run":{"head_sha":"abc","app":{"id":42} },{{{Repository}}} }""")).Outcome
            .ShouldBeOfType<DeliveryOutcome.Ignore>().Reason.ShouldContain("GitHub__AppId");

    [Theory]
    [InlineData("/automation recheck", Request.Check)]
    [InlineData("thanks\\r\\n/automation explain please", Request.Explain)]
    [InlineData("/automation help", Request.Help)]
    [InlineData("/automation", Request.Help)]
    public void A_comment_asks_at_the_start_of_a_line(string body, Request request)
    {
        var item = Handled("issue_comment", Comment(body));

        item.Request.ShouldBe(request);
        item.CommentId.ShouldBe(5);
        item.Key.ShouldBe("acme/orders#12");
    }

    [Theory]
    [InlineData("please /automation recheck", "no line starts")]
    [InlineData("/automationrecheck", "no line starts")]
    [InlineData(" /automation recheck", "no line starts")]
    [InlineData("/automation deploy", "not a command")]
    public void Other_comments_ask_for_nothing(string body, string reason) => Ignored("issue_comment", Comment(body)).ShouldContain(reason);

    [Fact]
    public void Bots_and_ourselves_cannot_ask()
    {
        Ignored("issue_comment", Comment("/automation recheck").Replace("\"User\"", "\"Bot\"", StringComparison.Ordinal)).ShouldContain("bot");
        Ignored(
            "issue_comment",
            Comment("/automation recheck").Replace("\"id\":5", "\"id\":5,\"performed_via_github_app\":{\"id\":42}", StringComparison.Ordinal)).ShouldContain(
            "our own");
        Ignored("issue_comment", Comment("/automation recheck").Replace("\"pull_request\":{}", "\"labels\":[]", StringComparison.Ordinal)).ShouldContain(
            "issue");
    }

    [Fact]
    public void A_push_to_the_default_branch_makes_its_source_dirty() =>
        Analyse("push", $$$"""{"ref":"refs/heads/main","after":"abc",{{{Repository}}} }""").ShouldBeOfType<DeliveryOutcome.MarkDirty>().Source
            .ShouldBe(new DirtyRepository(new RepositoryName("acme", "orders"), 1, 7, "main", "abc"));

    [Theory]
    [InlineData("repository", "renamed")]
    [InlineData("repository", "archived")]
    [InlineData("repository", "transferred")]
    [InlineData("repository", "deleted")]
    [InlineData("installation", "created")]
    [InlineData("installation_repositories", "removed")]
    public void Which_repositories_there_are_is_read_again(string eventName, string action) =>
        Analyse(
            eventName,
            $$$"""{"action":"{{{action}}}",{{{Repository}}} }""".Replace(
                "\"installation\":{", "\"installation\":{\"account\":{\"login\":\"acme\"},", StringComparison.Ordinal))
            .ShouldBeOfType<DeliveryOutcome.MarkDirty>().Source.ShouldBe(new DirtyRepositoryList("acme", 7));

    [Theory]
    [InlineData("team", "created")]
    [InlineData("team", "edited")]
    [InlineData("team", "deleted")]
    [InlineData("membership", "added")]
    [InlineData("membership", "removed")]
    [InlineData("organization", "member_added")]
    [InlineData("organization", "member_removed")]
    [InlineData("organization", "renamed")]
    public void People_and_teams_are_read_again(string eventName, string action) =>
        Analyse(eventName, $$$"""{"action":"{{{action}}}","organization":{"login":"acme"},"installation":{"id":7} }""")
            .ShouldBeOfType<DeliveryOutcome.MarkDirty>().Source.ShouldBe(new DirtyOrganisation("acme", 7));

    [Theory]
    [InlineData("team", "added_to_repository", "when a pull request is checked")]
    [InlineData("organization", "member_invited", "when they accept")]
    [InlineData("organization", "deleted", "no longer exist")]
    [InlineData("membership", "moved", "neither people nor teams")]
    public void What_changes_neither_people_nor_teams_is_ignored(string eventName, string action, string reason)
    {
        Ignored(eventName, $$$"""{"action":"{{{action}}}","organization":{"login":"acme"} }""").ShouldContain(reason);
        Ignored(eventName, $$$"""{"action":"{{{action}}}"}""").ShouldContain("no organisation");
    }

    [Fact]
    public void Another_default_branch_is_read_again_and_another_description_is_not()
    {
        Analyse("repository",
            $$$"""{"action":"edited","changes":{"default_branch":{"from":"master"}},{{{Repository}}} }""").ShouldBeOfType<DeliveryOutcome.MarkDirty>();
        Ignored("repository", $$$"""{"action":"edited","changes":{"description":{"from":""}},{{{Repository}}} }""").ShouldContain("default branch");
    }

    [Theory]
    [InlineData("refs/heads/dev", false, "other than the default branch")]
    [InlineData("refs/heads/mains", false, "other than the default branch")]
    [InlineData("refs/tags/main", false, "tag")]
    [InlineData("refs/heads/main", true, "deleted")]
    public void Other_pushes_do_not(string reference, bool deleted, string reason) =>
        Ignored("push", $$$"""{"ref":"{{{reference}}}","deleted":{{{(deleted ? "true" : "false")}}},{{{Repository}}} }""").ShouldContain(reason);

    [Theory]
    [InlineData("pull_request", "")]
    [InlineData("pull_request", "{")]
    [InlineData("pull_request", "[]")]
    [InlineData("pull_request", "null")]
    [InlineData("pull_request", "{\"action\":7}")]
    [InlineData("pull_request", "{\"action\":\"opened\",\"number\":\"12\",\"pull_request\":[],\"repository\":\"acme\"}")]
    [InlineData("pull_request", "{\"action\":\"opened\",\"number\":99999999999,\"repository\":{\"full_name\":\"a/b\"}}")]
    [InlineData("pull_request", "{\"action\":\"\\ud800\"}")]
    [InlineData("merge_group", "{\"action\":\"checks_requested\"}")]
    [InlineData("check_run", "{\"action\":\"rerequested\",\"check_run\":{\"app\":{\"id\":42}}}")]
    [InlineData("issue_comment", "{\"action\":\"created\",\"comment\":{\"body\":7},\"issue\":{\"pull_request\":1}}")]
    [InlineData("push", "{\"ref\":7}")]
    [InlineData("ping", "\"hello\"")]
    public void Whatever_is_sent_has_an_outcome_with_a_reason(string name, string body) => Ignored(name, body).ShouldNotBeEmpty();

    [Fact]
    public void Nesting_beyond_bounds_is_no_JSON() => Ignored("push", new string('[', 100_000)).ShouldContain("not JSON");

    private static string Comment(string body) =>
        $$$"""{"action":"created","issue":{"number":12,"pull_request":{} },"comment":{"id":5,"body":"{{{body}}}","user":{"login":"mona","type":"User"} },{{{Repository}}} }""";

    private static DeliveryOutcome Analyse(string name, string body) => new WebhookAnalysis(42).Analyse(name, Encoding.UTF8.GetBytes(body)).Outcome;

    private static PullRequestItem Handled(string name, string body) =>
        Analyse(name, body).ShouldBeOfType<DeliveryOutcome.Handle>().Item.ShouldBeOfType<PullRequestItem>();

    private static string Ignored(string name, string body) => Analyse(name, body).ShouldBeOfType<DeliveryOutcome.Ignore>().Reason;
}
