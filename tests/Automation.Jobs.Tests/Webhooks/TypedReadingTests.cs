using System.Text;
using System.Text.Json;
using Automation.Jobs.Webhooks;
using Automation.Testing;
using Octokit.Webhooks;

namespace Automation.Jobs.Tests.Webhooks;

/// <summary>
/// What the tolerant reader makes of GitHub's examples is what Octokit's types say, where they can read them (docs/adr/0011-payloads-are-read-by-member.md).
/// </summary>
public sealed class TypedReadingTests
{
    [Fact]
    public void Pull_requests_are_read_as_Octokit_reads_them()
    {
        Assert.SkipWhen(WebhookExamples.Here.WhyNot is not null, WebhookExamples.Here.WhyNot ?? "");
        var compared = 0;
        foreach (var (_, payload) in WebhookExamples.Here.All().Where(e => e.Event == "pull_request"))
        {
            if (new WebhookAnalysis(null).Analyse("pull_request",
                Encoding.UTF8.GetBytes(payload)).Outcome is not DeliveryOutcome.Handle { Item: PullRequestItem item })
            {
                continue;
            }

            var typed = JsonSerializer.Deserialize<Octokit.Webhooks.Events.PullRequestEvent>(payload).ShouldNotBeNull();
            item.Repository.ToString().ShouldBe(typed.Repository!.FullName);
            item.RepositoryId.ShouldBe(typed.Repository.Id);
            item.Number.ShouldBe((int)typed.PullRequest.Number);
            item.HeadSha.ShouldBe(typed.PullRequest.Head.Sha);
            item.BaseRef.ShouldBe(typed.PullRequest.Base.Ref);
            item.Actor.ShouldBe(typed.Sender!.Login);
            item.InstallationId.ShouldBe(typed.Installation?.Id);
            item.Trigger.ShouldBe($"{WebhookEventType.PullRequest}.{typed.Action}");
            compared++;
        }

        compared.ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public void Pushes_are_read_as_Octokit_reads_them()
    {
        Assert.SkipWhen(WebhookExamples.Here.WhyNot is not null, WebhookExamples.Here.WhyNot ?? "");
        foreach (var (_, payload) in WebhookExamples.Here.All().Where(e => e.Event == "push"))
        {
            var typed = JsonSerializer.Deserialize<Octokit.Webhooks.Events.PushEvent>(payload).ShouldNotBeNull();
            var isDefault = typed.Ref == $"refs/heads/{typed.Repository!.DefaultBranch}" && !typed.Deleted;

            var outcome = new WebhookAnalysis(null).Analyse("push", Encoding.UTF8.GetBytes(payload)).Outcome;

            (outcome is DeliveryOutcome.MarkDirty).ShouldBe(isDefault);
            (outcome as DeliveryOutcome.MarkDirty)?.Source.ShouldBeOfType<DirtyRepository>().HeadSha.ShouldBe(typed.After);
        }
    }
}
