using System.Globalization;
using System.Text;
using Automation.Server.Ledger;
using Automation.Testing;

namespace Automation.Server.Tests.SelfService;

/// <summary>What is not allowed, or cannot be meant, is answered with the reason, and nothing is created.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task Each_refusal_names_its_reason_in_the_issue()
    {
        await using var acme = await TemplateIssues.StartAsync();
        acme.Templates.Commit(
            "proposal", "Propose", ("node/other-template.yaml", TemplateIssues.Template.Replace("node-service", "proposed", StringComparison.Ordinal)));
        var cases = new (string What, string Text, string By)[]
        {
            ("somebody who is not in the catalog", TemplateIssues.Request(), "mallory"),
            ("somebody whom no rule allows", TemplateIssues.Request(), "mona"),
            ("no template", TemplateIssues.Request(command: "/automation scaffold"), "ada"),
            ("a template that does not exist", TemplateIssues.Request(command: "/automation scaffold nodeservice"), "ada"),
            ("a template of another branch", TemplateIssues.Request(command: "/automation scaffold proposed"), "ada"),
            ("values that are no YAML", TemplateIssues.Request("name: [orders"), "ada"),
            ("values that are a list", TemplateIssues.Request("- orders"), "ada"),
            ("wrong values", TemplateIssues.Request("name: 7\nowner: user:default/nobody"), "ada"),
            ("no values", "/automation scaffold node-service", "ada"),
            ("another organisation", TemplateIssues.Request("name: orders\nrepoUrl: github.com?owner=mirror&repo=orders"), "ada"),
            ("markup", TemplateIssues.Request("name: '<img src=x> @acme/everyone [x](https://evil.example)'"), "ada"),
        };

        var text = new StringBuilder();
        foreach (var (what, body, by) in cases)
        {
            var (issue, row) = await acme.AskAsync(body, by);
            row.State.ShouldBe(DeliveryState.Done, what);
            text.Append(CultureInfo.InvariantCulture, $"#### {what}\n\n{acme.Answer(issue)}\n");
        }

        Snapshot.Match(text.ToString(), "refusals.md");
        acme.GitHub.Requests.ShouldNotContain(r => r.Path == "/orgs/acme/repos" && r.IsWrite);
        acme.GitHub.Requests.ShouldNotContain(r => r.Body.Contains("administration", StringComparison.Ordinal)
            && r.Path.Contains("mirror", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_rules_nothing_is_run()
    {
        await using var acme = await TemplateIssues.StartAsync(rules: "pull-requests:\n  drafts: true\n");

        var (issue, _) = await acme.AskAsync();

        acme.Answer(issue).ShouldContain("No rule says who may run templates from issues");
    }

    [Fact]
    public async Task A_permission_that_the_App_does_not_have_is_named()
    {
        await using var acme = await TemplateIssues.StartAsync(without: "administration");

        var (issue, row) = await acme.AskAsync();

        row.State.ShouldBe(DeliveryState.Done);
        acme.Answer(issue).ShouldContain("administration, contents, pull\\_requests, workflows");
        acme.Answer(issue).ShouldContain("An owner of the organisation adds the missing ones to the App");
    }

    [Theory]
    [InlineData("An issue without a command")]
    [InlineData("> /automation scaffold node-service")]
    [InlineData("    /automation scaffold node-service")]
    [InlineData("/automation recheck")]
    public async Task An_issue_that_asks_for_nothing_is_left_alone(string text)
    {
        await using var acme = await TemplateIssues.StartAsync();

        var (_, row) = await acme.AskAsync(text);

        row.State.ShouldBe(DeliveryState.Ignored);
        acme.Templates.Comments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bots_and_issues_of_other_repositories_are_left_alone()
    {
        await using var acme = await TemplateIssues.StartAsync();
        acme.GitHub.Repository("acme/other").Commit("main", "Begin", ("README.md", "Other\n"));

        (await acme.SettleAsync(acme.GitHub.Repository("acme/other").OpenIssue(TemplateIssues.Request()).Opened)).Outcome
            .ShouldBe("software templates run only for issues of the repository that Scaffold__Repository names");
        (await acme.AskAsync(by: "renovate[bot]")).Row.Outcome.ShouldBe("written by a bot; only people can ask for a service");
    }

    [Fact]
    public async Task The_answer_of_the_App_asks_for_nothing()
    {
        await using var acme = await TemplateIssues.StartAsync();
        await acme.AskAsync();

        foreach (var delivery in acme.GitHub.Deliveries.Where(d => d.Event == "issue_comment").ToList())
        {
            (await acme.SettleAsync(delivery)).State.ShouldBe(DeliveryState.Ignored);
        }
    }
}
