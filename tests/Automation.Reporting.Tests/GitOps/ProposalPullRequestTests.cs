using System.Globalization;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Testing;

namespace Automation.Reporting.Tests.GitOps;

/// <summary>The text of a proposal: what it deploys, where, and what it deletes come first; rendered differences go on in comments.</summary>
public sealed class ProposalPullRequestTests
{
    [Fact]
    public void The_rendered_differences_follow_the_text()
    {
        var text = new ProposalPullRequest(Update(SampleDiff.Acme)).Text(isHeld: false);

        text.Comments.ShouldBeEmpty();
        ProposalPullRequest.HasParts(text.Body).ShouldBeFalse();
        Snapshot.Match(text.Body, "proposal-rendered.md");
    }

    [Fact]
    public void What_is_too_long_for_the_text_goes_on_in_numbered_comments()
    {
        var text = new ProposalPullRequest(Update(Large(applications: 12, objects: 20, lines: 60))).Text(isHeld: false);

        ProposalPullRequest.HasParts(text.Body).ShouldBeTrue();
        text.Comments.Count.ShouldBeInRange(5, DiffParts.Most - 1);
        var texts = text.Comments.Prepend(text.Body).ToList();
        texts.ShouldAllBe(t => t.Length <= CommentWriter.MostCharacters);
        text.Comments.Select(ProposalPullRequest.PartOf).ShouldBe(Enumerable.Range(2, text.Comments.Count).Select(i => (int?)i));
        for (var i = 0; i < texts.Count; i++)
        {
            texts[i].ShouldContain(string.Create(CultureInfo.InvariantCulture, $"**Part {i + 1} of {texts.Count}**"));
            (texts[i].Split("<details>").Length, texts[i].Split("```").Length % 2).ShouldBe((texts[i].Split("</details>").Length, 1));
        }

        // Every line once.
        string.Concat(texts).Split("+  line: ").Length.ShouldBe((12 * 20 * 60) + 1);
    }

    [Fact]
    public void After_the_last_allowed_comment_what_is_left_is_named()
    {
        var text = new ProposalPullRequest(Update(Large(applications: 60, objects: 40, lines: 60))).Text(isHeld: false);

        text.Comments.Count.ShouldBe(DiffParts.Most - 1);
        text.Comments[^1].ShouldContain("Left out because of the size:");
        text.Comments[^1].ShouldContain("- app");
    }

    [Fact]
    public void A_text_that_is_full_of_files_and_applications_leaves_room_for_the_differences()
    {
        var report = Update(Large(applications: 2, objects: 4, lines: 30)) with
        {
            Applications = [.. Enumerable.Range(0, 60).Select(i => new ProposedApplication($"application-{i}-{new string('a', 200)}", "e", new string('c', 200), "n", "p"))],
            Notes = [.. Enumerable.Range(0, 100).Select(i => $"{i} {new string('n', 280)}")],
        };

        var text = new ProposalPullRequest(report).Text(isHeld: true);

        text.Body.Length.ShouldBeLessThanOrEqualTo(CommentWriter.MostCharacters);
        text.Body.ShouldContain("**What changes in the clusters:**");
        text.Body.ShouldContain("Left out, because GitHub's texts are limited");
    }

    [Theory]
    [InlineData(DiffState.Deleted, "**It deletes 1 object.**")]
    [InlineData(DiffState.Changed, "It deletes nothing.")]
    public void The_first_line_says_whether_an_application_that_stays_loses_objects(DiffState state, string expected)
    {
        var diff = new GitOpsDiff([new ApplicationDiff("a", DiffState.Changed, "a.yaml") { Objects = [new ObjectDiff("Service a/a", state, "", ["-kind: Service"])] }]);

        new ProposalPullRequest(Update(diff)).Text(isHeld: false).Body.ShouldContain(expected);
    }

    [Fact]
    public void What_could_not_be_rendered_is_not_called_nothing()
    {
        var diff = new GitOpsDiff([new ApplicationDiff("a", DiffState.Changed, "a.yaml") { Undecided = ["Not rendered: kubectl is not installed here."] }]);

        var body = new ProposalPullRequest(Update(diff)).Text(isHeld: false).Body;

        body.ShouldContain("It removes no application; what it does to objects is not known completely.");
        body.ShouldContain("Not rendered: kubectl is not installed here.");
    }

    [Theory]
    [InlineData("removal", new[] { "removal" })]
    [InlineData("promotion staging production%20eu", new[] { "promotion", "staging", "production eu" })]
    [InlineData("", new string[0])]
    public void What_a_person_asked_for_is_read_from_the_text_again(string request, string[] words)
    {
        var body = new ProposalPullRequest(Update(null) with { Request = request }).Text(isHeld: false).Body;

        ProposalPullRequest.RequestOf(body).ShouldBe(words);
        ProposalPullRequest.RequestOf(body.Replace("\n", "\r\n", StringComparison.Ordinal)).ShouldBe(words);
        ProposalPullRequest.EntityOf(body).ShouldBe("component:default/orders");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<!-- automation:gitops-part x -->")]
    [InlineData("Look: <!-- automation:gitops-part 2 -->")]
    public void Other_comments_are_no_parts(string? comment) => ProposalPullRequest.PartOf(comment).ShouldBeNull();

    private static ProposalReport Update(GitOpsDiff? rendered) => new("component:default/orders", "orders", ProposalAction.Update)
    {
        Owner = "group:default/team-shop",
        Why = "The deployment template changed.",
        Topology = "One Argo CD deploys to all clusters (hub-and-spoke); each application has a file (overlays).",
        Applications = [new ProposedApplication("orders-production", "production", "production-eu", "orders", "shop") { Before = "HEAD", After = "HEAD" }],
        Files = [new ProposedFile("apps/orders/base/deployment.yaml", FileAction.Changed)],
        Validation = ["Manifests validated in all layers: 4, without errors."],
        Merge = "A person merges it after a review: 'production' requires that.",
        Rollback = "Revert the merge: Argo CD then applies what was there before.",
        Intent = "0123456789abcdef0123",
        Rendered = rendered,
    };

    private static GitOpsDiff Large(int applications, int objects, int lines) => new(
    [
        .. Enumerable.Range(0, applications).Select(a => new ApplicationDiff($"app{a}", DiffState.Changed, $"argocd/app{a}.yaml")
        {
            Objects =
            [
                .. Enumerable.Range(0, objects).Select(o => new ObjectDiff(
                    $"ConfigMap app{a}/c{o}", DiffState.Added, "", [.. Enumerable.Range(0, lines).Select(l => $"+  line: {a} {o} {l} {new string('x', 20)}")])),
            ],
        }),
    ]);
}
