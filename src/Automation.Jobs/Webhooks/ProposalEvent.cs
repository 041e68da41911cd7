using Automation.GitHub;
using Automation.Reporting.Markdown;
using Octokit.Webhooks.Events.PullRequest;

namespace Automation.Jobs.Webhooks;

/// <summary><c>pull_request.edited</c> in the GitOps repository: a person checks the box that discards the commits of people on a proposal's branch.</summary>
/// <param name="gitOps">The GitOps repository; null if there is none.</param>
internal sealed class ProposalEvent(RepositoryName? gitOps)
{
    /// <summary>What to do; null where the event is about no box, and is an event as of any pull request.</summary>
    public DeliveryOutcome? Analyse(Payload payload)
    {
        var pull = payload["pull_request"];
        if (gitOps is null || payload.Repository is not { } repository || !repository.IsSame(gitOps)
            || payload.Action != PullRequestActionValue.Edited || !payload["changes"]["body"].Exists || pull["state"].Text != "open"
            || ProposalPullRequest.EntityOf(pull["body"].Text) is null || !ProposalPullRequest.IsResetRequested(pull["body"].Text))
        {
            return null;
        }

        return CommandLine.IsBot(payload["sender"]) || payload.Actor is not { } actor
            ? new DeliveryOutcome.Ignore("the text of a proposal was edited by a program; only people can check its box")
            : pull["number"].Number is { } number and > 0 and <= int.MaxValue
                ? new DeliveryOutcome.Handle(new ProposalItem { Repository = repository, Number = (int)number, Actor = actor })
                : new DeliveryOutcome.Ignore("the payload has no pull request");
    }
}
